import { commandNamed } from '@fulcrum/domain'
import { expect, test } from 'vitest'
import type { CommandLookup } from './late-queue.ts'
import { memoryStorage } from './memory-storage.ts'
import { newId } from './testing/fake-server.ts'
import { Stage } from './testing/pages.ts'

test('what is done before the code of the commands is here waits, is counted, and is done in its order', async () => {
  const stage = new Stage()
  const commands = Promise.withResolvers<CommandLookup>()
  const page = await stage.openPage({ commands: commands.promise })
  expect([page.handle.phase, page.title(0)]).toEqual(['ready', 'A'])
  const first = page.rename(0, 'First')
  const second = page.rename(0, 'Second')
  await stage.server.deliver()
  expect([page.title(0), stage.title(0), page.client.status.queued]).toEqual(['A', 'A', 2])
  commands.resolve(commandNamed)
  await stage.server.deliver()
  expect([await first, await second]).toMatchObject([{ ok: true }, { ok: true }])
  expect([page.title(0), stage.title(0), page.client.status.queued]).toEqual(['Second', 'Second', 0])
})

test('what was stored before a reload is sent by a page whose commands are late', async () => {
  const stage = new Stage()
  const storage = memoryStorage(newId())
  const before = await stage.openPage({ storage })
  stage.server.cut()
  void before.rename(0, 'Offline')
  await Promise.resolve()
  before.client.stop()
  const commands = Promise.withResolvers<CommandLookup>()
  const after = stage.page({ storage, commands: commands.promise })
  await stage.reconnect()
  commands.resolve(commandNamed)
  await stage.server.deliver()
  expect([after.title(0), stage.title(0)]).toEqual(['Offline', 'Offline'])
})
