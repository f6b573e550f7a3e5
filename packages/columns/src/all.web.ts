import { buttonView } from './button/column.web.tsx'
import { checkboxView } from './checkbox/column.web.tsx'
import { colourView } from './colour/column.web.tsx'
import { connectView } from './connect/column.web.tsx'
import { dependencyView } from './dependency/column.web.tsx'
import { countryView } from './country/column.web.tsx'
import { createdView } from './created/column.web.tsx'
import { dateView } from './date/column.web.tsx'
import { dropdownView } from './dropdown/column.web.tsx'
import { emailView } from './email/column.web.tsx'
import { fileView } from './file/column.web.tsx'
import { formulaView } from './formula/column.web.tsx'
import { hourView } from './hour/column.web.tsx'
import { keyView } from './key/column.web.tsx'
import { linkView } from './link/column.web.tsx'
import { locationView } from './location/column.web.tsx'
import { longTextView } from './long-text/column.web.tsx'
import { mirrorView } from './mirror/column.web.tsx'
import { numberView } from './number/column.web.tsx'
import { peopleView } from './people/column.web.tsx'
import { phoneView } from './phone/column.web.tsx'
import { progressView } from './progress/column.web.tsx'
import { ratingView } from './rating/column.web.tsx'
import { statusView } from './status/column.web.tsx'
import { tagsView } from './tags/column.web.tsx'
import { textView } from './text/column.web.tsx'
import { timeTrackingView } from './time-tracking/column.web.tsx'
import { timelineView } from './timeline/column.web.tsx'
import { updatedView } from './updated/column.web.tsx'
import { voteView } from './vote/column.web.tsx'
import { weekView } from './week/column.web.tsx'
import { worldClockView } from './world-clock/column.web.tsx'
import type { ColumnView } from './view-contract.web.ts'

/** How every column kind looks, in the order of `columnKinds`. */
export const columnViews = [
  statusView,
  peopleView,
  dateView,
  textView,
  numberView,
  tagsView,
  timelineView,
  checkboxView,
  progressView,
  formulaView,
  longTextView,
  dropdownView,
  ratingView,
  linkView,
  fileView,
  emailView,
  phoneView,
  voteView,
  countryView,
  weekView,
  hourView,
  worldClockView,
  colourView,
  locationView,
  connectView,
  dependencyView,
  mirrorView,
  timeTrackingView,
  buttonView,
  keyView,
  createdView,
  updatedView,
] as const satisfies readonly ColumnView[]

/** The views that are known, by the id of their kind. A value that is passed along, never a global. */
export type ViewRegistry = ReadonlyMap<string, ColumnView>

/** Makes a registry: `viewRegistry(columnViews).get('status')`. */
export function viewRegistry(views: readonly ColumnView[]): ViewRegistry {
  return new Map(views.map((view) => [view.id, view]))
}

export * from './view-contract.web.ts'
export { aggregateLabels } from './shared/aggregate-words.ts'
export { stageNames } from './shared/stage-names.web.ts'
