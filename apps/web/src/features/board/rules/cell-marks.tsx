import { rowTest } from '@fulcrum/columnar'
import { readSettings, tableView, toFilter, viewField } from '@fulcrum/domain'
import type { BoardState, ColourRule, FormatContext, JsonObject, ViewContext } from '@fulcrum/domain'
import type { CellMarks } from '../model/board-plan.ts'
import { filterWords } from '../model/filter-words.ts'
import type { BoardRecords } from '../model/records.ts'
import { markCell } from './cell-rules.ts'

/** A rule as rows are asked by it. */
interface Colouring extends Pick<ColourRule, 'of' | 'colour'> {
  readonly words: string
  readonly passes: (row: number) => boolean
}

/** What stands with the values of a board's cells; `settings` are those of the view. */
export function cellMarks(
  state: BoardState,
  records: BoardRecords,
  settings: JsonObject | undefined,
  context: FormatContext & ViewContext,
): CellMarks {
  const { columns, groups } = records
  const rules = (readSettings(tableView, settings).colours ?? []).flatMap(({ when, of, colour }): Colouring[] => {
    const find = (column: Parameters<typeof viewField>[1]) => viewField(state, column)
    let isWhole = true
    // A condition that is still to be filled in asks for nothing; without one that cannot be read, more would be coloured than was meant.
    const filter = toFilter(when, find, context, ({ reason }) => {
      if (reason !== 'no-value') isWhole = false
    })
    if (filter === null || !isWhole) return []
    return [
      { of, colour, words: filterWords(when, find, { ...context, groups }), passes: rowTest(state.items, filter) },
    ]
  })
  const ruled = new Map(
    columns.filter(({ fields }) => fields['rules'] !== undefined).map((column) => [String(column.number), column]),
  )
  /** What colours a cell: what is about it, else what is about its row. */
  const colouring = (row: number, columnId: string): Colouring | undefined =>
    rules.find(({ of, passes }) => String(of) === columnId && passes(row)) ??
    rules.find(({ of, passes }) => of === 'row' && passes(row))
  const broken = (row: number, columnId: string): string | null => {
    const column = ruled.get(columnId)
    return column === undefined ? null : markCell(state, row, column)
  }
  return {
    said: (row, columnId) => {
      const found = colouring(row, columnId)
      return `${broken(row, columnId) ?? ''}${found === undefined ? '' : `${found.colour} ${found.words}`}`
    },
    draw: (row, columnId) => {
      const found = colouring(row, columnId)
      const problem = broken(row, columnId)
      return (
        <>
          {found !== undefined && <Tint colouring={found} isQuiet={found.of === 'row' && columnId !== 'title'} />}
          {problem !== null && <span className="fb-rule-mark" role="img" aria-label={problem} title={problem} />}
        </>
      )
    },
  }
}

/** The colour of a cell, behind it, with a bar at its start that says why; cells of a coloured row have no bar but its first. */
function Tint({ colouring: { colour, words }, isQuiet }: { readonly colouring: Colouring; readonly isQuiet: boolean }) {
  const fill = <i className="fb-tint" data-colour={colour} aria-hidden="true" />
  if (isQuiet) return fill
  return (
    <>
      {fill}
      <span className="fb-tint-bar" data-colour={colour} role="img" aria-label={words} title={words} />
    </>
  )
}
