import type { ColumnKind } from '@fulcrum/domain'
import { checkboxColumn } from './checkbox/column.ts'
import { createdColumn } from './created/column.ts'
import { dateColumn } from './date/column.ts'
import { keyColumn } from './key/column.ts'
import { longTextColumn } from './long-text/column.ts'
import { numberColumn } from './number/column.ts'
import { peopleColumn } from './people/column.ts'
import { statusColumn } from './status/column.ts'
import { tagsColumn } from './tags/column.ts'
import { textColumn } from './text/column.ts'
import { timelineColumn } from './timeline/column.ts'
import { updatedColumn } from './updated/column.ts'

/**
 * The kinds that most boards have: an app may begin with these, and fetch the others while a board's first rows are drawn. The
 * order is that of `columnKinds`.
 */
export const firstKinds = [
  statusColumn,
  peopleColumn,
  dateColumn,
  textColumn,
  numberColumn,
  tagsColumn,
  timelineColumn,
  checkboxColumn,
  longTextColumn,
  keyColumn,
  createdColumn,
  updatedColumn,
] as const satisfies readonly ColumnKind[]
