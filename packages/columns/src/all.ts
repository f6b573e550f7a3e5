import type { ColumnKind } from '@fulcrum/domain'
import { statusColumn } from './status/column.ts'
import { textColumn } from './text/column.ts'

/** Every column kind, in the order in which people choose one. */
export const columnKinds = [textColumn, statusColumn] as const satisfies readonly ColumnKind[]

/** The id of a kind. */
export type ColumnKindId = (typeof columnKinds)[number]['id']

export * from './shared/label-colours.ts'
export * from './shared/label-words.ts'
export * from './shared/labels.ts'
export { defaultStatusSettings, type StatusSettings } from './status/column.ts'
