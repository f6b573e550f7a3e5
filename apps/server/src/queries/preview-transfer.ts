import { setImmediate as turn } from 'node:timers/promises'
import {
  BoardState,
  accountTexts,
  boardResource,
  can,
  canTake,
  connectionsOf,
  familyOf,
  hasMoved,
  idOf,
  isForSome,
  isPurged,
  itemRef,
  matchColumns,
  matchingKey,
  notFound,
  openColumns,
  ownColumns,
  scopeOf,
  sightsFrom,
  transferCell,
} from '@fulcrum/domain'
import type { BoardColumn, BoardReader, ColumnMatch, ItemRef, Json, Transfer } from '@fulcrum/domain'
import { addLabels, hasLabels, liveLabels, maxLabels } from '@fulcrum/columns'
import type { TransferColumn, TransferPreview } from '@fulcrum/protocol'
import * as z from 'zod/mini'
import { defineQuery, visibleBoard } from './query.ts'
import type { QueryContext } from './query.ts'

/** Cells between which the server does something else. */
const cellsPerTurn = 1_000
const maxExamples = 3
const maxMissing = 100
/** Characters of an example. */
const maxExample = 120

const column = z.object({ number: z.int(), title: z.string(), kind: z.string() })

/**
 * What `item.moveToBoard` or `item.copyToBoard` would do with these items: which column takes which, how many cells are kept,
 * converted or left as text, labels that are missing there, and the other boards that a move has to name.
 */
export const previewTransfer = defineQuery({
  name: 'item.previewTransfer',
  args: z.strictObject({
    board: idOf('board'),
    rows: z.array(itemRef).check(z.minLength(1), z.maxLength(10_000)),
    to: idOf('board'),
    copy: z.optional(z.boolean()),
    columns: z.optional(z.array(z.strictObject({ from: z.int(), to: z.nullable(z.int()) })).check(z.maxLength(500))),
  }),
  result: z.object({
    items: z.int(),
    roots: z.array(z.object({ row: z.int(), items: z.int() })),
    also: z.array(idOf('board')),
    hidden: z.boolean(),
    open: z.array(column),
    columns: z.array(
      z.object({
        ...column.shape,
        to: z.nullable(z.int()),
        forSome: z.boolean(),
        fits: z.array(z.int()),
        filled: z.int(),
        converted: z.int(),
        left: z.int(),
        examples: z.array(z.string()),
        missing: z.array(z.string()),
        completed: z.nullable(z.object({ id: idOf('column'), settings: z.json() })),
      }),
    ),
  }),
  answer: async (context, { board: sourceId, rows, to, copy = false, columns: chosen }): Promise<TransferPreview> => {
    const { hub, principal } = context
    const { board: source, sight } = await visibleBoard(context, sourceId)
    const { board: target } = await visibleBoard(context, to)
    // Who may not put items there gets the answer of a board that is not there.
    if (!can(principal, 'item.edit', boardResource(target, to))) throw notFound('board')
    const family = familyOf(source, knownRows(source, rows))
    const boards = await boardsAround(context, source, target)
    const matches = matchColumns(source, target, { principal, ...(chosen && { chosen }) })
    const { state: account } = await hub.store.get(scopeOf('account', hub.store.accountId))
    const transfer: Transfer = {
      source,
      target,
      matches,
      texts: { ...accountTexts(account), item: sightsFrom(boards, principal) },
      leaving: new Set(copy ? [] : family.rows.map((row) => String(source.system(row, 'id')))),
      boards,
    }
    const open = openColumns(target, principal)
    const mayAdd = can(principal, 'board.structure', boardResource(target, to))
    const visible = matches.filter(({ from }) => !sight.hiddenColumns.has(from.number))
    const columns: TransferColumn[] = []
    for (const match of visible) columns.push(await previewColumn(transfer, match, { rows: family.rows, open, mayAdd }))
    return {
      items: family.rows.length,
      roots: family.roots.map((row) => ({ row, items: familyOf(source, [row]).rows.length })),
      also: copy ? [] : pairedBoards(source, to),
      hidden: ownColumns(source).some(
        ({ number }) => sight.hiddenColumns.has(number) && family.rows.some((row) => source.cell(row, number) !== null),
      ),
      open: open.map(named),
      columns,
    }
  },
})

function named({ number, title, kind }: BoardColumn) {
  return { number, title, kind: kind.id }
}

async function previewColumn(
  transfer: Transfer,
  match: ColumnMatch,
  {
    rows,
    open,
    mayAdd,
  }: { readonly rows: readonly number[]; readonly open: readonly BoardColumn[]; readonly mayAdd: boolean },
): Promise<TransferColumn> {
  const { from, to } = match
  const sum = { filled: 0, converted: 0, left: 0 }
  const examples = new Set<string>()
  const missing = new Map<string, string>()
  for (const [index, row] of rows.entries()) {
    if (index % cellsPerTurn === cellsPerTurn - 1) await turn()
    const value = transfer.source.cell(row, from.number)
    if (value === null) continue
    sum.filled += 1
    const cell = transferCell(transfer, match, value)
    if (cell.converted) sum.converted += 1
    if (cell.left === null) continue
    sum.left += 1
    if (examples.size < maxExamples) examples.add(shortened(cell.left))
    if (missing.size < maxMissing) for (const name of missingLabels(match, value)) missing.set(matchingKey(name), name)
  }
  return {
    ...named(from),
    to: to?.number ?? null,
    forSome: isForSome(from),
    fits: open.filter((column) => canTake(column, from)).map(({ number }) => number),
    ...sum,
    examples: [...examples],
    missing: [...missing.values()],
    completed: to !== null && mayAdd && missing.size > 0 ? completed(to, [...missing.values()]) : null,
  }
}

/** The column with the labels that it lacks, for `column.update`; null where there is no room for more. */
function completed({ id, settings }: BoardColumn, missing: readonly string[]): TransferColumn['completed'] {
  if (!hasLabels(settings)) return null
  const room = maxLabels - liveLabels(settings).length
  // @NOTE settings are JSON.
  return room <= 0 ? null : { id, settings: addLabels(settings, missing.slice(0, room)).settings as unknown as Json }
}

/** The names of labels of a cell that the other column does not have. */
function missingLabels({ from, to }: ColumnMatch, value: Json): string[] {
  const [had, has] = [from.kind.names?.(from.settings), to?.kind.names?.(to.settings)]
  if (!had || !has) return []
  const lane = from.kind.toLanes(value, from.settings)[from.kind.defaultLane]
  const numbers: readonly unknown[] = Array.isArray(lane) ? lane : [lane]
  const known = new Set(has.map(({ name }) => matchingKey(name)))
  return had
    .filter(({ number, name }) => numbers.includes(number) && !known.has(matchingKey(name)))
    .map(({ name }) => name)
}

/** The rows of items that are there; what was moved or purged meanwhile is left out. */
export function knownRows(board: BoardState, refs: readonly ItemRef[]): number[] {
  return refs.flatMap((ref) => {
    const row = typeof ref === 'number' ? ref : board.rowOf(ref)
    return row === undefined || !board.exists(row) || isPurged(board, row) || hasMoved(board, row) ? [] : [row]
  })
}

/** The boards that the transfer looks at: the two, and those to which the cells lead. */
async function boardsAround(
  { hub }: QueryContext,
  source: BoardState,
  target: BoardState,
): Promise<ReadonlyMap<string, BoardReader>> {
  const boards = new Map<string, BoardReader>([
    [source.boardId, source],
    [target.boardId, target],
  ])
  for (const column of ownColumns(source)) {
    for (const { board } of connectionsOf(column)?.boards ?? []) {
      if (boards.has(board)) continue
      const { state } = await hub.store.get(scopeOf('board', board))
      if (state instanceof BoardState) boards.set(board, state)
    }
  }
  return boards
}

/** The boards that show connections of this one too. */
export function pairedBoards(source: BoardState, target: string): string[] {
  const paired = ownColumns(source).flatMap((column) =>
    (connectionsOf(column)?.boards ?? []).filter(({ partner }) => partner !== null).map(({ board }) => board),
  )
  return [...new Set(paired)].filter((board) => board !== source.boardId && board !== target)
}

function shortened(text: string): string {
  return text.length > maxExample ? `${text.slice(0, maxExample)}…` : text
}
