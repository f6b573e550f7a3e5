import { columnKinds } from '@fulcrum/columns'
import {
  commandNamed,
  colours,
  KindRegistry,
  must,
  Outlooks,
  runCommand,
  scopeOf,
  BoardState,
  ScopeState,
  viewKind,
  viewKinds,
} from '@fulcrum/domain'
import type { CommandEnv, Scope } from '@fulcrum/domain'
import type { Blueprint } from '@fulcrum/domain/blueprint'
import { beforeAll, describe, expect, test } from 'vitest'
import { templates } from './all.ts'
import { instantiate } from './instantiate.ts'
import { workingDay } from './cells.ts'
import { purposes } from './template.ts'

const kinds = new KindRegistry(columnKinds)
const today = 20_784
let next = 1
const newId = () => `0190a000-0000-7000-8000-${String(next++).padStart(12, '0')}`
const [account, workspace, me] = [newId(), newId(), newId()]

beforeAll(() => kinds.prepare())

function env(): CommandEnv {
  return {
    accountId: account as CommandEnv['accountId'],
    principal: { kind: 'member', memberId: me, role: 'member', teams: [] } as unknown as CommandEnv['principal'],
    now: today * 86_400_000,
    kinds,
    timeZone: 'UTC',
    newId,
    random: () => 0.5,
    changes: [],
  }
}

/** The boards as `board.build` makes them. */
function built(boards: readonly Blueprint[]): Map<string, BoardState> {
  const command = must(commandNamed('board.build'))
  const args = command.parse(1, { workspace, boards })
  const states = new Map<Scope, ScopeState>()
  const home = new ScopeState(scopeOf('account', account))
  home.load('workspace', workspace, { name: 'Works' })
  states.set(home.scope, home)
  for (const { id } of boards) states.set(scopeOf('board', id), new BoardState(scopeOf('board', id), kinds))
  const { writes } = runCommand(command, args, states, env())
  for (const { scope, patches } of writes) must(states.get(scope)).patch(patches, env().now, me)
  return new Map(boards.map(({ id }) => [id, states.get(scopeOf('board', id)) as BoardState]))
}

const cases = templates.flatMap((template) =>
  (template.ways ?? [{ id: '', name: '' }]).map((way) => ({
    template,
    way: way.id,
    name: `${template.name} ${way.name}`.trim(),
  })),
)

test('ids and names are told apart, and every purpose has a template', () => {
  for (const of of ['id', 'name'] as const)
    expect(new Set(templates.map((template) => template[of])).size).toBe(templates.length)
  expect(purposes.filter((purpose) => !templates.some((template) => template.purpose === purpose))).toEqual([])
})

describe.each(cases)('$name', ({ template, way }) => {
  const use = (items = true) => instantiate(template, { today, memberId: me, newId, way, items })

  test('is made as it stands: every id, kind, label, value and view is one that there is', () => {
    const boards = use()
    const states = built(boards)
    for (const plan of boards) {
      const state = must(states.get(plan.id))
      expect(state.rowCount).toBe(plan.items.length)
      expect(state.columns().map(({ title }) => title)).toEqual(plan.columns.map(({ title }) => title))
      for (const { kind } of plan.views) expect(viewKinds).toContain(viewKind(kind))
    }
  })

  test('has roles and stages, groups in colours, and a page that says how to work with it', () => {
    expect(template.steps.length).toBeGreaterThanOrEqual(3)
    for (const plan of use()) {
      const roles = plan.columns.map(({ role }) => role)
      expect(roles, plan.name).toContain('status')
      expect(roles.includes('owner') || roles.includes('start') || roles.includes('priority'), plan.name).toBe(true)
      const status = plan.columns.find(({ role }) => role === 'status')
      const { labels } = must(status).settings as { labels: { name: string; stage?: string }[] }
      expect(
        labels.filter(({ stage }) => stage === undefined),
        plan.name,
      ).toEqual([])
      expect(
        labels.map(({ stage }) => stage),
        plan.name,
      ).toContain('done')
      for (const { colour } of plan.groups) expect(colours).toContain(colour)
      expect((plan.description ?? '').length).toBeGreaterThan(80)
      expect(plan.views.length).toBeGreaterThanOrEqual(2)
      expect(plan.items.length).toBeGreaterThan(1)
    }
  })

  test('has days around the day of use, none on a weekend, whichever day that is', () => {
    for (let day = today; day < today + 7; day++) {
      const days = instantiate(template, { today: day, memberId: me, newId, way, items: true })
        .flatMap(({ items }) => items.flatMap(({ cells }) => cells.map(({ value }) => value)))
        .flatMap((value) => (typeof value === 'object' && value !== null && 'day' in value ? [Number(value.day)] : []))
      for (const each of days) {
        expect(Math.abs(each - day)).toBeLessThan(130)
        expect((each + 3) % 7).toBeLessThan(5)
      }
    }
  })

  test('shares no id with itself when it is used twice', () => {
    const ids = (boards: readonly Blueprint[]) =>
      new Set(
        JSON.stringify(boards)
          .match(/0190a000-0000-7000-8000-\d{12}/g)
          ?.filter((id) => id !== me),
      )
    const first = ids(use())
    expect([...ids(use())].filter((id) => first.has(id))).toEqual([])
  })

  test('comes without its items, and then has everything else', () => {
    const [whole, bare] = [use(), use(false)]
    built(bare)
    expect(bare.flatMap(({ items }) => items)).toEqual([])
    expect(bare.map(({ columns, views }) => [columns.length, views.length])).toEqual(
      whole.map(({ columns, views }) => [columns.length, views.length]),
    )
  })

  test('has a sample in which what is connected shows, and nothing computed says that it has a problem', () => {
    const boards = use()
    const states = built(boards)
    const outlooks = new Outlooks(kinds, (id) => states.get(id))
    for (const { id, columns, name } of boards) {
      const behind = outlooks.behind(must(states.get(id)), () => new Set())
      for (const each of behind) while (each.deriveSome()) continue
      const look = must(behind.at(-1))
      for (const { number, kind, title } of columns) {
        if (kinds.get(kind)?.derive === undefined) continue
        const cells = Array.from({ length: look.state.rowCount }, (_, row) => look.cell(row, number))
        expect(cells.filter((cell) => cell !== null).length, `${name}: ${title}`).toBeGreaterThan(0)
        const wrong = cells.filter(
          (cell) => typeof cell === 'object' && cell !== null && ('problem' in cell || 'error' in cell),
        )
        expect(wrong, `${name}: ${title}`).toEqual([])
      }
    }
  })
})

test('a working day stands that many working days from today; a weekend counts as its Monday', () => {
  const friday = 20_784
  expect([0, 1, 5, -1, -5].map((distance) => workingDay(friday, distance) - friday)).toEqual([0, 3, 7, -1, -7])
  expect([0, 1].map((distance) => workingDay(friday + 1, distance) - friday)).toEqual([3, 4])
})
