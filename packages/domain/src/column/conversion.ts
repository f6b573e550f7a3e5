import type { BoardColumn } from '../board/columns.ts'
import { DomainError } from '../errors.ts'
import type { Json } from '../json.ts'
import type { ColumnKind, FormatContext, ParseContext } from './kind.ts'
import { checkedSettings } from './settings.ts'

/** What a column is changed from and to. */
export interface Conversion {
  readonly from: Pick<BoardColumn, 'kind' | 'settings'>
  readonly to: Pick<BoardColumn, 'kind' | 'settings'>
  readonly texts: ParseContext & FormatContext
}

/** A cell under the other kind. `lost` says why its text is no value there; then the cell is empty. */
export interface ConvertedCell {
  readonly value: Json
  /** The text of the cell as it was. */
  readonly text: string
  readonly lost: string | null
}

/** Takes a filled cell over by its text: what the old kind writes, the new one reads. */
export function convertCell({ from, to, texts }: Conversion, value: Json): ConvertedCell {
  const text = from.kind.format(value, from.settings, texts)
  const read = to.kind.parse(text, to.settings, texts)
  if (read.ok) return { value: read.value, text, lost: null }
  return { value: null, text, lost: read.message }
}

/** What a cell would be written as afterwards, where that differs from what is written now; else null. */
export function rewrittenText({ to, texts }: Conversion, { value, text }: ConvertedCell): string | null {
  const after = value === null ? '' : to.kind.format(value, to.settings, texts)
  return after === text ? null : after
}

/** Why columns of a kind cannot be changed from or to, or null: their cells are not a column's own texts. */
export function unchangeable(kind: ColumnKind): string | null {
  const { label } = kind
  if (kind.source !== undefined) return `${label} is filled by Fulcrum and cannot be changed from or to.`
  if (kind.derive !== undefined) return `The cells of ${label} follow from others and cannot be changed from or to.`
  if (kind.connections !== undefined) return `${label} names items of boards and cannot be changed from or to.`
  return null
}

/** Refuses what cannot be converted. */
export function conversionOf(
  from: Pick<BoardColumn, 'kind' | 'settings'>,
  to: { readonly kind: ColumnKind | undefined; readonly settings: Json | undefined },
  texts: Conversion['texts'],
): Conversion {
  const { kind, settings } = to
  if (kind === undefined) throw new DomainError('invalid', 'There is no such column kind.', { field: 'kind' })
  if (kind.id === from.kind.id) {
    throw new DomainError('invalid', `This is a ${kind.label} column already: change its settings.`, { field: 'kind' })
  }
  const refusal = unchangeable(from.kind) ?? unchangeable(kind)
  if (refusal !== null) throw new DomainError('invalid', refusal, { field: 'kind' })
  return { from, to: { kind, settings: checkedSettings(kind, settings ?? kind.defaultSettings) }, texts }
}
