import { expect, test } from 'vitest'
import { must } from '@fulcrum/domain'
import type { Json, Patch } from '@fulcrum/domain'
import type { LinkedMessage, WireChange } from '@fulcrum/protocol'
import { memoryStorage } from './memory-storage.ts'
import { newId } from './testing/fake-server.ts'
import { Stage } from './testing/pages.ts'

test('an edit shows at once, and stands when the server has it', async () => {
  const stage = new Stage()
  const page = await stage.openPage()
  expect([page.handle.phase, page.title(0)]).toEqual(['ready', 'A'])
  const done = page.rename(0, 'Mine')
  expect([page.title(0), stage.title(0), page.client.status.queued]).toEqual(['Mine', 'A', 1])
  await stage.server.deliver()
  expect(await done).toMatchObject({ ok: true })
  expect([page.title(0), stage.title(0), page.client.status.queued]).toEqual(['Mine', 'Mine', 0])
})

test('what somebody else does comes in below what is on its way', async () => {
  const stage = new Stage()
  const page = await stage.openPage()
  void page.rename(0, 'Mine')
  stage.rename(0, 'Theirs')
  stage.rename(1, 'Theirs too')
  await stage.server.deliver()
  // The last to reach the server wins, here as there.
  expect([page.title(0), page.title(1)]).toEqual([stage.title(0), 'Theirs too'])
  expect(stage.title(0)).toBe('Mine')
})

test('an item keeps its edits when the server gives it another row, and its move is told', async () => {
  const stage = new Stage()
  const page = await stage.openPage()
  const moved: unknown[] = []
  page.handle.subscribe((event) => event.kind === 'changed' && moved.push(...event.moved))
  const id = newId()
  void page.run('item.create', { id, title: 'Mine', group: 1 })
  void page.run('item.setCells', { column: 1, rows: [id], values: ['edited'] })
  expect(page.state.rowOf(id)).toBe(3)
  stage.server.run('item.create', { board: stage.board, id: newId(), title: 'Theirs', group: 1 })
  await stage.server.deliver()
  expect([page.state.rowOf(id), page.state.cell(4, 1), page.title(3)]).toEqual([4, 'edited', 'Theirs'])
  expect(moved).toEqual([{ from: 3, to: 4 }])
})

test('items stay in the group that was made for them when somebody else made one in the same moment', async () => {
  const stage = new Stage()
  const page = await stage.openPage()
  const [mine, theirs, made] = [newId(), newId(), newId()]
  void page.run('group.create', { id: mine, title: 'Mine' })
  void page.run('item.move', { rows: [0], group: mine, parent: null })
  void page.run('item.create', { id: made, title: 'New', group: mine })
  const guessed = page.state.system(0, 'group')
  stage.server.run('group.create', { board: stage.board, id: theirs, title: 'Theirs' })
  await stage.server.deliver()
  expect(page.state.record('group', theirs)).toMatchObject({ number: guessed })
  for (const state of [page.state, stage.server.board(stage.scope)]) {
    const number = state.record('group', mine)?.['number']
    expect(number).not.toBe(guessed)
    expect([state.system(0, 'group'), state.system(must(state.rowOf(made)), 'group')]).toEqual([number, number])
  }
})

test('rows that items had for a moment are free again', async () => {
  const stage = new Stage()
  const page = await stage.openPage()
  await stage.disconnect()
  for (let item = 0; item < 5; item++) void page.run('item.create', { id: newId(), title: 'Mine', group: 1 })
  expect(page.state.rowCount).toBe(8)
  const [group] = stage.server.board(stage.scope).records('group')
  stage.server.run('group.delete', { board: stage.board, id: group?.[0] })
  await stage.reconnect()
  expect([page.state.rowCount, stage.refusals.length]).toEqual([3, 5])
})

test('a command that cannot be is refused here, with its reason, and never sent', async () => {
  const stage = new Stage()
  const page = await stage.openPage()
  const answer = await page.run('item.setCells', { column: 2, rows: [0], values: ['no number'] })
  expect(answer).toMatchObject({ ok: false, code: 'invalid' })
  expect(stage.refusals).toMatchObject([{ local: true, command: 'item.setCells' }])
  await stage.server.deliver()
  expect(stage.server.received.filter(({ t }) => t === 'run')).toEqual([])
})

test('what the server refuses is undone, with its reason', async () => {
  const stage = new Stage()
  const page = await stage.openPage()
  await stage.disconnect()
  stage.server.run('item.delete', { board: stage.board, rows: [0] })
  const done = page.rename(0, 'Too late')
  expect(page.title(0)).toBe('Too late')
  await stage.reconnect()
  expect(await done).toMatchObject({ ok: false, code: 'conflict' })
  expect(stage.refusals).toMatchObject([{ local: false, answer: { message: expect.stringContaining('was deleted') } }])
  expect([page.title(0), page.state.isLive(0)]).toEqual(['A', false])
})

test('what is done offline outlives the page and is sent once', async () => {
  const stage = new Stage()
  const storage = memoryStorage(newId())
  const before = await stage.openPage({ storage })
  await stage.disconnect()
  void before.rename(0, 'Offline')
  await stage.server.deliver()
  before.client.stop()
  const page = await stage.openPage({ storage })
  // Without any server: the board comes from the cache, with the command in place.
  expect([page.handle.phase, page.title(0), page.client.status]).toMatchObject(['ready', 'Offline', { queued: 1 }])
  await stage.reconnect()
  expect([stage.title(0), page.client.status.queued]).toEqual(['Offline', 0])
  const runs = stage.server.received.filter(({ t }) => t === 'run')
  expect(runs).toMatchObject([{ n: 1, claimedAt: expect.any(Number), args: { seen: ['A'] } }])
  expect(await storage.loadQueue()).toMatchObject({ commands: [] })
})

test('where a cell moved while this client was offline, both values are kept for the person to choose', async () => {
  const stage = new Stage()
  const page = await stage.openPage()
  await stage.disconnect()
  void page.rename(0, 'Mine')
  void page.rename(1, 'Undisputed')
  stage.rename(0, 'Theirs')
  await stage.reconnect()
  expect(page.client.status.conflicts).toMatchObject([{ row: 0, column: 'title', mine: 'Mine', theirs: 'Theirs' }])
  expect(stage.title(0)).toBe('Mine')
  page.client.resolveConflict(page.client.status.conflicts[0]?.id ?? '', 'theirs')
  await stage.server.deliver()
  expect([stage.title(0), page.client.status.conflicts]).toEqual(['Theirs', []])
})

test('a command whose answer was lost is sent again and gets the first answer', async () => {
  const stage = new Stage()
  const page = await stage.openPage()
  stage.server.losing.add('answer').add('changes')
  const done = page.run('item.create', { id: newId(), title: 'Once', group: 1 })
  await stage.server.deliver()
  expect([stage.server.board(stage.scope).rowCount, page.client.status.queued]).toEqual([4, 1])
  stage.server.losing.clear()
  await stage.disconnect()
  await stage.reconnect()
  expect(await done).toMatchObject({ ok: true, result: { row: 3 } })
  expect([stage.server.board(stage.scope).rowCount, page.state.rowCount]).toEqual([4, 4])
})

test('a socket that swallows commands without a word is given up', async () => {
  const stage = new Stage()
  const page = await stage.openPage()
  stage.server.losing.add('answer').add('changes')
  const done = page.rename(0, 'Swallowed')
  await stage.server.deliver()
  stage.server.losing.clear()
  stage.timers.pass(20_000)
  await stage.reconnect()
  expect(await done).toMatchObject({ ok: true })
  expect(stage.server.received.filter(({ t }) => t === 'hello')).toHaveLength(2)
})

test('a long queue is worked off in few steps, and ends as the server has it', async () => {
  const stage = new Stage()
  const page = await stage.openPage()
  await stage.disconnect()
  const ids = Array.from({ length: 100 }, newId)
  for (const [index, id] of ids.entries()) {
    void page.run('item.create', { id, title: `Offline ${index}`, group: 1 })
    void page.run('item.setCells', { column: 1, rows: [id], values: [`edited ${index}`] })
    void page.rename(0, `Offline ${index}`)
  }
  stage.server.run('item.create', { board: stage.board, id: newId(), title: 'Theirs', group: 1 })
  stage.server.run('item.delete', { board: stage.board, rows: [0] })
  let steps = 0
  const moved: unknown[] = []
  page.handle.subscribe((event) => {
    steps += 1
    if (event.kind === 'changed') moved.push(...event.moved)
  })
  await stage.reconnect()
  for (let turn = 0; turn < 20; turn++) {
    stage.timers.pass(50)
    await stage.server.deliver()
  }
  expect(page.client.status.queued).toBe(0)
  const rows = (state: typeof page.state) => ids.map((id) => [state.rowOf(id), state.cell(state.rowOf(id) ?? -1, 1)])
  expect(rows(page.state)).toEqual(rows(stage.server.board(stage.scope)))
  expect([page.title(0), stage.refusals.length, moved.length >= 100, steps < 60]).toEqual(['A', 100, true, true])
})

test('commands go out in the order in which they were run, also after a cut', async () => {
  const stage = new Stage()
  const page = await stage.openPage()
  await stage.disconnect()
  for (const title of ['1', '2', '3', '4']) void page.rename(0, title)
  await stage.reconnect()
  const runs = stage.server.received.flatMap((message) => (message.t === 'run' ? [message.n] : []))
  expect([runs, stage.title(0), page.title(0)]).toEqual([[1, 2, 3, 4], '4', '4'])
})

test('a missing change is asked for', async () => {
  const stage = new Stage()
  const page = await stage.openPage()
  stage.server.losing.add('changes')
  stage.rename(0, 'Unheard')
  await stage.server.deliver()
  stage.server.losing.clear()
  stage.rename(1, 'Heard')
  await stage.server.deliver()
  expect([page.title(0), page.title(1)]).toEqual(['Unheard', 'Heard'])
})

test('changes that come twice change nothing', async () => {
  const stage = new Stage()
  const page = await stage.openPage()
  stage.rename(0, 'One')
  stage.rename(0, 'Two')
  await stage.server.deliver()
  const { scope } = stage
  stage.server.say(scope, { t: 'changes', scope, changes: stage.server.log.filter((change) => change.scope === scope) })
  await stage.server.deliver()
  expect([page.title(0), page.state.version]).toEqual(['Two', stage.server.board(scope).version])
})

test('what was missed comes as one change: who stands within it takes it, who stands before it asks', async () => {
  const stage = new Stage()
  const page = await stage.openPage()
  const { scope } = stage
  const from = page.state.version
  stage.rename(0, 'One')
  await stage.server.deliver()
  stage.server.losing.add('changes')
  stage.rename(0, 'Two')
  stage.rename(1, 'Three')
  await stage.server.deliver()
  stage.server.losing.clear()
  const cells = (row: number, title: string): Patch => ({ op: 'cells', column: 'title', rows: [row], values: [title] })
  const missed = { version: from + 3, since: from }
  const first: WireChange = { ...missed, more: true, patches: [cells(0, 'Two')] }
  const last: WireChange = { ...missed, patches: [cells(1, 'Three')] }
  stage.server.say(scope, { t: 'changes', scope, changes: [first] })
  await stage.server.deliver()
  expect([page.title(0), page.title(1), page.state.version]).toEqual(['Two', 'B', from + 1])
  stage.server.say(scope, { t: 'changes', scope, changes: [last] })
  await stage.server.deliver()
  expect([page.title(0), page.title(1), page.state.version]).toEqual(['Two', 'Three', from + 3])
  const asked = stage.server.received.length
  stage.server.say(scope, { t: 'changes', scope, changes: [{ version: from + 9, since: from + 8, patches: [] }] })
  await stage.server.deliver()
  expect(stage.server.received.slice(asked)).toMatchObject([{ t: 'open', scope, version: from + 3 }])
})

test('a command whose change is among the missed ones counts once', async () => {
  const stage = new Stage()
  const page = await stage.openPage()
  stage.server.losing.add('answer').add('changes')
  const made = page.run('item.create', { id: newId(), title: 'Mine', group: 1 })
  await stage.server.deliver()
  stage.server.losing.clear()
  await stage.disconnect()
  stage.rename(0, 'Theirs')
  await stage.reconnect()
  expect(await made).toMatchObject({ ok: true })
  expect([page.state.rowCount, page.title(3), page.title(0), page.client.status.queued]).toEqual([
    4,
    'Mine',
    'Theirs',
    0,
  ])
})

test('a column that may not be read any more is gone from here at once', async () => {
  const stage = new Stage()
  const storage = memoryStorage(newId())
  const page = await stage.openPage({ storage })
  const [id] = stage.columns
  stage.server.run('column.setAccess', { board: stage.board, id, readers: [stage.owner], editors: null })
  await stage.server.deliver()
  expect([page.handle.phase, page.state.column(1)]).toEqual(['ready', undefined])
  const cached = await storage.loadScope(stage.scope)
  expect(cached?.chunks.some(({ lane }) => lane === 'c1')).toBe(false)
  stage.server.run('column.setAccess', { board: stage.board, id, readers: null, editors: null })
  await stage.server.deliver()
  expect(page.state.column(1)?.title).toBe('Text')
})

test('a board that may not be read any more is gone, from the cache too', async () => {
  const stage = new Stage()
  const storage = memoryStorage(newId())
  const page = await stage.openPage({ storage })
  const phases: string[] = []
  page.handle.subscribe(() => phases.push(`${page.handle.phase} ${page.handle.state === null}`))
  stage.server.run('board.setAccess', { board: stage.board, access: 'private' }, stage.server.as(stage.owner))
  await stage.server.deliver()
  expect([page.handle.phase, page.handle.state, await storage.loadScope(stage.scope)]).toEqual([
    'gone',
    null,
    undefined,
  ])
  expect(new Set(phases)).toEqual(new Set(['gone true']))
})

test('a board that was gone is here again for whoever opens it anew, also while others kept it open', async () => {
  const stage = new Stage()
  const page = await stage.openPage()
  const owner = stage.server.as(stage.owner)
  stage.server.run('board.setAccess', { board: stage.board, access: 'private' }, owner)
  await stage.server.deliver()
  const again = page.client.open(stage.scope)
  expect(again.phase).toBe('opening')
  await stage.server.deliver()
  expect([again.phase, page.handle.phase]).toEqual(['gone', 'gone'])

  stage.server.run('board.setAccess', { board: stage.board, access: 'main' }, owner)
  const third = page.client.open(stage.scope)
  const done = page.rename(0, 'Mine')
  await stage.server.deliver()
  expect([third.phase, again.phase, page.handle.phase]).toEqual(['ready', 'ready', 'ready'])
  expect(await done).toMatchObject({ ok: true })
  expect([page.title(0), stage.title(0)]).toEqual(['Mine', 'Mine'])
})

test('a queue of another time is shown, and sent only when the person says so', async () => {
  const stage = new Stage()
  const storage = memoryStorage(newId())
  const old = { key: newId(), command: 'item.setCells', version: 1, runAt: 5_000, protocol: 0, member: stage.member }
  const args = (title: string): Json => ({ board: stage.board, column: 'title', rows: [0], values: [title] })
  await storage.append({ ...old, args: args('Applied') })
  await storage.append({ ...old, key: newId(), args: args('Discarded') })
  const page = await stage.openPage({ storage })
  expect(page.client.status.stale.map(({ n }) => n)).toEqual([1, 2])
  expect([page.title(0), page.client.status.queued]).toEqual(['A', 0])
  page.client.resolveStale([1], 'apply')
  page.client.resolveStale([2], 'discard')
  await stage.server.deliver()
  expect([stage.title(0), page.client.status.stale, (await storage.loadQueue()).commands]).toEqual(['Applied', [], []])
})

test('what waits when the person is signed out is never sent by itself', async () => {
  const stage = new Stage()
  const storage = memoryStorage(newId())
  const page = await stage.openPage({ storage })
  stage.server.losing.add('answer').add('changes')
  stage.server.say(stage.scope, { t: 'bye', reason: 'signed-out', message: 'Signed out.' })
  void page.rename(0, 'Waiting')
  await stage.server.deliver()
  page.client.stop()
  const later = await stage.openPage({ storage })
  expect(later.client.status).toMatchObject({ queued: 0, stale: [{ command: 'item.setCells' }] })
})

test('a command that the browser cannot keep is refused instead of being lost later', async () => {
  const stage = new Stage()
  const storage = { ...memoryStorage(newId()), append: () => Promise.reject(new Error('QuotaExceeded')) }
  const page = await stage.openPage({ storage })
  expect(await page.rename(0, 'Nowhere')).toMatchObject({ ok: false, code: 'unavailable' })
  expect([page.title(0), page.client.status.queued]).toEqual(['A', 0])
})

test('a command that no frame holds is refused with a reason', async () => {
  const stage = new Stage()
  stage.server.run('column.create', { board: stage.board, id: newId(), kind: 'long-text', title: 'Long' })
  const page = await stage.openPage()
  const done = page.run('item.setCells', {
    column: 3,
    rows: [0, 1, 2],
    values: ['x'.repeat(90_000), 'y'.repeat(90_000), 'z'.repeat(90_000)],
  })
  await stage.server.deliver()
  expect(await done).toMatchObject({ ok: false, code: 'too-large' })
  expect(page.state.cell(0, 3)).toBeNull()
})

test('undo and redo take what the server says is next, one after another', async () => {
  const stage = new Stage()
  const change = newId()
  const asked: string[] = []
  const page = await stage.openPage({
    query: async (name) => {
      asked.push(name)
      const next = { change, command: 'item.setCells', at: [{ scope: stage.scope, version: 1 }] }
      return { undo: asked.length === 1 ? [next] : [], redo: [] }
    },
  })
  const first = page.client.undo(stage.scope)
  const second = page.client.undo(stage.scope)
  // The fake server keeps no inverses: it refuses, which is told to whoever asked and to nobody else.
  void first.catch(() => undefined)
  await stage.server.deliver()
  await expect(first).rejects.toMatchObject({ code: 'forbidden' })
  expect([await second, stage.refusals, asked]).toEqual([null, [], ['change.stack', 'change.stack']])
  const sent = stage.server.received.filter(({ t }) => t === 'run')
  expect(sent).toMatchObject([{ command: 'change.undo', args: { change } }])
})

test('undo says that it needs a connection', async () => {
  const stage = new Stage()
  const page = await stage.openPage()
  await stage.disconnect()
  const undone = page.client.undo(stage.scope)
  void undone.catch(() => undefined)
  await stage.server.deliver()
  await expect(undone).rejects.toMatchObject({ code: 'unavailable' })
})

test('undo waits for a connection that is on its way, and for what was done without one', async () => {
  const stage = new Stage()
  const asked: number[] = []
  const page = await stage.openPage({
    query: async () => {
      asked.push(stage.server.received.filter(({ t }) => t === 'run').length)
      return { undo: [], redo: [] }
    },
  })
  await stage.disconnect()
  void page.rename(0, 'Done without a connection')
  stage.server.reachable = true
  const undone = page.client.undo(stage.scope)
  await stage.server.deliver()
  expect([await undone, asked]).toEqual([null, [1]])
})

test('a try to connect that began before the network was back does not decide about an undo', async () => {
  const stage = new Stage()
  const page = await stage.openPage({ query: async () => ({ undo: [], redo: [] }) })
  await stage.disconnect()
  stage.timers.pass(60_000)
  expect(page.client.status.link.state).toBe('connecting')
  const undone = page.client.undo(stage.scope)
  const lost = stage.server.deliver()
  stage.server.reachable = true
  await lost
  expect(await undone).toBeNull()
})

test("the clock is the server's, and where a person is comes back after a cut", async () => {
  const stage = new Stage()
  const page = await stage.openPage()
  expect(page.client.now()).toBeGreaterThan(900_000)
  page.client.setPresence(stage.scope, { row: 1, column: 'title', editing: false })
  await stage.server.deliver()
  expect(page.handle.people).toMatchObject([{ member: stage.member, cell: { row: 1 } }])
  await stage.disconnect()
  await stage.reconnect()
  const told = stage.server.received.filter(({ t }) => t === 'presence')
  expect(told).toHaveLength(2)
})

test('nothing that goes on inside is an error', async () => {
  const stage = new Stage()
  const page = await stage.openPage()
  void page.rename(0, 'x')
  await stage.disconnect()
  await stage.reconnect()
  page.client.stop()
  await stage.server.deliver()
  expect(stage.errors).toEqual([])
})

test('connecting shows at once without the other board, waits offline, and is named after a reload', async () => {
  const stage = new Stage()
  const { server, board, scope } = stage
  const [other, item] = [newId(), newId()]
  const workspace = must([...server.states.values()].flatMap((state) => [...state.records('workspace')])[0])[0]
  server.run('board.create', { board: other, workspace, name: 'Epics' }, server.as(stage.owner))
  server.run('group.create', { board: other, id: newId(), title: 'Group' })
  server.run('item.create', { board: other, id: item, title: 'Epic', group: 1 })
  const settings = { boards: [{ board: other, partner: null }], several: true }
  server.run('column.create', { board, id: newId(), kind: 'connect', title: 'Epic', settings })
  const storage = memoryStorage(newId())
  const page = await stage.openPage({ storage })
  server.say(scope, { t: 'linked', scope, fresh: true })
  await server.deliver()
  const found = { id: item, board: other, row: 0, key: 'EPI-1', title: 'Epic', stage: null, archived: false } as const
  page.handle.linked?.suppose([{ is: 'item', ...found }])
  await stage.disconnect()
  void page.run('item.connect', { column: 3, rows: [0], values: [[item]], also: [other] })
  expect(page.state.cell(0, 3)).toEqual([item])
  expect(page.handle.linked?.sight(item)).toMatchObject({ is: 'item', title: 'Epic' })
  stage.timers.pass(10_000)
  await server.deliver()
  page.client.stop()

  const again = await stage.openPage({ storage })
  await server.deliver()
  expect([again.state.cell(0, 3), again.client.status.queued]).toEqual([[item], 1])
  expect(again.handle.linked?.sight(item)).toMatchObject({ is: 'item', title: 'Epic' })
  await stage.reconnect()
  expect([server.board(scope).cell(0, 3), again.state.cell(0, 3)]).toEqual([[item], [item]])
  expect([again.client.status.queued, stage.refusals]).toEqual([0, []])
})

test('what was done on another board from here is taken back from here, in its turn', async () => {
  const stage = new Stage()
  const other = newId()
  const before = newId()
  const workspace = newId()
  stage.server.run('workspace.create', { id: workspace, name: 'Elsewhere' })
  stage.server.run('board.create', { board: other, workspace, name: 'Other' }, stage.server.as(stage.owner))
  const step = (change: string, scope: string) => ({
    undo: [{ change, command: 'item.setCells', at: [{ scope, version: 1 }] }],
    redo: [],
  })
  const stacks: Record<string, Json> = { [stage.scope]: step(before, stage.scope) }
  const asked: Json[] = []
  const page = await stage.openPage({
    query: async (_name, args) => {
      const { scope } = args as { scope: string }
      asked.push(scope)
      return stacks[scope] ?? null
    },
  })
  const { done } = page.client.run('group.create', { board: other, id: newId(), title: 'X' }, { from: stage.scope })
  await stage.server.deliver()
  const answer = await done
  const latest = answer.ok ? must(answer.change) : ''
  stacks[`board:${other}`] = step(latest, `board:${other}`)
  void page.client.undo(stage.scope).catch(() => undefined)
  await stage.server.deliver()
  expect(asked).toEqual([stage.scope, `board:${other}`])
  expect(stage.server.received.filter((message) => message.t === 'run').at(-1)).toMatchObject({
    command: 'change.undo',
    args: { change: latest },
  })
})

test('a mirror follows what the server tells of other boards, though nothing happens here', async () => {
  const stage = new Stage()
  const { server, board, scope } = stage
  const [other, item] = [newId(), newId()]
  const connect = { boards: [{ board: other, partner: null }], several: true }
  server.run('column.create', { board, id: newId(), kind: 'connect', title: 'Epic', settings: connect })
  const mirror = { through: 3, sources: [{ board: other, column: 1 }], rollUp: 'list' }
  server.run('column.create', { board, id: newId(), kind: 'mirror', title: 'State', settings: mirror })
  server.board(scope).patch([{ op: 'cells', column: 3, rows: [0], values: [[item]] }], 1, null)
  const page = await stage.openPage()
  const told = (text: string): LinkedMessage => {
    const fields = { kind: 'text', title: 'State', number: 1, rank: 'V', settings: {}, settingsVersion: 1 }
    const items = [{ id: item, row: 0, state: 'live', title: 'Epic', cells: [[1, text]] }] as const
    const part = { board: other, version: 1, name: 'Epics', prefix: 'EPI', columns: [[newId(), fields]] as const }
    return { t: 'linked', scope, boards: [{ ...part, hidden: [], editable: [], items }] }
  }
  for (const text of ['Open', 'Shut']) {
    server.say(scope, told(text))
    await server.deliver()
    stage.timers.pass(1)
    expect(page.state.cell(0, 4)).toMatchObject({ text })
  }
})
