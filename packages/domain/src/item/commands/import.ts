import * as z from 'zod/mini'
import { boardArg, defineBoardCommand } from '../../board/board-command.ts'
import type { BoardReader } from '../../board/board-state.ts'
import type { BoardColumn } from '../../board/columns.ts'
import { DomainError, must, notFound } from '../../errors.ts'
import type { Id, MemberId } from '../../ids.ts'
import type { Json } from '../../json.ts'
import type { CellColumn } from '../../patch.ts'
import type { CommandEnv } from '../../command.ts'
import type { BoardWriter } from '../../transaction.ts'
import { importedAlias } from '../aliases.ts'
import { connectionsOf } from '../../connection/connection.ts'
import { checkedValue, editableColumn } from '../cells.ts'
import type { Broken } from '../../column/rules/broken.ts'
import { leaveOutOfImport } from '../../column/rules/leave-out.ts'
import type { RuleName } from '../../column/rules/rules.ts'
import { hasMoved } from '../purged.ts'
import { itemTitle } from '../title.ts'
import { refuseOverfull } from './create.ts'

const int = z.int()
// @NOTE only the server runs it, with lists of its own making: they are long, so what is in them is not looked at here. What
// reads the source has checked each value by its column's kind; settings may have changed since, so those are asked again.
const listOf = <T>() => z.custom<T[]>((given) => Array.isArray(given))
const anyValues = listOf<Json>()
const places = listOf<number>()
const cells = z.strictObject({ column: int, at: places, values: anyValues })

/** Columns of an item that an import may change later. */
const updatable = z.union([
  int,
  z.enum(['title', 'group', 'parent', 'createdAt', 'createdBy', 'updates', 'lastUpdateAt']),
])

const created = z.strictObject({
  ids: listOf<Id<'item'>>(),
  titles: z.array(z.string()),
  /** The group of each item that has no parent. */
  groups: listOf<number | null>(),
  /** The row of the parent; below zero the item of this very call at `-1 - parent`, which stands before. */
  parents: listOf<number | null>(),
  ranks: listOf<string>(),
  sourceKeys: z.array(z.string().check(z.maxLength(1_000))),
  /** The key that people know each by from its source, where that is not the end of its source key. */
  oldKeys: z.optional(listOf<string | null>()),
  /** What the source is called, beside those keys. */
  keySource: z.optional(z.string().check(z.maxLength(200))),
  createdAt: places,
  createdBy: listOf<MemberId | null>(),
  /** Absent where the source does not say: then they are of the import. */
  updatedAt: z.optional(places),
  updatedBy: z.optional(listOf<MemberId | null>()),
  /** How many messages each has, and when the last came. */
  updates: z.optional(listOf<number | null>()),
  lastUpdateAt: z.optional(listOf<number | null>()),
  cells: z.array(cells),
})

/** Of the values that break a rule so many are named. */
const maxValues = 5

type Created = z.infer<typeof created>

/**
 * A slice of an import: new items with all they have, and cells of known ones. Times and people are those of the source, which
 * nobody but an import may set.
 */
export const importItems = defineBoardCommand({
  name: 'item.import',
  version: 1,
  args: z.strictObject({
    board: boardArg,
    create: z.optional(created),
    update: z.optional(z.array(z.strictObject({ column: updatable, rows: places, values: anyValues }))),
  }),
  action: 'item.edit',
  internal: true,
  rules: {
    none: 'It leaves out the values that break a rule, and says so in its answer: no item of a source is lost.',
  },
  apply: (board, { create, update = [] }, env, tx) => {
    for (const { column, rows, values } of update) updateCells(board, { column, rows, values }, env)
    const firstRow = create && create.ids.length > 0 ? createAll(board, create, env) : null
    return { firstRow, broken: brokenOf(leaveOutOfImport(tx)) }
  },
})

/** How often each rule was broken, with some of the values that were left out. */
function brokenOf(broken: readonly Broken[]): Json {
  const counts = new Map<string, { column: number; rule: RuleName; count: number; values: Json[] }>()
  for (const { column, rule, value } of broken) {
    const key = `${column.number} ${rule}`
    const entry = counts.get(key) ?? { column: column.number, rule, count: 0, values: [] }
    counts.set(key, entry)
    entry.count += 1
    if (value !== null && entry.values.length < maxValues) entry.values.push(value)
  }
  return [...counts.values()]
}

function createAll(board: BoardWriter, create: Created, env: CommandEnv): number {
  const { reader } = board
  const count = create.ids.length
  refuseOverfull(reader, count)
  const first = reader.rowCount
  const parents = create.parents.map((parent) => (parent === null ? null : parent < 0 ? first - 1 - parent : parent))
  const groups: number[] = []
  for (let at = 0; at < count; at++) groups.push(groupOf(reader, create, parents, groups, at))
  const rows = board.createItems(count, [
    ['id', create.ids],
    ['title', create.titles.map(checkedTitle)],
    ['group', groups],
    ['rank', create.ranks],
    ['sourceKey', create.sourceKeys],
    ['createdAt', create.createdAt],
    // The sub-items of an item that went to another board are items of their own.
    ...some(
      'parent',
      parents.map((parent) => (parent !== null && parent < first && hasMoved(reader, parent) ? null : parent)),
    ),
    ...some('createdBy', create.createdBy),
    ...some('updatedAt', create.updatedAt ?? []),
    ...some('updatedBy', create.updatedBy ?? []),
    ...some('updates', create.updates ?? []),
    ...some('lastUpdateAt', create.lastUpdateAt ?? []),
    ...some('aliases', importedAliases(create, env.now)),
  ])
  for (const { column, at, values } of create.cells) {
    const target = onOneSide(editableColumn(reader, column, env))
    const checked = values.map((value) => fittingValue(target, value))
    board.fillCells(
      column,
      at.map((position) => must(rows[position], 'a row of this call')),
      checked,
    )
  }
  return first
}

function importedAliases({ oldKeys = [], keySource = '' }: Created, at: number): Json[] {
  return oldKeys.map((key) => (key === null || key === '' ? null : importedAlias(key, { at, source: keySource })))
}

/** A column whose cells stand on this board alone: what names items may show on other boards, and is written there too. */
function onOneSide(column: BoardColumn): BoardColumn {
  if (!connectionsOf(column)) return column
  throw new DomainError('invalid', `${column.title}: items are connected by item.connect, on both sides.`, {
    column: column.number,
  })
}

/** A value that was checked by its kind when it was read; refuses what the settings do not take any more. */
function fittingValue({ kind, settings, title, number }: BoardColumn, value: Json): Json {
  const message = value === null ? null : (kind.check?.(value, settings) ?? null)
  if (message === null) return value
  throw new DomainError('invalid', `${title}: ${message}`, { column: number, kind: kind.id })
}

/** A sub-item stands in the group of its root. */
function groupOf(
  reader: BoardReader,
  { groups }: Created,
  parents: readonly (number | null)[],
  known: readonly number[],
  at: number,
): number {
  const parent = parents[at] ?? null
  const group =
    parent === null ? groups[at] : (known[parent - reader.rowCount] ?? Number(reader.system(parent, 'group')))
  if (group === null || group === undefined || !reader.group(group)) throw notFound('group')
  return group
}

function updateCells(
  board: BoardWriter,
  patch: { readonly column: CellColumn; readonly rows: readonly number[]; readonly values: readonly Json[] },
  env: CommandEnv,
): void {
  const { column, rows, values } = patch
  const { reader } = board
  const there = rows.map((row) => reader.exists(row) && reader.system(row, 'deletedAt') === null)
  const target = typeof column === 'number' ? onOneSide(editableColumn(reader, column, env)) : null
  const check = (value: Json) =>
    target ? checkedValue(target, value) : column === 'title' ? checkedTitle(value) : value
  const kept = rows.filter((_, at) => there[at])
  if (kept.length === 0) return
  board.setCells(column, kept, values.filter((_, at) => there[at]).map(check))
}

function some(column: CellColumn, values: readonly Json[]): (readonly [CellColumn, readonly Json[]])[] {
  return values.some((value) => value !== null) ? [[column, values]] : []
}

function checkedTitle(value: Json): Json {
  const parsed = itemTitle.safeParse(value)
  if (parsed.success) return parsed.data
  throw new DomainError('invalid', parsed.error.issues[0]?.message ?? 'A title is a text.', { field: 'title' })
}
