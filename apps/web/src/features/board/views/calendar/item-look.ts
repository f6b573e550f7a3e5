import { hasLabels, labelOf } from '@fulcrum/columns'
import type { BoardColumn, Json } from '@fulcrum/domain'
import type { LabelColour } from '@fulcrum/ui'
import { isLate } from '../../../../shell/lateness.ts'
import { cellValue, type RowReader } from '../../model/row-reader.ts'
import { hasEnds, type Spans } from './spans.ts'

/** What a bar says of its item beside the title. */
export interface ItemLook {
  readonly colour: LabelColour
  /** What the colour means: `Status: In progress`. */
  readonly label: string | null
  readonly late: boolean
  readonly done: boolean
  /** Minutes since midnight, where the item begins at a time. */
  readonly minute: number | null
}

/** Whether a column's labels can colour items. */
export function canColour({ settings, lanes }: BoardColumn): boolean {
  return hasLabels(settings) && lanes.some(({ type }) => type === 'option' || type === 'optionSet')
}

/** The column that colours items: the chosen one, none where that was chosen, else the status. */
export function colourColumn(
  columns: readonly BoardColumn[],
  chosen: number | null | undefined,
): BoardColumn | undefined {
  const able = columns.filter(canColour)
  if (chosen === null) return undefined
  return able.find(({ number }) => number === chosen) ?? able.find(({ fields }) => fields['role'] === 'status')
}

interface Ways {
  readonly spans: Spans
  readonly colour: BoardColumn | undefined
  readonly columns: readonly BoardColumn[]
  readonly today: number
}

/** How an item looks in a calendar. */
export function lookOf(reader: RowReader, row: number, { spans, colour, columns, today }: Ways): ItemLook {
  const label = colour === undefined ? null : labelIn(colour, cellValue(reader, row, colour))
  const status = columns.find(({ fields }) => fields['role'] === 'status')
  const stage = status === undefined ? undefined : labelIn(status, cellValue(reader, row, status))?.stage
  const minute = spans.minute === undefined ? null : reader.lane(row, spans.minute)
  const due = hasEnds(spans) ? [spans.end ?? spans.date] : [spans.date]
  return {
    colour: label?.colour ?? 'grey',
    label: label === null ? null : `${colour?.title ?? ''}: ${label.name}`,
    late: due.some((column) => isLate(reader, row, column, columns, today)),
    done: stage === 'done' || stage === 'canceled',
    minute: typeof minute === 'number' ? minute : null,
  }
}

/** The label of a cell; the first of several. */
function labelIn({ settings }: BoardColumn, value: Json) {
  const number = Array.isArray(value) ? (value as readonly Json[])[0] : value
  if (typeof number !== 'number' || !hasLabels(settings)) return null
  return labelOf(settings, number) ?? null
}
