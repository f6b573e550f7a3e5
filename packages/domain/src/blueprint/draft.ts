import { BoardState } from '../board/board-state.ts'
import { toBoardColumn } from '../board/columns.ts'
import { refuseCycle } from '../column/cycles.ts'
import { schemaWith } from '../column/other-boards.ts'
import { checkedRules } from '../column/rules/check-rules.ts'
import { checkedSettings } from '../column/settings.ts'
import { kindUnder } from '../column/kind.ts'
import type { CommandEnv } from '../command.ts'
import { DomainError, must } from '../errors.ts'
import type { JsonObject } from '../json.ts'
import type { Patch } from '../patch.ts'
import { ranksBetween } from '../rank.ts'
import { scopeOf } from '../scope.ts'
import { checkSettings, viewKind } from '../view/kinds/all.ts'
import type { Blueprint } from './blueprint.ts'

/** What a draft asks of whoever makes it. */
export type DraftEnv = Pick<CommandEnv, 'kinds' | 'principal' | 'now' | 'newId' | 'random'>

/** The records of a board with its columns as their kinds keep them, and the board in memory as they make it, without items. */
export interface BoardDraft {
  readonly plan: Blueprint
  readonly state: BoardState
  readonly records: readonly (readonly [table: 'group' | 'column' | 'view', id: string, fields: JsonObject])[]
}

/**
 * Draws boards up in memory, so that columns which follow from others, here or on another board of the set, are judged with all of
 * them in place.
 */
export function draftBoards(plans: readonly Blueprint[], env: DraftEnv): BoardDraft[] {
  const drafts = plans.map((plan) => ({ plan, state: emptyBoard(plan, env) }))
  const boards = new Map(drafts.map(({ plan, state }) => [plan.id, state]))
  const records = new Map(plans.map((plan) => [plan.id, [...groupRecords(plan, env)]]))
  for (const { plan, state } of drafts) state.patch(putsOf(must(records.get(plan.id))), env.now, null)
  // Those that follow from others come last: they ask what the others are.
  for (const isDerived of [false, true]) {
    for (const { plan, state } of drafts) {
      const made = columnRecords(plan, state, boards, { ...env, isDerived })
      records.get(plan.id)?.push(...made)
    }
  }
  for (const { plan, state } of drafts) {
    const views = viewRecords(plan, env)
    state.patch(putsOf(views), env.now, null)
    records.get(plan.id)?.push(...views)
  }
  return drafts.map(({ plan, state }) => ({ plan, state, records: must(records.get(plan.id)) }))
}

type Draft = BoardDraft['records'][number]

function emptyBoard({ id, name, access = 'main' }: Blueprint, { kinds, principal, now }: DraftEnv): BoardState {
  const state = new BoardState(scopeOf('board', id), kinds)
  const { memberId } = principal
  state.patch(
    [
      { op: 'put', table: 'board', id, fields: { name, access } },
      ...(memberId === null
        ? []
        : ([{ op: 'put', table: 'boardMember', id: memberId, fields: { subject: 'member', role: 'owner' } }] as const)),
    ],
    now,
    null,
  )
  return state
}

function groupRecords({ groups }: Blueprint, { newId, random }: DraftEnv): Draft[] {
  refuseTwice(groups, 'group')
  const ranks = ranksBetween(null, null, groups.length, random())
  return groups.map(({ number, title, colour = 'blue' }, at) => [
    'group',
    newId(),
    { number, title, colour, rank: ranks[at] ?? '' },
  ])
}

function viewRecords({ views }: Blueprint, { newId, random }: DraftEnv): Draft[] {
  const ranks = ranksBetween(null, null, views.length, random())
  return views.map(({ name, kind, spec }, at) => {
    checkSettings(must(viewKind(kind), 'a kind that the schema takes'), spec)
    return ['view', newId(), { name, kind, spec, rank: ranks[at] ?? '' }]
  })
}

function columnRecords(
  plan: Blueprint,
  state: BoardState,
  boards: ReadonlyMap<string, BoardState>,
  env: DraftEnv & { readonly isDerived: boolean },
): Draft[] {
  refuseTwice(plan.columns, 'column')
  const ranks = ranksBetween(null, null, plan.columns.length, 0)
  return plan.columns.flatMap((column, at): Draft[] => {
    const kind = env.kinds.get(column.kind)
    if (!kind) throw new DomainError('invalid', `There is no column kind "${column.kind}".`, { field: 'kind' })
    if ((kind.derive !== undefined) !== env.isDerived) return []
    const given = checkedSettings(kind, column.settings ?? kind.defaultSettings)
    const settings = env.kinds.completeSettings(kind.id, given, schemaWith(state, boards, env.principal))
    const ruled = { number: column.number, kind: kindUnder(kind, settings), settings }
    const rules = column.rules === undefined ? null : checkedRules(state, ruled, column.rules)
    const { id, number, title, description, role, appliesTo = 'both' } = column
    const fields = {
      number,
      kind: kind.id,
      settingsVersion: kind.version,
      settings,
      ...(rules !== null && { rules }),
      title,
      ...(description !== undefined && { description }),
      rank: ranks[at] ?? '',
      ...(role !== undefined && { role }),
      appliesTo,
    }
    refuseForeign(must(toBoardColumn(id, fields, env.kinds), 'a column of a kind that is here'), boards)
    refuseCycle(state, id, fields, { ...env, others: boards })
    const record: Draft = ['column', id, fields]
    state.patch(putsOf([record]), env.now, null)
    return [record]
  })
}

/** A set stands by itself: what it is made of says nothing of boards that whoever made it may not see. */
function refuseForeign(
  { kind, settings, title }: NonNullable<ReturnType<typeof toBoardColumn>>,
  boards: ReadonlyMap<string, unknown>,
): void {
  const named = [...(kind.connections?.of(settings).boards ?? []), ...(kind.farColumns?.of(settings) ?? [])]
  const foreign = named.find(({ board }) => !boards.has(board))
  if (foreign === undefined) return
  throw new DomainError('invalid', `${title}: boards that are made together connect to each other only.`, {
    board: foreign.board,
  })
}

function refuseTwice(records: readonly { readonly number: number }[], what: string): void {
  if (new Set(records.map(({ number }) => number)).size === records.length) return
  throw new DomainError('invalid', `Two of these have the same number: give each ${what} its own.`)
}

function putsOf(records: readonly Draft[]): Patch[] {
  return records.map(([table, id, fields]) => ({ op: 'put', table, id, fields }))
}
