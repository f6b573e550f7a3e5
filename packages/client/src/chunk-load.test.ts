import { expect, test } from 'vitest'
import { DomainError } from '@fulcrum/domain'
import { memoryStorage } from './memory-storage.ts'
import type { ChunkAnswer, ChunkRequest } from './ports.ts'
import { newId } from './testing/fake-server.ts'
import { Stage } from './testing/pages.ts'

/** A page whose chunks are made when they are asked for and handed over when the test says so. */
async function slowPage() {
  const stage = new Stage()
  const waiting: { readonly request: ChunkRequest; readonly give: (answer?: ChunkAnswer | DomainError) => void }[] = []
  const page = await stage.openPage({
    fetchChunks: (request) =>
      new Promise((resolve, reject) => {
        const made = stage.server.chunks(stage.member, request)
        const give = (answer: ChunkAnswer | DomainError = made) =>
          answer instanceof DomainError ? reject(answer) : resolve(answer)
        waiting.push({ request, give })
      }),
  })
  /** Hands over everything that is asked for, as it was when it was asked for. */
  async function giveAll(): Promise<void> {
    await stage.server.deliver()
    while (waiting.length > 0) {
      for (const { give } of waiting.splice(0)) give()
      await stage.server.deliver()
    }
  }
  return { stage, page, waiting, giveAll }
}

function expectSame({ stage, page }: Pick<Awaited<ReturnType<typeof slowPage>>, 'stage' | 'page'>): void {
  const server = stage.server.board(stage.scope)
  const shown = (state: typeof server) =>
    Array.from({ length: state.rowCount }, (_, row) => [
      state.isLive(row),
      state.system(row, 'title'),
      state.system(row, 'updatedAt'),
      state.cell(row, 1),
    ])
  expect(shown(page.state)).toEqual(shown(server))
}

test('changes that come while older chunks are on their way are not lost under them', async () => {
  const { stage, page, giveAll } = await slowPage()
  expect([page.handle.phase, page.handle.progress]).toEqual(['loading', 0])
  stage.rename(0, 'Newer than its chunk')
  stage.server.run('item.delete', { board: stage.board, rows: [1] })
  stage.server.run('item.create', { board: stage.board, id: newId(), title: 'New row', group: 1 })
  await stage.server.deliver()
  await giveAll()
  expect([page.handle.phase, page.handle.progress, page.title(0)]).toEqual(['ready', 1, 'Newer than its chunk'])
  expectSame({ stage, page })
})

test('chunks that are newer than the changes that have come become right with those that follow', async () => {
  const { stage, page, waiting, giveAll } = await slowPage()
  for (const title of ['One', 'Two', 'Three']) stage.rename(0, title)
  stage.server.run('item.delete', { board: stage.board, rows: [2] })
  for (const { request, give } of waiting.splice(0)) give(stage.server.chunks(stage.member, request))
  await giveAll()
  await stage.server.deliver()
  expectSame({ stage, page })
})

test('chunks that are older than the board was opened are asked for again', async () => {
  const { stage, page, waiting, giveAll } = await slowPage()
  const [first] = waiting.splice(0, 1)
  first?.give({ version: 0, chunks: [] })
  await giveAll()
  expect(page.handle.phase).toBe('loading')
  stage.timers.pass(1_000)
  await giveAll()
  expect(page.handle.phase).toBe('ready')
  expectSame({ stage, page })
})

test('an edit made before the items are here takes its place when they are', async () => {
  const { stage, page, giveAll } = await slowPage()
  const done = page.rename(0, 'Early')
  await stage.server.deliver()
  expect(await done).toMatchObject({ ok: true })
  await giveAll()
  expect(page.title(0)).toBe('Early')
  expectSame({ stage, page })
})

test('chunks are tried again where they failed, and given up where they are refused', async () => {
  const { stage, page, waiting, giveAll } = await slowPage()
  for (const { give } of waiting.splice(0)) give(new DomainError('unavailable', 'Away.'))
  await stage.server.deliver()
  stage.timers.pass(1_000)
  await stage.server.deliver()
  for (const { give } of waiting.splice(0)) give(new DomainError('not-found', 'No.'))
  await stage.server.deliver()
  // Refused: the rights are about to change. The board is asked for afresh.
  stage.timers.pass(2_000)
  await stage.server.deliver()
  await giveAll()
  expect(page.handle.phase).toBe('ready')
  expectSame({ stage, page })
})

test('what a view shows comes first, ids come last', async () => {
  const { waiting, giveAll, page } = await slowPage()
  const order: string[] = []
  while (waiting.length > 0) {
    order.push(...waiting.flatMap(({ request }) => request.lanes))
    await giveAll()
  }
  expect(page.handle.phase).toBe('ready')
  expect(order.indexOf('$live')).toBe(0)
  expect(order.indexOf('c1')).toBeLessThan(order.indexOf('sourceKey') === -1 ? Infinity : order.indexOf('sourceKey'))
})

test('the cache follows the changes, and is right when it is read again', async () => {
  const stage = new Stage()
  const storage = memoryStorage(newId())
  const before = await stage.openPage({ storage })
  stage.rename(0, 'Changed after it was stored')
  stage.server.run('item.create', { board: stage.board, id: newId(), title: 'New row', group: 1 })
  await stage.server.deliver()
  // An own command that waits is no part of what the server confirmed.
  stage.server.losing.add('answer').add('changes')
  void before.rename(1, 'Unconfirmed here')
  await stage.server.deliver()
  stage.timers.pass(60_000)
  await stage.server.deliver()
  before.client.stop()
  await stage.server.deliver()
  const cached = await storage.loadScope(stage.scope)
  stage.server.losing.clear()
  await stage.disconnect()
  const page = await stage.openPage({ storage })
  expect([page.handle.phase, page.title(0), page.title(3)]).toEqual(['ready', 'Changed after it was stored', 'New row'])
  expect(cached?.version).toBe(page.state.version)
  await stage.reconnect()
  expectSame({ stage, page })
})

test('what is stored again is what changed since it was read', async () => {
  const stage = new Stage()
  const storage = memoryStorage(newId())
  const before = await stage.openPage({ storage })
  before.client.stop()
  const saved: string[][] = []
  const page = await stage.openPage({
    storage: {
      ...storage,
      saveScope: (cached, options) => {
        if (cached.scope === stage.scope) saved.push(cached.chunks.map(({ lane }) => lane).sort())
        return storage.saveScope(cached, options)
      },
    },
  })
  stage.rename(0, 'Changed')
  await stage.server.deliver()
  stage.timers.pass(60_000)
  await stage.server.deliver()
  expect([page.title(0), saved]).toEqual(['Changed', [['title', 'updatedAt', 'updatedBy']]])
})

test('a cache that cannot be read any more is dropped', async () => {
  const stage = new Stage()
  const storage = memoryStorage(newId())
  const chunks = [{ lane: 'title', chunk: 0, body: new Uint8Array([9, 9, 9]) }]
  await storage.saveScope({ scope: stage.scope, version: 1, fingerprint: 'old', records: [], chunks }, { whole: true })
  const page = await stage.openPage({ storage })
  expect(page.handle.phase).toBe('ready')
  expectSame({ stage, page })
})
