import { bugTracking } from './sets/bug-tracking.ts'
import { devTeam } from './sets/dev-team.ts'
import { featureDevelopment } from './sets/feature-development.ts'
import { incidentLog } from './sets/incident-log.ts'
import { onboarding } from './sets/onboarding.ts'
import { releaseChecklist } from './sets/release-checklist.ts'
import { roadmap } from './sets/roadmap.ts'
import { technicalDebt } from './sets/technical-debt.ts'
import type { Template } from './template.ts'

/** Every template, in the order in which the gallery shows them. */
export const templates: readonly Template[] = [
  devTeam,
  bugTracking,
  featureDevelopment,
  technicalDebt,
  roadmap,
  incidentLog,
  releaseChecklist,
  onboarding,
]
