import { encodeChunk } from '@fulcrum/columnar'
import { asideCells, commands, must, scopeOf } from '@fulcrum/domain'
import type { BoardState, Json, Principal } from '@fulcrum/domain'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { queries } from '../queries/all.ts'
import { readPast } from '../queries/board-past.ts'
import { loadScope } from '../storage/load-scope.ts'
import { chunkManifest } from '../sync/chunks.ts'
import { commandSamples, querySamples } from '../testing/command-samples.ts'
import { testDatabase } from '../testing/postgres.ts'
import type { TestDatabase } from '../testing/postgres.ts'
import { setStage } from '../testing/rights-stage.ts'
import type { Person, Stage, StageBoard } from '../testing/rights-stage.ts'
import { TestSocket, makeWorld, newId } from '../testing/world.ts'
import type { World } from '../testing/world.ts'

// The editor sees only items that name them in `People`; all else on the boards is called by one word, which no answer may have.

const word = 'Zyzzyva'

let database: TestDatabase
let world: World
let stage: Stage
let people: number
/** Row 0, which the editor may not know of, and one which they may. */
let hidden: string
let seen: string

beforeAll(async () => {
  database = await testDatabase()
  world = await makeWorld(database)
  stage = await setStage(world)
  people = await narrow(stage.main)
  hidden = stage.main.item
  await did('item.setCells', { column: 'title', rows: [hidden], values: [`${word} one`] })
  await did('item.setCells', { column: stage.main.column.number, rows: [hidden], values: [`${word} text`] })
  seen = await make('Mine to see', [stage.id('editor')])
})

afterAll(async () => {
  await world.stop()
  await database.drop()
})

const on = () => ({ board: stage.main.board })
const did = (command: string, args: object) => stage.did('boardOwner', command, { ...on(), ...args })
const told = (socket: TestSocket) => JSON.stringify(socket.received)

/** Gives the editor a grant that shows only what names them in a new column of people. */
async function narrow({ board }: Pick<StageBoard, 'board'>): Promise<number> {
  const made = await stage.did('boardOwner', 'column.create', { board, id: newId(), kind: 'people', title: 'People' })
  const { number } = made.result as { number: number }
  const rows = { columns: [number], watched: false }
  const grant = { board, id: stage.id('editor'), subject: 'member', role: 'editor', rows }
  await stage.did('boardOwner', 'board.setMember', grant)
  return number
}

async function make(title: string, named: readonly string[], more: object = {}): Promise<string> {
  const id = newId()
  const cells = named.length === 0 ? [] : [{ column: people, value: named }]
  await did('item.create', { id, title, group: stage.main.group.number, cells, ...more })
  return id
}

async function ask(name: string, args: object, person: Person = 'editor'): Promise<Json> {
  const query = must(queries.find((each) => each.name === name))
  const principal = must(stage.node.hub.principal(stage.id(person)))
  return (await query.answer({ hub: stage.node.hub, principal }, query.args.parse(args))) as Json
}

function owner(): Principal {
  return must(stage.node.hub.principal(stage.id('boardOwner')))
}

const saidOf = (name: string, args: object) => ask(name, args).then(JSON.stringify, String)

/** A stage on which samples are made: whatever the editor would have to do before is done by the owner. */
function samples(): Stage {
  return {
    ...stage,
    // What somebody keeps for themselves nobody else does for them.
    did: (person, command, args) =>
      stage.did(person === 'editor' && !('member' in args) ? 'boardOwner' : person, command, args),
    board: async (owner) => {
      const board = await stage.board(owner)
      if ((owner ?? 'boardOwner') === 'boardOwner') await narrow(board)
      return board
    },
  }
}

/** The same question about an item that there is not: by another id, and by a row that nothing has. */
function aboutNoItem<Args extends object>(args: Args, ids: readonly string[]): Args {
  const copy = JSON.parse(JSON.stringify(args), (key, value: unknown) => {
    if (key === 'rows' && Array.isArray(value)) return value.map((each) => (typeof each === 'number' ? 90_000 : each))
    return key === 'row' && typeof value === 'number' ? 90_000 : value
  }) as Args
  const other = newId()
  // @NOTE only ids were exchanged.
  return JSON.parse(ids.reduce((text, id) => text.replaceAll(id, other), JSON.stringify(copy))) as Args
}

test('no query tells of an item that the grant does not show', async () => {
  const asked: Record<string, object> = {
    'item.search': { boards: [stage.main.board], text: word },
    'search.all': { text: word },
    'item.find': { key: 'BOAR-1' },
    'board.at': { ...on(), at: Date.now() },
    'board.compare': { ...on(), from: Date.now() - 1_000_000 },
  }
  for (const { name } of queries) {
    const args = asked[name] ?? (await must(querySamples[name]).args(samples()))
    const said = await saidOf(name, args)
    expect(said, name).not.toContain(word)
    expect(said, name).not.toContain(hidden)
    // Whoever sees all of it is told: the question is a good one.
    const isIndexed = name === 'search.all'
    if (name in asked && !isIndexed) expect(JSON.stringify(await ask(name, args, 'boardOwner')), name).toContain(word)
  }
})

test('what names a hidden item in a question is answered as where there is none', async () => {
  const row = { board: stage.main.board, row: 0 }
  const questions: readonly (readonly [string, object])[] = [
    ['item.get', { ...on(), item: hidden }],
    ['item.get', { ...on(), item: 0 }],
    ['item.activity', row],
    ['cell.why', { ...row, column: 'title' }],
    ['item.links', { ...on(), item: hidden }],
    ['update.versions', { ...on(), item: hidden, id: await stage.update('commenter') }],
    ['item.named', { ids: [hidden] }],
    ['item.days', { ids: [hidden] }],
    ['item.find', { key: 'BOAR-1' }],
    ['use.count', { ...on(), rows: [0] }],
  ]
  for (const [name, args] of questions) {
    const nothing = name === 'item.find' ? { key: 'BOAR-90001' } : aboutNoItem(args, [hidden])
    expect(await saidOf(name, args), name).toBe(await saidOf(name, nothing))
  }
})

test('what is seen is found by its words', async () => {
  expect(await saidOf('search.all', { text: 'mine see' })).toContain(seen)
  expect(await saidOf('item.search', { boards: [stage.main.board], text: 'mine' })).toContain(seen)
  expect(await saidOf('item.find', { key: 'BOAR-2' })).toContain(seen)
})

test('counts are of what is seen', async () => {
  const tree = (await ask('tree.list', {})) as { boards: { id: string; itemCount: number }[] }
  const { items } = (await ask('item.list', on())) as { items: { id: string }[] }
  expect(items.map(({ id }) => id)).toEqual([seen])
  expect(tree.boards.find(({ id }) => id === stage.main.board)?.itemCount).toBe(1)
  const history = (await ask('board.history', { ...on(), days: 2 })) as { items: number; lines: { values: number[] }[] }
  expect([history.items, history.lines[0]?.values.at(-1)]).toEqual([1, 1])
})

test('the trash has what is seen of it, and counts no more', async () => {
  const [theirs, others] = [await make('Mine and gone', [stage.id('editor')]), await make(`${word} and gone`, [])]
  await did('item.delete', { rows: [theirs, others] })
  const told = (await ask('trash.list', { ...on(), part: 'items' })) as { entries: { id: string }[]; counts: object }
  expect([told.entries.map(({ id }) => id), told.counts]).toMatchObject([[theirs], { items: 1 }])
  const all = (await ask('trash.list', { ...on(), part: 'items' }, 'boardOwner')) as { counts: object }
  expect(all.counts).toMatchObject({ items: 2 })
  expect(await stage.as('editor', 'item.restore', { ...on(), rows: [theirs] })).toMatchObject({ ok: true })
  await did('item.delete', { rows: [theirs] })
})

test('no command does anything to an item that is not shown, or tells that it is there', async () => {
  let refused = 0
  for (const { name } of commands) {
    const before = samples()
    const args = await must(commandSamples[name]).args(before)
    const text = JSON.stringify(args)
    const rows = 'rows' in args ? (args.rows as readonly unknown[]) : []
    if (!text.includes(hidden) && !rows.some((row) => typeof row === 'number')) continue
    // What somebody notes down for themselves is of no item.
    if (name.endsWith('mute') || name.startsWith('notification.')) continue
    const scopes = [stage.main.scope, scopeOf('item', hidden)]
    const versions = await Promise.all(scopes.map(stage.version))
    const answer = await stage.as('editor', name, args)
    expect(answer, name).toMatchObject({ ok: false })
    expect(await stage.as('editor', name, aboutNoItem(args, [hidden])), name).toEqual(answer)
    expect(await Promise.all(scopes.map(stage.version)), name).toEqual(versions)
    refused += 1
  }
  expect(refused).toBeGreaterThan(15)
})

test('who sees only some items changes nothing of how the board is made, and copies no more of it than they see', async () => {
  for (const name of [
    'group.create',
    'column.create',
    'column.delete',
    'group.delete',
    'view.update',
    'board.update',
  ]) {
    const args = await must(commandSamples[name]).args(samples())
    expect(await stage.as('editor', name, args), name).toMatchObject({ ok: false, code: 'forbidden' })
  }
  const to = newId()
  const copy = { workspace: stage.workspace, boards: [{ from: stage.main.board, to }], items: true }
  expect(await stage.as('editor', 'board.duplicate', copy)).toMatchObject({ ok: true })
  expect(JSON.stringify(await ask('item.list', { board: to }))).toContain('Mine to see')
  expect(JSON.stringify(await ask('item.list', { board: to }))).not.toContain(word)
})

test('on a unique column nobody learns whose value it is', async () => {
  const made = await did('column.create', { id: newId(), kind: 'text', title: 'Code', rules: { unique: true } })
  const { number } = made.result as { number: number }
  await did('item.setCells', { column: number, rows: [hidden], values: ['taken'] })
  const answer = await stage.as('editor', 'item.setCells', { ...on(), column: number, rows: [seen], values: ['taken'] })
  expect(answer).toMatchObject({ ok: false, details: {} })
  expect(JSON.stringify(answer)).not.toMatch(/BOAR-1|Zyzzyva|taken/)
  expect(
    await stage.as('editor', 'item.setCells', { ...on(), column: number, rows: [seen], values: ['free'] }),
  ).toMatchObject({ ok: true })
})

test('chunks hold only what is seen', async () => {
  const principal = must(stage.node.hub.principal(stage.id('editor')))
  const { board, sight } = must(await stage.node.hub.boardFor(principal, stage.main.board))
  for (const { key } of chunkManifest(board, sight).lanes) {
    expect(Buffer.from(encodeChunk(board.items, key, 0)).toString('latin1'), key).not.toContain(word)
  }
})

let socket: TestSocket

beforeEach(async () => {
  socket = new TestSocket(stage.node, stage.id('editor'))
  await socket.hello(newId())
})

const last = async (): Promise<true> => {
  const version = await stage.version(stage.main.scope)
  return socket.wait(
    () =>
      socket.received.some(
        (message) => message.t === 'changes' && message.changes.some((change) => change.version >= version),
      ) || undefined,
  )
}
const resets = () => socket.received.filter((message) => message.t === 'gone' && message.reason === 'reset').length

test('a socket is told of what is seen, of an item that comes, and opens afresh when one goes', async () => {
  await socket.open(stage.main.scope, { view: {} })
  expect(told(socket)).toContain('Mine to see')
  await did('item.setCells', { column: 'title', rows: [hidden], values: [`${word} again`] })
  const other = await make(`${word} new`, [])
  await did('item.setCells', { column: 'title', rows: [seen], values: ['Still mine'] })
  await last()
  expect(told(socket)).toContain('Still mine')
  expect(told(socket)).not.toContain(word)

  await did('item.setCells', { column: 'title', rows: [other], values: ['Was unknown'] })
  await did('item.setCells', { column: people, rows: [other], values: [[stage.id('editor')]] })
  await last()
  expect(told(socket)).toContain('Was unknown')
  expect(resets()).toBe(0)

  await did('item.setCells', { column: 'title', rows: [other], values: [`${word} soon`] })
  await did('item.setCells', { column: people, rows: [other], values: [null] })
  await socket.wait(() => (resets() === 1 ? true : undefined))
  const from = socket.received.length
  const opened = await socket.open(stage.main.scope, { view: {} })
  expect(opened).toMatchObject({ t: 'opened' })
  expect(JSON.stringify(socket.received.slice(from))).not.toContain(word)

  const { version, fingerprint } = opened as { version: number; fingerprint: string }
  await did('item.setCells', { column: 'title', rows: [other], values: [`${word} later`] })
  const late = new TestSocket(stage.node, stage.id('editor'))
  await late.hello(newId())
  expect(await late.open(stage.main.scope, { version, fingerprint, view: {} })).toMatchObject({ t: 'opened' })
  expect(told(late)).not.toContain(word)
})

test('a sub-item is seen with its item, and by itself', async () => {
  const under = await make('Below mine', [], { parent: seen })
  const alone = await make('Alone of mine', [stage.id('editor')], { parent: hidden })
  const { items } = (await ask('item.list', on())) as { items: { id: string; parent: string | null }[] }
  expect(items.map(({ id, parent }) => [id, parent])).toEqual([
    [seen, null],
    [under, seen],
    [alone, null],
  ])
  await socket.open(stage.main.scope)
  await did('item.setCells', { column: people, rows: [hidden], values: [[stage.id('editor')]] })
  await last()
  const parents = JSON.stringify(socket.received)
  expect(parents).toContain('"column":"parent"')
  await did('item.setCells', { column: people, rows: [hidden], values: [null] })
  await socket.wait(() => (resets() === 1 ? true : undefined))
  await did('item.delete', { rows: [under, alone] })
})

test('the thread of a hidden item is closed, also when it becomes hidden, and presence says nothing of it', async () => {
  expect(await socket.open(scopeOf('item', hidden))).toMatchObject({ t: 'gone', reason: 'no-access' })
  const other = await make('For a while', [stage.id('editor')])
  expect(await socket.open(scopeOf('item', other))).toMatchObject({ t: 'opened' })
  await did('item.setCells', { column: people, rows: [other], values: [null] })
  await socket.wait(() =>
    socket.received.find((message) => message.t === 'gone' && message.scope === scopeOf('item', other)),
  )
  await socket.open(stage.main.scope)
  const owner = new TestSocket(stage.node, stage.id('boardOwner'))
  await owner.hello(newId())
  await owner.open(stage.main.scope)
  owner.say({ t: 'presence', scope: stage.main.scope, cell: { row: 0, column: 'title', editing: false } })
  expect((await socket.message('presence')).people).toMatchObject([{ cell: null }])
})

test('taking back touches only what is seen', async () => {
  const other = await make('Changed by the editor', [stage.id('editor')])
  const set = { ...on(), column: 'title', rows: [other], values: ['By the editor'] }
  const answer = await stage.as('editor', 'item.setCells', set)
  if (!answer.ok) throw new Error(answer.message)
  await did('item.setCells', { column: people, rows: [other], values: [null] })
  const undo = {
    change: answer.change,
    at: [{ scope: stage.main.scope, version: must(answer.versions[stage.main.scope]) }],
  }
  expect(await stage.as('editor', 'change.undo', undo)).toMatchObject({ ok: false })
  expect(JSON.stringify(await ask('item.get', { ...on(), item: other }, 'boardOwner'))).toContain('By the editor')
})

test('a board elsewhere that names hidden items says nothing of them', async () => {
  const other = await stage.board()
  const settings = { boards: [{ board: stage.main.board, partner: null }], several: true }
  const link = await stage.did('boardOwner', 'column.create', {
    board: other.board,
    id: newId(),
    kind: 'connect',
    title: 'Link',
    settings,
  })
  const { number } = link.result as { number: number }
  const mirror = {
    through: number,
    sources: [{ board: stage.main.board, column: stage.main.column.number }],
    rollUp: 'list',
  }
  await stage.did('boardOwner', 'column.create', {
    board: other.board,
    id: newId(),
    kind: 'mirror',
    title: 'Mirror',
    settings: mirror,
  })
  await stage.did('boardOwner', 'item.connect', {
    board: other.board,
    column: number,
    rows: [other.item],
    values: [[hidden]],
    also: [stage.main.board],
  })
  await socket.open(other.scope, { view: {} })
  await socket.wait(() => socket.received.find((message) => message.t === 'linked'))
  expect(told(socket)).not.toContain(word)
  expect(await saidOf('item.list', { board: other.board })).not.toContain(word)
  expect(JSON.stringify(await ask('item.list', { board: other.board }, 'boardOwner'))).toContain(word)
})

test('what only hidden items name elsewhere is not told, until an item names it that is seen', async () => {
  const other = await stage.board()
  const titles = ['Named by a hidden one', 'Named by both', 'Named by one that comes', 'Named later']
  const far = titles.map(() => newId())
  const grant = { board: other.board, id: stage.id('editor'), subject: 'member', role: 'viewer', rows: null }
  await stage.did('boardOwner', 'board.setMember', grant)
  for (const [at, title] of titles.entries()) {
    const args = { board: other.board, id: must(far[at]), title, group: other.group.number }
    await stage.did('boardOwner', 'item.create', args)
  }
  const settings = { boards: [{ board: other.board, partner: null }], several: true }
  const made = await did('column.create', { id: newId(), kind: 'connect', title: 'Far', settings })
  const { number: column } = made.result as { number: number }
  const connect = (row: string, ...at: number[]) =>
    did('item.connect', { column, rows: [row], values: [at.map((each) => far[each])], also: [other.board] })
  const coming = await make(`${word} comes`, [])
  await connect(hidden, 0, 1)
  await connect(seen, 1)
  await connect(coming, 2)
  await socket.open(stage.main.scope, { view: {} })
  const toldOf = () => titles.map((title) => told(socket).includes(title))
  await socket.wait(() => toldOf()[1] || undefined)
  expect(toldOf()).toEqual([false, true, false, false])

  await stage.did('boardOwner', 'item.setCells', {
    board: other.board,
    column: 'title',
    rows: [far[0]],
    values: ['Named by a hidden one, and renamed'],
  })
  await did('item.setCells', { column: people, rows: [coming], values: [[stage.id('editor')]] })
  await socket.wait(() => toldOf()[2] || undefined)
  await connect(hidden, 0, 1, 3)
  await connect(seen, 1, 3)
  await socket.wait(() => toldOf()[3] || undefined)
  expect(toldOf()).toEqual([false, true, true, true])
  await did('item.delete', { rows: [coming] })
})

test('what hangs on the items that are seen is counted without what hidden items name', async () => {
  const settings = { boards: [{ board: stage.main.board, partner: null }], several: true }
  const made = await did('column.create', { id: newId(), kind: 'connect', title: 'Near', settings })
  const { number: column } = made.result as { number: number }
  await did('item.connect', { column, rows: [hidden], values: [[seen]], also: [stage.main.board] })
  const row = must((await stage.node.hub.boardFor(owner(), stage.main.board))?.board.rowOf(seen))
  const links = async (person: Person, args: object) =>
    ((await ask('use.count', { ...on(), ...args }, person)) as { links: number }).links
  expect([await links('boardOwner', { rows: [row] }), await links('editor', { rows: [row] })]).toEqual([1, 0])
  expect(await links('editor', {})).toBe(0)
  await did('item.connect', { column, rows: [hidden], values: [null], also: [stage.main.board] })
})

test('an item that stood below a hidden one tells nothing of it in its past', async () => {
  const under = await make('Was below', [stage.id('editor')], { parent: hidden })
  const row = must((await stage.node.hub.boardFor(owner(), stage.main.board))?.board.rowOf(under))
  const at = Date.now()
  await did('item.move', { rows: [under], parent: null, group: stage.main.group.number })
  const parents = (said: Json, key: string): string[] =>
    [...JSON.stringify(said).matchAll(new RegExp(`"${key}":("[^"]*"|[^,}]*)`, 'g'))].map(([, value]) => value ?? '')
  const why = (person: Person) => ask('cell.why', { ...on(), row, column: 'parent' }, person)
  expect(parents(await why('boardOwner'), 'to')).toContain('0')
  expect([...parents(await why('editor'), 'to'), ...parents(await why('editor'), 'from')]).not.toContain('0')
  const activity = JSON.stringify(await ask('item.activity', { ...on(), row }))
  expect(activity).not.toMatch(/"column":"parent","rows":\[\d+\],"values":\[0\]/)
  expect(JSON.stringify(await ask('item.activity', { ...on(), row }, 'boardOwner'))).toMatch(
    /"column":"parent","rows":\[\d+\],"values":\[0\]/,
  )
  expect(JSON.stringify(await ask('board.at', { ...on(), at }))).toContain('Was below')
  await did('item.delete', { rows: [under] })
})

test('the thread of an item that becomes hidden is closed also when many others read the board', async () => {
  const other = await make('For a while', [stage.id('editor')])
  expect(await socket.open(scopeOf('item', other))).toMatchObject({ t: 'opened' })
  const { board } = must(await stage.node.hub.boardFor(owner(), stage.main.board))
  for (let at = 0; at < 70; at++) {
    const memberId = `reader ${at}`
    stage.node.store.narrow.of(board, {
      memberId,
      names: [memberId],
      columns: [people],
      watched: false,
      watches: undefined,
    })
  }
  expect(stage.node.hub.inUse(stage.main.scope)).toBe(true)
  await did('item.setCells', { column: people, rows: [other], values: [null] })
  await socket.wait(() =>
    socket.received.find((message) => message.t === 'gone' && message.scope === scopeOf('item', other)),
  )
})

test('threads stay open when the board is loaded anew, and are closed when their items become hidden', async () => {
  const other = await make('Kept', [stage.id('editor')])
  const scope = scopeOf('item', other)
  expect(await socket.open(scope)).toMatchObject({ t: 'opened' })
  const held = await stage.node.store.get(stage.main.scope)
  const { kinds, pool, accountId } = stage.node.store
  held.state = await loadScope(pool, accountId, stage.main.scope, { kinds, day: stage.node.store.day() })
  stage.node.hub.reloaded(held)
  const isGone = () => socket.received.find((message) => message.t === 'gone' && message.scope === scope)
  expect(isGone()).toBeUndefined()
  await did('item.setCells', { column: people, rows: [other], values: [null] })
  await socket.wait(isGone)
})

test('a grant without the rule, on a team too, shows all again, and an owner has none', async () => {
  const person = await stage.extra('member')
  const principal = () => must(stage.node.hub.principal(person))
  const count = async () => must(await stage.node.hub.boardFor(principal(), stage.main.board)).board.liveRoots
  const rows = { columns: [people], watched: false }
  const grant = { id: person, subject: 'member', role: 'viewer' }
  await did('board.setMember', { ...grant, rows })
  expect(await count()).toBe(0)
  const team = newId()
  await stage.did('accountOwner', 'team.create', { id: team, name: 'Seers', members: [person] })
  await did('board.setMember', { id: team, subject: 'team', role: 'viewer' })
  expect(await count()).toBeGreaterThan(1)
  await did('board.setMember', { id: team, subject: 'team', role: 'viewer', rows })
  expect(await count()).toBe(0)
  await did('board.setMember', { ...grant, rows: null })
  expect(await count()).toBeGreaterThan(1)
  expect(await stage.as('boardOwner', 'board.setMember', { ...on(), ...grant, role: 'owner', rows })).toMatchObject({
    ok: false,
    code: 'conflict',
  })
  const unknown = { ...grant, rows: { columns: [stage.main.column.number], watched: false } }
  expect(await stage.as('boardOwner', 'board.setMember', { ...on(), ...unknown })).toMatchObject({
    ok: false,
    code: 'not-found',
  })
})

test('whoever is put down to watch an item sees it, at once, on each node, and no more when they are not', async () => {
  const other = await stage.board()
  const rows = { columns: [], watched: true }
  const grant = { board: other.board, id: stage.id('editor'), subject: 'member', role: 'editor', rows }
  await stage.did('boardOwner', 'board.setMember', grant)
  const second = await world.node()
  const elsewhere = new TestSocket(second, stage.id('editor'))
  await elsewhere.hello(newId())
  for (const each of [socket, elsewhere])
    expect(await each.open(other.scope, { view: {} })).toMatchObject({ t: 'opened' })
  const titles = async (node = stage.node) => {
    const principal = must(node.hub.principal(stage.id('editor')))
    const { board } = must(await node.hub.boardFor(principal, other.board))
    return Array.from({ length: board.rowCount }, (_, row) => board.system(row, 'title'))
  }
  expect(await titles()).toEqual([])
  const watch = { board: other.board, item: other.item, member: stage.id('editor') }
  expect(await stage.as('editor', 'item.watch', { ...watch, member: undefined })).toMatchObject({ ok: false })
  const isReset = (each: TestSocket) => each.wait(() => each.received.findLast(({ t }) => t === 'gone'))
  await stage.did('boardOwner', 'item.watch', watch)
  expect(await titles()).toEqual(['Item'])
  for (const each of [socket, elsewhere]) await isReset(each)
  for (const each of [socket, elsewhere]) await each.open(other.scope, { view: {} })
  expect(told(socket)).toContain('"Item"')
  expect(await titles(second)).toEqual(['Item'])
  expect(await socket.open(scopeOf('item', other.item))).toMatchObject({ t: 'opened' })
  for (const each of [socket, elsewhere]) each.received.length = 0
  await stage.did('boardOwner', 'item.unwatch', watch)
  expect(await titles()).toEqual([])
  await socket.wait(() => (socket.received.filter(({ t }) => t === 'gone').length === 2 ? true : undefined))
  await isReset(elsewhere)
  expect(await titles(second)).toEqual([])
})

test('what is read of a board’s log is read once, whoever asks for its history', async () => {
  const asked = () => ask('board.history', { ...on(), days: 5 }) as Promise<{ items: number; version: number }>
  const { items } = await asked()
  const whole = must(stage.node.store.peek(scopeOf('board', stage.main.board))).state as BoardState
  const past = await readPast(stage.node.store, whole, ['deletedAt', ...asideCells, 'group'])
  await make('One more to see', [stage.id('editor')])
  await make(`${word} one more`, [])
  expect((await asked()).items).toBe(items + 1)
  expect(past.version).toBe(whole.version)
})
