import * as z from 'zod/mini'
import { boardArg, defineBoardCommand, itemRef, rowsOf } from '../../board/board-command.ts'
import { boardsOfBlocked, refuseBlocked } from '../../connection/blocked.ts'
import { DomainError } from '../../errors.ts'
import { sameJson } from '../../json.ts'
import type { Json } from '../../json.ts'
import { maxCellsPerChange } from '../../patch.ts'
import { jsonValue } from '../../json-value.ts'
import { checkedValue, settableColumn, writtenValue } from '../cells.ts'
import { aliasesOf } from '../aliases.ts'
import { itemTitle } from '../title.ts'
import { transferCell } from '../transfer/transfer-cell.ts'
import type { ItemRef } from '../../board/board-command.ts'
import type { MovedItem } from '../../command.ts'
import type { Id } from '../../ids.ts'

/**
 * Sets one column of one or many items, or their titles. `values` has one entry an item or a single one for all. `seen` is
 * what the person saw there, sent by a client that was offline: where another value stands now, this one is written all the
 * same, and the answer names both. `override` lets items start or finish that wait for others, where their column says that this
 * person may.
 */
export const setCells = defineBoardCommand({
  name: 'item.setCells',
  version: 1,
  args: z.strictObject({
    board: boardArg,
    column: z.union([z.int(), z.literal('title')]),
    rows: z.array(itemRef).check(z.minLength(1), z.maxLength(maxCellsPerChange)),
    values: z.array(jsonValue(1_100_000)).check(z.minLength(1), z.maxLength(maxCellsPerChange)),
    override: z.optional(z.boolean()),
    seen: z.optional(z.array(jsonValue(1_100_000)).check(z.maxLength(maxCellsPerChange))),
  }),
  result: z.object({
    changed: z.int(),
    conflicts: z.optional(z.array(z.object({ row: z.int(), theirs: z.json(), mine: z.json() }))),
  }),
  action: 'item.edit',
  items: ({ rows }) => rows,
  follow: followItem,
  looksBeyond: (states, { board, column }) => boardsOfBlocked(states, board, column),
  judgesBeyond: true,
  apply: (board, { column, rows: refs, values: given, seen, override = false }, env, tx) => {
    const { reader } = board
    if (given.length !== 1 && given.length !== refs.length) {
      throw new DomainError('invalid', 'Give one value for all items, or one for each.', { field: 'values' })
    }
    const target = column === 'title' ? null : settableColumn(reader, column, env)
    const checked = given.map((value) => (target === null ? checkedTitle(value) : checkedValue(target, value)))
    const rows = rowsOf(reader, refs)
    const current = (row: number) => (column === 'title' ? reader.system(row, 'title') : reader.cell(row, column))
    const asked = (index: number) => (checked.length === 1 ? checked[0] : checked[index]) ?? null
    const written = rows.map((row, index) =>
      target === null ? asked(index) : writtenValue(reader, target, current(row), asked(index), env),
    )
    const value = (index: number) => written[index] ?? null
    const conflicts: Json[] = []
    const changed: number[] = []
    rows.forEach((row, index) => {
      const now = current(row)
      if (sameJson(now, value(index))) return
      changed.push(index)
      const expected = seen?.length === 1 ? seen[0] : seen?.[index]
      if (expected !== undefined && !sameJson(now, expected)) conflicts.push({ row, theirs: now, mine: value(index) })
    })
    if (typeof column === 'number') {
      const cells = changed.map((index) => [rows[index] ?? 0, value(index)] as const)
      refuseBlocked(tx.boards().values(), reader, column, cells, { principal: env.principal, override })
    }
    if (changed.length > 0) {
      board.setCells(
        column,
        changed.map((index) => rows[index] ?? 0),
        oneForAll(changed.map(value)),
      )
    }
    return conflicts.length > 0 ? { changed: changed.length, conflicts } : { changed: changed.length }
  },
})

function checkedTitle(value: Json): Json {
  const parsed = itemTitle.safeParse(value)
  if (parsed.success) return parsed.data
  throw new DomainError('invalid', parsed.error.issues[0]?.message ?? 'A title is a text.', { field: 'title' })
}

/** A single entry where all are the same, as patches may have it. */
function oneForAll(values: readonly Json[]): readonly Json[] {
  const first = values[0] ?? null
  return values.every((value) => value === first) ? [first] : values
}

interface CellsOfOne {
  readonly board: Id<'board'>
  readonly column: number | 'title'
  readonly rows: ItemRef[]
  readonly values: Json[]
}

/** One item's cell on the board where it is now: in the column that its cells went into, as that one says it. */
function followItem<Args extends CellsOfOne>(args: Args, { item, from, to, texts }: MovedItem): Args | null {
  const row = to.rowOf(item)
  const [alias] = row === undefined ? [] : aliasesOf(to, row)
  if (args.rows.length !== 1 || row === undefined || alias?.board !== from.boardId) return null
  // @NOTE what was seen was on the other board; ids are branded texts.
  const there = { ...args, board: to.boardId, rows: [row], seen: undefined } as unknown as Args
  if (args.column === 'title') return there
  const column = alias.columns?.find(([number]) => number === args.column)?.[1]
  const match = { from: from.column(args.column), to: column === undefined ? undefined : to.column(column) }
  if (!match.from || !match.to || column === undefined) return null
  const [value = null] = args.values
  if (value === null) return { ...there, column }
  const transfer = { source: from, target: to, matches: [], texts, leaving: new Set<string>(), boards: new Map() }
  const cell = transferCell(transfer, { from: match.from, to: match.to }, value)
  return cell.left === null ? { ...there, column, values: [cell.value] } : null
}
