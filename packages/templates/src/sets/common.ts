import type { LabelWords } from '../template.ts'

/** How far a piece of work is, from the first thought to production. */
export const workStatus: readonly LabelWords[] = [
  ['To do', 'slate', 'todo'],
  ['In progress', 'blue', 'doing'],
  ['In review', 'violet', 'review'],
  ['Blocked', 'red', 'doing'],
  ['Done', 'green', 'done'],
]

/** What kind of work it is: what plans are balanced by. */
export const workTypes: readonly LabelWords[] = [
  ['Feature', 'blue'],
  ['Bug', 'red'],
  ['Technical', 'violet'],
  ['Research', 'teal'],
]

export const severities: readonly LabelWords[] = [
  ['Critical', 'red'],
  ['Major', 'orange'],
  ['Minor', 'yellow'],
  ['Cosmetic', 'grey'],
]
