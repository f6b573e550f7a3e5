import { checkedValue, editableColumn } from '../item/cells.ts'
import { columnById, connectionsOf, refsOf } from '../connection/connection.ts'
import type { CommandEnv } from '../command.ts'
import { DomainError, must } from '../errors.ts'
import { sameJson } from '../json.ts'
import type { Json } from '../json.ts'
import { ranksBetween } from '../rank.ts'
import { BoardWriter } from '../transaction.ts'
import { brokenBy } from '../column/rules/broken.ts'
import { refusalOf } from '../column/rules/keep.ts'
import type { Blueprint } from './blueprint.ts'
import type { BoardDraft } from './draft.ts'

/** A column's cells, by the places of their items in the plan. */
interface Cells {
  readonly column: number
  readonly at: readonly number[]
  readonly values: readonly Json[]
}

/** Writes the records and items of a board that was drawn up. */
export function writeDraft(board: BoardWriter, draft: BoardDraft, env: CommandEnv): void {
  for (const [table, id, fields] of draft.records) board.create(table, id, fields)
  writeItems(board, draft, env)
}

/** Writes the items of a board whose records are there. */
export function writeItems(board: BoardWriter, draft: BoardDraft, env: CommandEnv): void {
  const { items } = draft.plan
  if (items.length === 0) return
  const groups = items.map((_, at) => groupOf(draft, at))
  const ranks = ranksBetween(null, null, items.length, env.random())
  const { memberId } = env.principal
  const first = board.reader.rowCount
  const parents = items.map(({ parent }) => (parent === undefined ? null : first + parent))
  const rows = board.createItems(items.length, [
    ['id', items.map(({ id }) => id)],
    ['title', items.map(({ title }) => title)],
    ['group', groups],
    ...(parents.some((parent) => parent !== null) ? [['parent', parents] as const] : []),
    ['rank', ranks],
    ...(memberId === null ? [] : [['createdBy', [memberId]] as const]),
    ['createdAt', [env.now]],
  ])
  for (const { column, at, values } of draftCells(draft, env)) {
    board.fillCells(
      column,
      at.map((place) => must(rows[place], 'a row of this board')),
      values,
    )
  }
}

/** Refuses items of a plan that break a rule of their columns. What is written to a new board cannot be judged by the board itself. */
export function refuseBroken(draft: BoardDraft, env: CommandEnv): void {
  const items = new BoardWriter(draft.state, env.now)
  writeItems(items, draft, env)
  const [first, ...rest] = brokenBy(new Map([[draft.state.scope, draft.state]]), [items.write()])
  if (first) throw refusalOf([first, ...rest], env.principal)
}

/** A sub-item stands in the group of the item above it. */
function groupOf(draft: BoardDraft, at: number): number {
  const { plan, state } = draft
  const item = must(plan.items[at], 'an item of the plan')
  if (item.parent !== undefined && item.parent >= at) {
    throw new DomainError('invalid', 'An item stands behind the one that it is a part of.', { field: 'parent' })
  }
  const group = item.parent === undefined ? item.group : groupOf(draft, item.parent)
  if (!state.group(group)) throw new DomainError('invalid', `There is no group number ${group}.`, { field: 'group' })
  return group
}

/** The cells of a plan by columns, each value as its kind takes it. */
export function draftCells({ plan, state }: Pick<BoardDraft, 'plan' | 'state'>, env: CommandEnv): Cells[] {
  const cells = new Map<number, { readonly column: number; readonly at: number[]; readonly values: Json[] }>()
  for (const [at, item] of plan.items.entries()) {
    for (const { column: number, value } of item.cells) {
      const column = editableColumn(state, number, env)
      const checked = checkedValue(column, value)
      if (checked === null) continue
      const list = cells.get(number) ?? { column: number, at: [], values: [] }
      cells.set(number, list)
      list.at.push(at)
      list.values.push(checked)
    }
  }
  return [...cells.values()]
}

/**
 * Refuses a set whose connections do not hold: a cell that names what is no item of a board to which its column connects, and two
 * columns that show the same connections and do not say the same.
 */
export function refuseLooseEnds(drafts: readonly BoardDraft[]): void {
  const boards = new Map<string, BoardDraft>(drafts.map((draft) => [draft.plan.id, draft]))
  const homeOf = new Map<string, string>(
    drafts.flatMap(({ plan }) => plan.items.map(({ id }) => [id, plan.id] as const)),
  )
  for (const { plan, state } of drafts) {
    for (const column of state.columns()) {
      const connected = connectionsOf(column)?.boards
      if (connected === undefined) continue
      const named = namedBy(plan, column.number, (value) => refsOf(column, value))
      const known = new Set(connected.map(({ board }) => board))
      for (const [, ids] of named) {
        if (ids.every((id) => known.has(homeOf.get(id) ?? ''))) continue
        throw new DomainError('invalid', `${column.title}: a cell names an item that is on none of its boards.`)
      }
      for (const { board: otherId, partner } of connected) {
        if (partner === null) continue
        const other = boards.get(otherId)
        const back = other && columnById(other.state, partner)
        const isMutual =
          back && connectionsOf(back)?.boards.some((entry) => entry.board === plan.id && entry.partner === column.id)
        const backwards = back && namedBy(other.plan, back.number, (value) => refsOf(back, value))
        const theirs = [...named].map(([id, ids]) => [id, ids.filter((to) => homeOf.get(to) === otherId)] as const)
        if (isMutual && backwards && sameJson(pairs(theirs), pairs(backwards, plan.id, homeOf))) continue
        throw new DomainError('invalid', `${column.title}: the other board does not show the same connections.`)
      }
    }
  }
}

function namedBy({ items }: Blueprint, number: number, refs: (value: Json) => readonly string[]) {
  return items.map(({ id, cells }) => {
    const value = cells.find(({ column }) => column === number)?.value ?? null
    return [id, refs(value)] as const
  })
}

/** Connections as texts in an order: from here to there, or the other way round for those that lead to a board. */
function pairs(
  named: readonly (readonly [string, readonly string[]])[],
  to?: string,
  homeOf?: ReadonlyMap<string, string>,
): string[] {
  return named
    .flatMap(([id, ids]) =>
      to === undefined
        ? ids.map((other) => `${id} ${other}`)
        : ids.filter((other) => homeOf?.get(other) === to).map((other) => `${other} ${id}`),
    )
    .toSorted()
}
