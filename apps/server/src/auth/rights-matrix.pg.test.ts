import { commands, isUuid, must, scopeOf } from '@fulcrum/domain'
import type { Scope } from '@fulcrum/domain'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { queries } from '../queries/all.ts'
import { commandSamples, querySamples } from '../testing/command-samples.ts'
import { testDatabase } from '../testing/postgres.ts'
import type { TestDatabase } from '../testing/postgres.ts'
import { people, setStage } from '../testing/rights-stage.ts'
import type { Person, Stage } from '../testing/rights-stage.ts'
import { TestSocket, makeWorld, newId } from '../testing/world.ts'
import type { World } from '../testing/world.ts'

let database: TestDatabase
let world: World
let stage: Stage

beforeAll(async () => {
  database = await testDatabase()
  world = await makeWorld(database)
  stage = await setStage(world)
})

afterAll(async () => {
  await world.stop()
  await database.drop()
})

test('no command and no query is without a sample here, and each command has a rule', () => {
  expect(commands.map(({ name }) => name).sort()).toEqual(Object.keys(commandSamples).sort())
  expect(queries.map(({ name }) => name).sort()).toEqual(Object.keys(querySamples).sort())
  for (const command of commands) expect(command.can, command.name).toBeTypeOf('function')
})

/** The same question about things that are not there: every id in it is another, the same for the same. */
function aboutNothing<Args extends object>(args: Args): Args {
  const others = new Map<string, string>()
  const text = JSON.stringify(args).replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, (id) => {
    if (!isUuid(id)) return id
    const other = others.get(id) ?? newId()
    others.set(id, other)
    return other
  })
  // @NOTE only ids were exchanged.
  return JSON.parse(text) as Args
}

async function versions(): Promise<readonly number[]> {
  const { main, accountId } = stage
  const scopes: Scope[] = [scopeOf('account', accountId), main.scope, scopeOf('item', main.item)]
  for (const person of people) scopes.push(scopeOf('user', stage.id(person)))
  return Promise.all(scopes.map((scope) => stage.version(scope)))
}

test('everybody may run the commands that are theirs; all others change nothing, and refusals do not tell what exists', async () => {
  let allowed = 0
  let refused = 0
  for (const { name } of commands) {
    const sample = must(commandSamples[name])
    for (const person of sample.may) {
      expect(await stage.as(person, name, await sample.args(stage)), `${person} ${name}`).toMatchObject({ ok: true })
      allowed += 1
    }
    const args = await sample.args(stage)
    for (const person of people.filter((each) => !sample.may.includes(each))) {
      const what = `${person} ${name}`
      const before = await versions()
      const answer = await stage.as(person, name, args)
      expect(answer, what).toMatchObject({ ok: false })
      if (answer.ok) continue
      expect(['forbidden', 'not-found', 'signed-out', 'unsupported'], what).toContain(answer.code)
      expect(await stage.as(person, name, aboutNothing(args)), what).toEqual(answer)
      expect(await versions(), what).toEqual(before)
      refused += 1
    }
  }
  expect(allowed).toBeGreaterThan(100)
  expect(refused).toBeGreaterThan(250)
})

test('everybody gets the answers that are theirs, and refusals do not tell what exists', async () => {
  for (const query of queries) {
    const sample = must(querySamples[query.name])
    for (const person of people) {
      const what = `${person} ${query.name}`
      const args = await sample.args(stage)
      if (sample.may.includes(person)) expect(await ask(query.name, person, args), what).toMatchObject({ ok: true })
      else {
        const answer = await ask(query.name, person, args)
        expect(answer, what).toMatchObject({ ok: false })
        expect(await ask(query.name, person, aboutNothing(args)), what).toEqual(answer)
      }
    }
  }
})

/** What a person notes down for themselves names a board, and touches none. */
function isNote(name: string): boolean {
  return ['favourite.set', 'board.mute', 'board.unmute'].includes(name)
}

test('owning one board opens nothing of another: ids of both in one command are refused', async () => {
  const own = await stage.board('stranger')
  const mains = () => Promise.all([stage.main.scope, scopeOf('item', stage.main.item)].map(stage.version))
  for (const { name } of commands) {
    const args = (await must(commandSamples[name]).args(stage)) as Record<string, unknown>
    if (!('board' in args) || name === 'board.create' || isNote(name)) continue
    const before = await mains()
    await stage.as('stranger', name, { ...args, board: own.board })
    expect(await mains(), `${name} with the board of another`).toEqual(before)

    const theirs = await stage.version(own.scope)
    const swapped = { ...args, board: stage.main.board, ...('id' in args && { id: own.group.id }) }
    expect(await stage.as('stranger', name, swapped), name).toMatchObject({ ok: false })
    expect(await stage.version(own.scope), name).toBe(theirs)
  }
})

test('a board that is not there is nobody’s: nothing can be put on it', async () => {
  for (const { name } of commands) {
    for (const person of ['accountOwner', 'boardOwner'] as const) {
      const args = (await must(commandSamples[name]).args(stage)) as Record<string, unknown>
      if (!('board' in args) || name === 'board.create' || isNote(name)) continue
      const board = newId()
      expect(await stage.as(person, name, { ...args, board }), `${person} ${name}`).toMatchObject({ ok: false })
      expect(await stage.version(scopeOf('board', board)), name).toBe(0)
    }
  }
})

test('a hidden column is as if it were not there for whoever may not read it', async () => {
  const { board, scope, column, item } = await stage.board()
  const only = [stage.id('boardOwner')]
  const hide = { board, id: column.id, readers: only, editors: null }
  await stage.did('boardOwner', 'column.setAccess', hide)
  const asks = (id: string, number: number): [string, object][] => [
    ['column.update', { board, id, title: 'Mine' }],
    ['column.move', { board, id, after: null }],
    ['column.delete', { board, id }],
    ['column.restore', { board, id }],
    ['item.setCells', { board, column: number, rows: [item], values: ['x'] }],
    ['item.create', { board, id: newId(), title: 'Item', group: 1, cells: [{ column: number, value: 'x' }] }],
  ]
  const before = await stage.version(scope)
  const hidden = asks(column.id, column.number)
  const missing = asks(newId(), 99)
  for (const [index, [name, args]] of hidden.entries()) {
    const answer = await stage.as('editor', name, args)
    expect(answer, name).toMatchObject({ ok: false })
    expect(await stage.as('editor', name, must(missing[index])[1]), name).toEqual(answer)
  }
  expect(await stage.version(scope)).toBe(before)
  const why = await ask('cell.why', 'editor', { board, row: 0, column: column.number })
  expect(why).toEqual(await ask('cell.why', 'editor', { board, row: 0, column: 99 }))
})

test('presence does not say that somebody is at a hidden cell', async () => {
  const { board, scope, column } = await stage.board()
  await stage.did('boardOwner', 'column.setAccess', {
    board,
    id: column.id,
    readers: [stage.id('boardOwner')],
    editors: null,
  })
  const [owner, editor] = [
    new TestSocket(stage.node, stage.id('boardOwner')),
    new TestSocket(stage.node, stage.id('editor')),
  ]
  for (const socket of [owner, editor]) {
    await socket.hello(newId())
    await socket.open(scope)
  }
  const cell = { row: 0, column: column.number, editing: true }
  owner.say({ t: 'presence', scope, cell })
  expect((await owner.message('presence')).people).toMatchObject([{ member: stage.id('boardOwner'), cell }])
  expect((await editor.message('presence')).people).toMatchObject([{ member: stage.id('boardOwner'), cell: null }])
})

test('opening a scope tells outsiders nothing: forbidden and missing ones are gone alike', async () => {
  const socket = new TestSocket(stage.node, stage.id('stranger'))
  await socket.hello(newId())
  const forbidden: Scope[] = [
    stage.main.scope,
    scopeOf('item', stage.main.item),
    scopeOf('user', stage.id('editor')),
    scopeOf('account', newId()),
  ]
  for (const scope of forbidden) {
    const missing = scopeOf(scope.startsWith('item') ? 'item' : 'board', newId())
    const [one, two] = [await socket.open(scope), await socket.open(missing)]
    expect(one).toEqual({ t: 'gone', scope, reason: 'no-access' })
    expect(two).toEqual({ ...one, scope: missing })
  }
})

test('undo gives back no right that its person may not give any more', async () => {
  const [lasting, falling] = [await stage.extra('member'), await stage.extra('owner')]
  const scope = scopeOf('account', stage.accountId)
  const run = (command: string, args: object) =>
    stage.node.executor.run({ principal: () => stage.node.hub.principal(falling) }, command, 1, args)
  await run('member.setRole', { id: lasting, role: 'owner' })
  const lowered = await run('member.setRole', { id: lasting, role: 'member' })
  const stepped = await run('member.setRole', { id: falling, role: 'admin' })
  for (const answer of [lowered, stepped]) {
    if (!answer.ok) throw new Error(answer.message)
    const undo = { change: answer.change, at: [{ scope, version: must(answer.versions[scope]) }] }
    expect(await run('change.undo', undo)).toMatchObject({ ok: false, code: 'forbidden' })
  }
  expect(stage.node.hub.principal(falling)).toMatchObject({ role: 'admin' })
})

test('an account keeps an owner who can sign in', async () => {
  const fresh = await testDatabase()
  const other = await makeWorld(fresh)
  const node = await other.node()
  const owner = await other.member(node, 'owner')
  const placeholder = newId()
  await other.asSystem(node, 'member.addPlaceholders', {
    people: [{ id: placeholder, name: 'Imported', source: 'made:1' }],
  })
  const run = (command: string, args: object) =>
    node.executor.run({ principal: () => node.hub.principal(owner) }, command, 1, args)
  await run('member.setRole', { id: placeholder, role: 'owner' })
  expect(await run('member.remove', { id: owner })).toMatchObject({ ok: false, code: 'conflict' })
  expect(await run('member.setRole', { id: owner, role: 'viewer' })).toMatchObject({ ok: false, code: 'conflict' })
  await other.stop()
  await fresh.drop()
})

/** Asks a query as HTTP does, without HTTP. */
async function ask(name: string, person: Person, args: object) {
  const query = must(queries.find((each) => each.name === name))
  const { hub } = stage.node
  const principal = hub.principal(stage.id(person))
  if (!principal) return { ok: false, code: 'signed-out' }
  return query.answer({ hub, principal }, query.args.parse(args)).then(
    (answer) => ({ ok: true, answer }),
    (error: unknown) => ({ ok: false, error: String(error) }),
  )
}
