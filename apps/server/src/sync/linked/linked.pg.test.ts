import { must, scopeOf } from '@fulcrum/domain'
import type { MemberId } from '@fulcrum/domain'
import type { LinkedMessage } from '@fulcrum/protocol'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { SyncNode } from '../../node.ts'
import { testDatabase } from '../../testing/postgres.ts'
import type { TestDatabase } from '../../testing/postgres.ts'
import { TestSocket, makeWorld, newId } from '../../testing/world.ts'
import type { World } from '../../testing/world.ts'

let database: TestDatabase
let world: World
let node: SyncNode
let owner: MemberId
let reader: MemberId

beforeAll(async () => {
  database = await testDatabase()
  world = await makeWorld(database)
  node = await world.node()
  owner = await world.member(node, 'owner')
})

afterAll(async () => {
  await world.stop()
  await database.drop()
})

const run = async (command: string, args: object) => {
  const answer = await node.executor.run({ principal: () => node.hub.principal(owner) }, command, 1, args)
  if (!answer.ok) throw new Error(`${command}: ${answer.message}`)
  return answer
}

let a: { board: string; group: number }
let b: { board: string; group: number }
let column: number
let secret: string

async function item({ board, group }: typeof a, title: string): Promise<string> {
  const id = newId()
  await run('item.create', { board, id, title, group })
  return id
}

const connect = (values: unknown[]) =>
  run('item.connect', { board: a.board, column, rows: [0], values, also: [b.board] })

beforeEach(async () => {
  reader = await world.member(node, 'member')
  a = await world.board(node, owner)
  b = await world.board(node, owner)
  const settings = { boards: [{ board: b.board, partner: null }], several: true }
  const made = await run('column.create', { board: a.board, id: newId(), kind: 'connect', title: 'Epic', settings })
  column = (made.result as { number: number }).number
  await item(a, 'Task')
  secret = await item(b, 'Launch of the moon rocket')
  await connect([[secret]])
})

async function socketOf(member: MemberId, on = node): Promise<TestSocket> {
  const socket = new TestSocket(on, member)
  await socket.hello(newId())
  return socket
}

const linked = (socket: TestSocket) =>
  socket.received.filter((message): message is LinkedMessage => message.t === 'linked')
const told = (socket: TestSocket) => JSON.stringify(socket.received)
const scopeA = () => scopeOf('board', a.board)

/** Waits until the last word about an item is so. */
function lastWord(socket: TestSocket, id: string, is: 'gone' | 'no-access' | string): Promise<true> {
  return socket.wait(() => {
    let word = 'nothing'
    for (const { fresh, boards = [], noAccess = [], gone = [] } of linked(socket)) {
      if (fresh) word = 'nothing'
      const found = boards.flatMap(({ items }) => items).find((each) => each.id === id)
      if (found) word = found.title
      if (noAccess.includes(id)) word = 'no-access'
      if (gone.includes(id)) word = 'gone'
    }
    return word === is || undefined
  })
}

test('who opens a board is told what its cells name elsewhere, and at once when that is called otherwise', async () => {
  const socket = await socketOf(reader)
  await socket.open(scopeA())
  await lastWord(socket, secret, 'Launch of the moon rocket')
  const [part] = must(linked(socket)[0]?.boards)
  expect(part).toMatchObject({ board: b.board, items: [{ row: 0, state: 'live' }] })
  await run('item.setCells', { board: b.board, column: 'title', rows: [0], values: ['Renamed'] })
  await lastWord(socket, secret, 'Renamed')
  await run('item.delete', { board: b.board, rows: [0] })
  await lastWord(socket, secret, 'gone')
  await run('item.restore', { board: b.board, rows: [0] })
  await lastWord(socket, secret, 'Renamed')
  await run('group.delete', {
    board: b.board,
    id: must([...(await node.store.get(scopeOf('board', b.board))).state.records('group')][0])[0],
  })
  await lastWord(socket, secret, 'gone')
})

test('what the first rows name is told first, the rest behind it, and nothing twice', async () => {
  await item(a, 'Another task')
  const far = await item(b, 'Further away')
  await run('item.connect', { board: a.board, column, rows: [1], values: [[far]], also: [b.board] })
  const socket = await socketOf(reader)
  const view = { filter: { column: 'title' as const, operator: 'is', value: 'Another task' } }
  await socket.open(scopeA(), { view })
  await socket.wait(() => linked(socket).find(({ last }) => last))
  const tellings = linked(socket).map(({ fresh, more, last, boards = [] }) => ({
    place: [fresh, more, last],
    items: boards.flatMap(({ items }) => items.map(({ id }) => id)),
  }))
  expect(tellings).toEqual([
    { place: [true, true, undefined], items: [far] },
    { place: [undefined, undefined, true], items: [secret] },
  ])
})

test('where the first rows name everything, one telling is the beginning and the end', async () => {
  const socket = await socketOf(reader)
  await socket.open(scopeA(), { view: {} })
  const only = await socket.wait(() => linked(socket).find(({ fresh }) => fresh))
  expect([only.more, only.last, only.boards?.[0]?.items.map(({ id }) => id)]).toEqual([undefined, undefined, [secret]])
})

test('an item that is named only now is told of, also by a change on another node', async () => {
  const second = await world.node()
  const socket = await socketOf(reader, second)
  await socket.open(scopeA())
  const next = await item(b, 'Second thing')
  await connect([[secret, next]])
  await lastWord(socket, next, 'Second thing')
})

test('who may not read the other board never receives a title of it, whatever happens there', async () => {
  await run('board.setAccess', { board: b.board, access: 'private' })
  const socket = await socketOf(reader)
  await socket.open(scopeA())
  await lastWord(socket, secret, 'no-access')
  await run('item.setCells', { board: b.board, column: 'title', rows: [0], values: ['Mars instead'] })
  const next = await item(b, 'Hidden as well')
  await connect([[secret, next]])
  await lastWord(socket, next, 'no-access')
  await run('item.delete', { board: b.board, rows: [0] })
  await run('item.restore', { board: b.board, rows: [0] })
  await run('board.update', { board: b.board, name: 'Space programme' })
  await run('item.setCells', { board: a.board, column: 'title', rows: [0], values: ['Done here'] })
  await socket.wait(() => (told(socket).includes('Done here') ? true : undefined))
  for (const word of ['moon', 'Mars', 'Hidden', 'Space programme']) expect(told(socket), word).not.toContain(word)
})

test('who loses the other board is told at once to forget its items, and who gets it back is told of them again', async () => {
  const socket = await socketOf(reader)
  await socket.open(scopeA())
  await lastWord(socket, secret, 'Launch of the moon rocket')
  await run('board.setAccess', { board: b.board, access: 'private' })
  await lastWord(socket, secret, 'no-access')
  const before = linked(socket).length
  await run('item.setCells', { board: b.board, column: 'title', rows: [0], values: ['Not for you'] })
  await run('board.setAccess', { board: b.board, access: 'main' })
  await lastWord(socket, secret, 'Not for you')
  expect(JSON.stringify(linked(socket).slice(before, -1))).not.toContain('Not for you')
})

test('a column that the reader may not read tells nothing of what it names', async () => {
  const id = must(columnIdOf(await node.store.get(scopeA())))
  await run('column.setAccess', { board: a.board, id, readers: [owner], editors: null })
  const socket = await socketOf(reader)
  await socket.open(scopeA())
  await socket.wait(() => linked(socket).find(({ fresh }) => fresh))
  expect(told(socket)).not.toContain(secret)
  expect(told(socket)).not.toContain('moon')
})

test('a board in the trash is a deleted source for its readers, and no access for others', async () => {
  const socket = await socketOf(reader)
  await socket.open(scopeA())
  await run('board.delete', { board: b.board })
  await lastWord(socket, secret, 'gone')
})

function columnIdOf({ state }: Awaited<ReturnType<SyncNode['store']['get']>>): string | undefined {
  return [...state.records('column')].find(([, fields]) => fields['number'] === column)?.[0]
}
