import { connectionsOf, refsOf } from '@fulcrum/domain'
import type { BoardColumn } from '@fulcrum/domain'
import type { WhyEntry } from '@fulcrum/protocol'
import { useEffect, useState } from 'react'
import { useClient } from '../../shell/client-context.tsx'
import { useItem, type ItemScene } from './use-item.ts'

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

/** Cells of other items that are asked of. */
const askedAtMost = 8

/** The changes of the cells of connected items that a cell follows from, as far as this person may see them. */
export function useSourceReasons(column: number, stamp: string): readonly SourceReason[] {
  const client = useClient()
  const sources = sourcesOf(column, useItem())
  const [reasons, setReasons] = useState<readonly SourceReason[]>([])
  const key = `${stamp} ${sources.map(({ board, row, column: each }) => `${board} ${row} ${each.number}`).join()}`
  useEffect(() => {
    let wanted = true
    const asking = sources.map(async (source) => {
      const args = { board: source.board, row: source.row, column: source.column.number }
      const { entries } = await client.query<{ readonly entries: readonly WhyEntry[] }>('cell.why', args)
      return entries.map((entry) => ({ ...entry, source }))
    })
    void Promise.allSettled(asking).then((answers) => {
      // What cannot be asked there is left out: the cell itself says when something is hidden.
      if (wanted) setReasons(answers.flatMap((answer) => (answer.status === 'fulfilled' ? answer.value : [])))
    })
    return () => {
      wanted = false
    }
    // The key says all that matters of the sources.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [client, key])
  return reasons
}

function sourcesOf(column: number, { board, item, context }: ItemScene): ReasonSource[] {
  const inputs = board.derivedFrom(column) ?? []
  return inputs
    .flatMap((input): ReasonSource[] => {
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
    .slice(0, askedAtMost)
}
