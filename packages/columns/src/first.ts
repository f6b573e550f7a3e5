import { anySight } from '@fulcrum/domain'
import type { ColumnSight } from '@fulcrum/domain'
import { checkboxSight } from './checkbox/sight.ts'
import { createdSight } from './created/sight.ts'
import { dateSight } from './date/sight.ts'
import { keySight } from './key/sight.ts'
import { longTextSight } from './long-text/sight.ts'
import { numberSight } from './number/sight.ts'
import { peopleSight } from './people/sight.ts'
import { statusSight } from './status/sight.ts'
import { tagsSight } from './tags/sight.ts'
import { textSight } from './text/sight.ts'
import { timelineSight } from './timeline/sight.ts'
import { updatedSight } from './updated/sight.ts'

/**
 * What shows the kinds that most boards have: an app may begin with these, and fetch all kinds while a board's first rows are
 * drawn. The order is that of `columnKinds`.
 */
export const firstKinds = [
  anySight(statusSight),
  anySight(peopleSight),
  anySight(dateSight),
  anySight(textSight),
  anySight(numberSight),
  anySight(tagsSight),
  anySight(timelineSight),
  anySight(checkboxSight),
  anySight(longTextSight),
  anySight(keySight),
  anySight(createdSight),
  anySight(updatedSight),
] as const satisfies readonly ColumnSight[]
