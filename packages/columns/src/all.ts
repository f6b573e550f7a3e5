import type { ColumnKind } from '@fulcrum/domain'
import { buttonColumn } from './button/column.ts'
import { checkboxColumn } from './checkbox/column.ts'
import { colourColumn } from './colour/column.ts'
import { connectColumn } from './connect/column.ts'
import { dependencyColumn } from './dependency/column.ts'
import { countryColumn } from './country/column.ts'
import { createdColumn } from './created/column.ts'
import { dateColumn } from './date/column.ts'
import { dropdownColumn } from './dropdown/column.ts'
import { emailColumn } from './email/column.ts'
import { fileColumn } from './file/column.ts'
import { formulaColumn } from './formula/column.ts'
import { hourColumn } from './hour/column.ts'
import { keyColumn } from './key/column.ts'
import { linkColumn } from './link/column.ts'
import { locationColumn } from './location/column.ts'
import { longTextColumn } from './long-text/column.ts'
import { mirrorColumn } from './mirror/column.ts'
import { numberColumn } from './number/column.ts'
import { peopleColumn } from './people/column.ts'
import { phoneColumn } from './phone/column.ts'
import { progressColumn } from './progress/column.ts'
import { ratingColumn } from './rating/column.ts'
import { statusColumn } from './status/column.ts'
import { tagsColumn } from './tags/column.ts'
import { textColumn } from './text/column.ts'
import { timeTrackingColumn } from './time-tracking/column.ts'
import { timelineColumn } from './timeline/column.ts'
import { updatedColumn } from './updated/column.ts'
import { voteColumn } from './vote/column.ts'
import { weekColumn } from './week/column.ts'
import { worldClockColumn } from './world-clock/column.ts'

/** Every column kind, in the order in which people choose one. */
export const columnKinds = [
  statusColumn,
  peopleColumn,
  dateColumn,
  textColumn,
  numberColumn,
  tagsColumn,
  timelineColumn,
  checkboxColumn,
  progressColumn,
  formulaColumn,
  longTextColumn,
  dropdownColumn,
  ratingColumn,
  linkColumn,
  fileColumn,
  emailColumn,
  phoneColumn,
  voteColumn,
  countryColumn,
  weekColumn,
  hourColumn,
  worldClockColumn,
  colourColumn,
  locationColumn,
  connectColumn,
  dependencyColumn,
  mirrorColumn,
  timeTrackingColumn,
  buttonColumn,
  keyColumn,
  createdColumn,
  updatedColumn,
] as const satisfies readonly ColumnKind[]

/** The id of a kind. */
export type ColumnKindId = (typeof columnKinds)[number]['id']
