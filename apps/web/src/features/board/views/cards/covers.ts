import type { BoardColumn, HeldFile, Json } from '@fulcrum/domain'
import { cardFields, type CardFields } from '../kanban/card-fields.ts'

const pictures: ReadonlySet<string> = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp'])

/** Whether cells of a column may hold pictures. */
export function holdsFiles({ kind }: BoardColumn): boolean {
  return kind.files !== undefined
}

/** The column whose pictures stand on the cards; undefined where none does. */
export function coverColumn(
  columns: readonly BoardColumn[],
  chosen: number | null | undefined,
): BoardColumn | undefined {
  if (chosen === null) return undefined
  const able = columns.filter(holdsFiles)
  return chosen === undefined ? able[0] : able.find(({ number }) => number === chosen)
}

/** The first picture of a cell. */
export function pictureOf({ kind }: BoardColumn, value: Json): HeldFile | undefined {
  if (value === null) return undefined
  return kind.files?.(value).find(({ type }) => pictures.has(type))
}

/** What the cards of a gallery show under their pictures; without a choice also where their work stands. */
export function galleryFields(
  columns: readonly BoardColumn[],
  { cards, cover }: { readonly cards?: readonly number[] | undefined; readonly cover?: number | null | undefined },
  groupedBy: number | undefined,
): CardFields {
  return cardFields(columns, cards, [groupedBy, coverColumn(columns, cover)?.number], ['status'])
}
