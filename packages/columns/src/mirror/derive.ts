import { connectionsOf, refsOf } from '@fulcrum/domain'
import type { Derivation, DerivedInput, DerivedReader, DeriveSchema } from '@fulcrum/domain'
import type { MirrorProblem, MirrorSettings, MirrorValue } from './column.ts'
import { rolledUp } from './roll-up.ts'
import type { Seen } from './roll-up.ts'

/**
 * How a mirror follows from connected items. Where anything that would count is hidden, or not here yet, the whole cell says so: a
 * sum of what happens to be seen would be a lie. Deleted items do not count; where only these are named, that is said.
 */
export function deriveMirror(settings: MirrorSettings, schema: DeriveSchema): Derivation<MirrorValue> {
  const { through, sources, rollUp } = settings
  if (through === null || sources.length === 0) return { reads: [], compute: () => ({ problem: 'not-set-up' }) }
  const link = schema.column(through)
  const columns = new Map(sources.map(({ board, column }) => [board, column]))
  const connected = link ? (connectionsOf(link)?.boards.map(({ board }) => board) ?? []) : []
  const boards = [...new Set([...connected, ...columns.keys()])]
  const reads: DerivedInput[] = [
    { of: 'row', column: through },
    // Of boards that nothing is shown of it is asked which items there are.
    ...boards.map((board): DerivedInput => ({ of: 'linked', through, board, column: columns.get(board) ?? 'id' })),
  ]
  const connections = link && link.fields['deletedAt'] === undefined ? connectionsOf(link) : undefined
  if (!link || !connections) return { reads, compute: () => ({ problem: link ? 'wrong-kind' : 'no-column' }) }
  return {
    reads,
    compute: (reader, row) => {
      const ids = refsOf(link, reader.cell(row, through))
      if (ids.length === 0) return null
      const seen = sourcesOf(reader, boards, columns, ids)
      if (typeof seen === 'string') return { problem: seen }
      return rolledUp(rollUp, seen)
    },
  }
}

/** Where the named items are, those that are deleted and those of other boards left out; or why that cannot be said. */
function sourcesOf(
  reader: DerivedReader,
  boardIds: readonly string[],
  columns: ReadonlyMap<string, number>,
  ids: readonly string[],
): readonly Seen[] | MirrorProblem {
  const boards = boardIds.map((id) => ({ id, found: reader.board(id) }))
  const seen: Seen[] = []
  let gone = 0
  for (const id of ids) {
    const at = boards.find(({ found }) => typeof found !== 'string' && found.rowOf(id) !== undefined)
    if (reader.isGone(id)) {
      gone += 1
      continue
    }
    if (!at || typeof at.found === 'string') {
      if (boards.some(({ found }) => found === 'no-access')) return 'no-access'
      if (boards.some(({ found }) => found === 'loading')) return 'loading'
      gone += 1
      continue
    }
    const column = columns.get(at.id)
    const row = at.found.rowOf(id)
    if (column === undefined || row === undefined) continue
    // Archived items are there, and do not count.
    if (!at.found.isLive(row)) continue
    const known = at.found.column(column)
    if (!known) return 'no-access'
    if (known.fields['deletedAt'] !== undefined) return 'no-column'
    seen.push({ board: at.found, row, item: id, column: known })
  }
  return seen.length === 0 && gone > 0 ? 'gone' : seen
}
