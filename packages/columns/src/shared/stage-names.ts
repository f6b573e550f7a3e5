import type { Stage } from '@fulcrum/domain'

/** What stages are called. */
export const stageNames: Readonly<Record<Stage, string>> = {
  backlog: 'Backlog',
  todo: 'To do',
  doing: 'In progress',
  review: 'In review',
  done: 'Done',
  canceled: 'Canceled',
}
