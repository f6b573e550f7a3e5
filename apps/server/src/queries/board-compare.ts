import { boardComparer, differences, idOf, itemKey } from '@fulcrum/domain'
import type { BoardColumn, BoardState, Difference, Fields, ItemDifference, Json } from '@fulcrum/domain'
import type { BoardComparison, ComparedCell, ComparedItem } from '@fulcrum/protocol'
import { setImmediate as turn } from 'node:timers/promises'
import * as z from 'zod/mini'
import { publicReferences } from '../api/public-ids.ts'
import { seenPast } from '../past/seen-past.ts'
import type { SeenPast } from '../past/seen-past.ts'
import { instantArg } from './board-at.ts'
import { defineQuery, visibleBoard } from './query.ts'
import type { QueryContext } from './query.ts'

/** Items of one answer; the counts are of all. */
const maxItems = 1_000

const column = z.union([z.int(), z.enum(['title', 'group', 'parent'])])

/**
 * What became of the items of a board between two moments: added, removed, finished, moved to another group or parent, and
 * changed, with each cell then and later. By the rights of today.
 */
export const boardCompare = defineQuery({
  name: 'board.compare',
  args: z.strictObject({
    board: idOf('board'),
    from: instantArg,
    /** Absent: as the board is now. */
    to: z.optional(z.nullable(instantArg)),
  }),
  result: z.object({
    from: z.number(),
    to: z.nullable(z.number()),
    counts: z.object({ added: z.int(), removed: z.int(), done: z.int(), moved: z.int(), changed: z.int() }),
    columns: z.array(z.object({ id: idOf('column'), fields: z.record(z.string(), z.json()) })),
    groups: z.array(z.object({ number: z.int(), title: z.string() })),
    items: z.array(
      z.object({
        id: idOf('item'),
        row: z.int(),
        key: z.string(),
        title: z.string(),
        kinds: z.array(z.enum(differences)),
        people: z.array(idOf('member')),
        cells: z.array(z.object({ column, from: z.json(), to: z.json() })),
      }),
    ),
    left: z.int(),
  }),
  answer: async (context, asked): Promise<BoardComparison> => {
    const from = await seenPast(context, asked.board, asked.from)
    // Reading takes time, in which rights may change: those after the last reading count.
    const { state: to, sight } = await laterBoard(context, asked.board, asked.to ?? null)
    const { now } = from
    await from.items.load()
    const { items, counts } = await compared(from.state, to, sight.hiddenColumns)
    const shown = items.slice(0, maxItems)
    const named = new Set(shown.flatMap(({ cells }) => cells.map(({ column }) => column)))
    const columns = to.columns().filter(({ number }) => named.has(number))
    const people = to.columns().filter(({ kind, number }) => {
      return kind.references?.to === 'member' && !kind.derive && !sight.hiddenColumns.has(number)
    })
    return {
      from: asked.from,
      to: asked.to ?? null,
      counts,
      columns: columns.map(({ id, fields }) => ({ id, fields })),
      groups: groupsOf(from.state, to),
      items: shown.map((item) => comparedItem(item, [from.state, to], now, people)),
      left: items.length - shown.length,
    }
  },
  publish: async ({ hub }, _args, answer: BoardComparison) => {
    const nouns = new Map(
      answer.columns.map(({ fields }) => [
        fields['number'],
        hub.store.kinds.get(String(fields['kind']))?.references?.to,
      ]),
    )
    const said = (name: ComparedCell['column'], value: Json) => publicReferences(value, nouns.get(name) ?? '')
    const items = answer.items.map((item) => ({
      ...item,
      cells: item.cells.map(({ column: name, from, to }) => ({
        column: name,
        from: said(name, from),
        to: said(name, to),
      })),
    }))
    return { ...answer, items }
  },
})

/** Rows that are compared in one turn of the event loop. */
const rowsAtOnce = 2_000

/** Everything that is not the same, with how many items each thing is true of. */
async function compared(from: BoardState, to: BoardState, hidden: ReadonlySet<number>) {
  const compare = boardComparer(from, to, hidden)
  const counts: Record<Difference, number> = { added: 0, removed: 0, done: 0, moved: 0, changed: 0 }
  const items: ItemDifference[] = []
  const rows = Math.max(from.rowCount, to.rowCount)
  for (let row = 0; row < rows; row++) {
    if (row % rowsAtOnce === rowsAtOnce - 1) await turn()
    const found = compare(row)
    if (found === null) continue
    for (const kind of found.kinds) counts[kind] += 1
    items.push(found)
  }
  return { items, counts }
}

/** The board at the later moment; as it is now where none is named. */
async function laterBoard(context: QueryContext, boardId: string, at: number | null): Promise<Later> {
  if (at !== null) {
    const seen = await seenPast(context, boardId, at)
    await seen.items.load()
    return seen
  }
  const { board, sight } = await visibleBoard(context, boardId)
  return { state: board, sight }
}

type Later = Pick<SeenPast, 'state' | 'sight'>

function comparedItem(
  { row, kinds, cells }: ItemDifference,
  [from, to]: readonly [BoardState, BoardState],
  now: BoardState,
  people: readonly BoardColumn[],
): ComparedItem {
  const at = to.isLive(row) ? to : from
  const named = people.flatMap(({ number }) => [from, to].flatMap((board) => idsIn(board.cell(row, number))))
  return {
    id: String(at.system(row, 'id')),
    row,
    key: itemKey(String(now.board['prefix'] ?? ''), row),
    title: String(at.system(row, 'title') ?? ''),
    kinds,
    people: [...new Set(named)],
    cells,
  }
}

function idsIn(value: Json): string[] {
  return Array.isArray(value) ? value.filter((each): each is string => typeof each === 'string') : []
}

function groupsOf(...boards: readonly BoardState[]): BoardComparison['groups'] {
  const titles = new Map<number, string>()
  for (const board of boards) {
    for (const [, fields] of board.records('group')) titles.set(Number(fields['number']), titleOf(fields))
  }
  return [...titles].map(([number, title]) => ({ number, title }))
}

function titleOf(fields: Fields): string {
  return String(fields['title'] ?? '')
}
