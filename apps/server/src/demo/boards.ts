import { bugBoard } from './boards/bugs.ts'
import { debtBoard } from './boards/debts.ts'
import { releaseBoard } from './boards/releases.ts'
import { roadmapBoard } from './boards/roadmap.ts'
import { sprintBoard } from './boards/sprints.ts'
import type { Calendar } from './calendar.ts'
import type { DemoBoard } from './document.ts'
import type { DemoWorld } from './story.ts'

/** The boards of the sample workspace. */
export const boards: readonly ((world: DemoWorld, calendar: Calendar) => DemoBoard)[] = [
  sprintBoard,
  bugBoard,
  roadmapBoard,
  debtBoard,
  releaseBoard,
]
