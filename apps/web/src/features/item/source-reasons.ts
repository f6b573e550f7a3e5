import { connectionsOf, refsOf } from '@fulcrum/domain'
import type { BoardColumn } from '@fulcrum/domain'
import type { WhyEntry } from '@fulcrum/protocol'
import type { ItemScene } from './use-item.ts'

/** A cell of another item that one here follows from. */
export interface ReasonSource {
  readonly board: string
  readonly row: number
  readonly key: string
  readonly column: BoardColumn
}

/** A change of such a cell. */
export interface SourceReason extends WhyEntry {
  readonly source: ReasonSource
}

/** Reasons with the cells of other boards that they are of; those of cells that are not told of here are left out. */
export function withSources(
  entries: readonly WhyEntry[],
  column: number,
  scene: ItemScene,
): (WhyEntry | SourceReason)[] {
  if (entries.every(({ of }) => of?.board === undefined)) return [...entries]
  const sources = sourcesOf(column, scene)
  return entries.flatMap((entry): (WhyEntry | SourceReason)[] => {
    const { of } = entry
    if (of?.board === undefined) return [entry]
    const there = sources.filter(({ board, row }) => board === of.board && row === of.row)
    // What a cell there follows from itself is told of by that cell.
    const source = there.find((each) => each.column.number === of.column) ?? there[0]
    return source ? [{ ...entry, source }] : []
  })
}

function sourcesOf(column: number, { board, item, context }: ItemScene): ReasonSource[] {
  return (board.derivedFrom(column) ?? []).flatMap((input): ReasonSource[] => {
    if (input.of !== 'linked' || typeof input.column !== 'number') return []
    const link = board.column(input.through)
    const source = context.items?.source(input.board, input.column)
    if (!link || !source || !connectionsOf(link)) return []
    return refsOf(link, board.cell(item.row, link.number)).flatMap((id) => {
      const sight = context.item?.(id)
      if (sight?.is !== 'item' || sight.board !== input.board) return []
      return [{ board: sight.board, row: sight.row, key: sight.key, column: source.column }]
    })
  })
}
