import { expect, test } from 'vitest'
import { memoryStorage } from './memory-storage.ts'
import type { ClientStorage } from './ports.ts'
import { newId } from './testing/fake-server.ts'
import { FakeTabs } from './testing/fake-tabs.ts'
import { Stage } from './testing/pages.ts'

/** Two tabs of one profile; the first leads. */
async function twoTabs(storage: ClientStorage = memoryStorage(newId())) {
  const stage = new Stage()
  const tabs = new FakeTabs()
  const first = await stage.openPage({ storage, tabs: tabs.tab() })
  const second = await stage.openPage({ storage, tabs: tabs.tab() })
  return { stage, tabs, storage, first, second }
}

function hellos(stage: Stage): number {
  return stage.server.received.filter(({ t }) => t === 'hello').length
}

test('tabs share one socket, and each shows what the other does', async () => {
  const { stage, first, second } = await twoTabs()
  expect([hellos(stage), second.handle.phase, second.client.status.link.state]).toEqual([1, 'ready', 'online'])
  const done = second.rename(0, 'Second')
  await stage.server.deliver()
  expect(await done).toMatchObject({ ok: true })
  void first.rename(1, 'First')
  await stage.server.deliver()
  for (const page of [first, second]) expect([page.title(0), page.title(1)]).toEqual(['Second', 'First'])
  expect(stage.refusals).toEqual([])
})

test('what one tab does offline shows in the other, and is counted there', async () => {
  const { stage, first, second } = await twoTabs()
  await stage.disconnect()
  void second.rename(0, 'Offline')
  await stage.server.deliver()
  expect([first.title(0), first.client.status.queued, second.client.status.queued]).toEqual(['Offline', 1, 1])
  await stage.reconnect()
  expect([stage.title(0), first.client.status.queued, second.client.status.queued]).toEqual(['Offline', 0, 0])
})

test('when the leader closes another takes over, and what was on its way is done once', async () => {
  const { stage, first, second } = await twoTabs()
  stage.server.losing.add('answer')
  const done = second.run('item.create', { id: newId(), title: 'Once', group: 1 })
  await stage.server.deliver()
  expect(stage.server.board(stage.scope).rowCount).toBe(4)
  stage.server.losing.clear()
  first.client.stop()
  await stage.server.deliver()
  expect(await done).toMatchObject({ ok: true })
  expect([hellos(stage), stage.server.board(stage.scope).rowCount, second.state.rowCount]).toEqual([2, 4, 4])
  void second.rename(0, 'Goes on')
  await stage.server.deliver()
  expect([stage.title(0), second.title(0), second.client.status.queued]).toEqual(['Goes on', 'Goes on', 0])
})

test('an answer that was lost with the leader is asked for again', async () => {
  const storage = memoryStorage(newId())
  const held = Promise.withResolvers<void>()
  const { stage, first, second } = await twoTabs({
    ...storage,
    removeCommands: async (numbers) => {
      await storage.removeCommands(numbers)
      await held.promise
    },
  })
  const done = second.rename(0, 'Told late')
  await stage.server.deliver()
  // The leader took it out of the queue and ends before it could tell.
  first.client.stop()
  held.resolve()
  await stage.server.deliver()
  expect(await done).toMatchObject({ ok: true })
  expect([second.client.status.queued, (await storage.loadQueue()).commands]).toEqual([0, []])
})

test('a refusal is told by the tab that asked for it', async () => {
  const { stage, first, second } = await twoTabs()
  const told: string[] = []
  first.client.onRefusal(() => told.push('first'))
  second.client.onRefusal(() => told.push('second'))
  await stage.disconnect()
  stage.server.run('item.delete', { board: stage.board, rows: [0] })
  void second.rename(0, 'Too late')
  await stage.reconnect()
  expect([told, first.title(0), second.title(0)]).toEqual([['second'], 'A', 'A'])
})

test('a conflict shows in every tab until one of them resolves it', async () => {
  const { stage, first, second } = await twoTabs()
  await stage.disconnect()
  void second.rename(0, 'Mine')
  await stage.server.deliver()
  stage.rename(0, 'Theirs')
  await stage.reconnect()
  const [conflict] = first.client.status.conflicts
  expect([conflict, second.client.status.conflicts[0]]).toMatchObject([{ mine: 'Mine' }, { theirs: 'Theirs' }])
  first.client.resolveConflict(conflict?.id ?? '', 'mine')
  await stage.server.deliver()
  expect([first.client.status.conflicts, second.client.status.conflicts]).toEqual([[], []])
})

test('where no lock says who leads, each tab does, and nothing happens twice', async () => {
  const stage = new Stage()
  const storage = memoryStorage(newId())
  const tabs = new FakeTabs({ exclusive: false })
  const first = await stage.openPage({ storage, tabs: tabs.tab() })
  const second = await stage.openPage({ storage, tabs: tabs.tab() })
  expect(hellos(stage)).toBe(2)
  const done = [first, second].map((page) => page.run('item.create', { id: newId(), title: 'Once', group: 1 }))
  await stage.server.deliver()
  expect(await Promise.all(done)).toMatchObject([{ ok: true }, { ok: true }])
  const counts = [first.state, second.state, stage.server.board(stage.scope)].map(({ rowCount }) => rowCount)
  expect(counts).toEqual([5, 5, 5])
  first.client.stop()
  void second.rename(0, 'Goes on')
  await stage.server.deliver()
  expect([stage.title(0), second.client.status.queued, (await storage.loadQueue()).commands]).toEqual([
    'Goes on',
    0,
    [],
  ])
  expect(stage.errors).toEqual([])
})

test('a scope is closed with the last tab that has it open', async () => {
  const { stage, first, second } = await twoTabs()
  const closes = () => stage.server.received.filter((message) => message.t === 'close' && message.scope === stage.scope)
  second.handle.close()
  await stage.server.deliver()
  expect(closes()).toEqual([])
  first.handle.close()
  await stage.server.deliver()
  expect(closes()).toHaveLength(1)
})
