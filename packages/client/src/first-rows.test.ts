import { expect, test } from 'vitest'
import { newId } from './testing/fake-server.ts'
import { Stage } from './testing/pages.ts'

/** A page that shows the first rows while its chunks are held back. */
async function firstRows() {
  const stage = new Stage()
  const held = Promise.withResolvers<void>()
  const page = stage.page({
    fetchChunks: async (request) => {
      await held.promise
      return stage.server.chunks(stage.member, request)
    },
  })
  page.client.open(stage.scope, { view: {} })
  await stage.server.deliver()
  const release = async () => {
    held.resolve()
    await stage.server.deliver()
  }
  return { stage, page, release }
}

test('an edit of the first rows shows at once and is sent, before any chunk is here', async () => {
  const { stage, page, release } = await firstRows()
  expect([page.handle.phase, page.title(0)]).toEqual(['viewport', 'A'])
  const done = page.rename(0, 'Early')
  void page.run('item.setCells', { column: 2, rows: [1], values: [5] })
  expect([page.title(0), page.state.cell(1, 2)]).toEqual(['Early', 5])
  await stage.server.deliver()
  expect(await done).toMatchObject({ ok: true })
  expect([stage.title(0), page.handle.phase, page.title(0)]).toEqual(['Early', 'viewport', 'Early'])
  await release()
  expect([page.handle.phase, page.title(0), page.title(1), page.state.cell(1, 2)]).toEqual(['ready', 'Early', 'B', 5])
  expect([stage.refusals, stage.errors]).toEqual([[], []])
})

test('an edit that waits for its answer stays on the screen while the chunks come', async () => {
  const { stage, page, release } = await firstRows()
  await stage.disconnect()
  void page.rename(2, 'Waits')
  await release()
  expect([page.handle.phase, page.title(2), stage.title(2)]).toEqual(['ready', 'Waits', 'C'])
  await stage.reconnect()
  expect([page.title(2), stage.title(2), page.client.status.queued]).toEqual(['Waits', 'Waits', 0])
})

test('what others change in the first rows shows, and whoever writes over it is told of both values', async () => {
  const { stage, page } = await firstRows()
  stage.rename(1, 'Theirs')
  await stage.server.deliver()
  expect(page.title(1)).toBe('Theirs')
  await stage.disconnect()
  void page.rename(1, 'Mine')
  stage.rename(1, 'Theirs again')
  await stage.reconnect()
  expect(page.client.status.conflicts).toMatchObject([{ row: 1, mine: 'Mine', theirs: 'Theirs again' }])
})

test('a command that looks at the whole board waits for it, and has its effect then', async () => {
  const { stage, page, release } = await firstRows()
  await stage.disconnect()
  void page.run('item.create', { id: newId(), title: 'New', group: 1 })
  expect([page.client.status.queued, page.state.rowCount]).toEqual([1, 3])
  await release()
  expect(page.state.rowCount).toBe(4)
  await stage.reconnect()
  expect([page.title(3), stage.title(3)]).toEqual(['New', 'New'])
})

test('an edit of the first rows that nobody may make is refused at once', async () => {
  const { stage, page } = await firstRows()
  const answer = await page.run('item.setCells', { column: 2, rows: [0], values: ['no number'] })
  expect([answer, stage.refusals]).toMatchObject([{ ok: false, code: 'invalid' }, [{ local: true }]])
})
