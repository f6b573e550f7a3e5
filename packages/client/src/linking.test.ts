import type { ServerMessage } from '@fulcrum/protocol'
import { expect, test } from 'vitest'
import { createLinking } from './linking.ts'
import type { Linking } from './linking.ts'
import { memoryStorage } from './memory-storage.ts'
import { newId } from './testing/fake-server.ts'
import type { Page } from './testing/pages.ts'
import { Stage } from './testing/pages.ts'

const [other, item] = [newId(), newId()]

function told(stage: Stage, title: string): ServerMessage {
  const items = [{ id: item, row: 0, state: 'live' as const, title, cells: [] }]
  const part = { board: other, version: 1, name: 'Epics', prefix: 'EPI', columns: [], hidden: [], editable: [], items }
  return { t: 'linked', scope: stage.scope, fresh: true, boards: [part] }
}

const titleOf = ({ handle }: Page): string | null => {
  const sight = handle.linked?.sight(item)
  return sight?.is === 'item' ? sight.title : (sight?.is ?? null)
}

test('what is told of other boards before its code is here waits, with what comes behind it, and is shown then', async () => {
  const stage = new Stage()
  const linking = Promise.withResolvers<Linking>()
  const page = await stage.openPage({ linking: linking.promise })
  stage.server.say(stage.scope, told(stage, 'Epic'))
  stage.rename(0, 'Behind it')
  await stage.server.deliver()
  expect([page.handle.phase, page.handle.linked, page.title(0)]).toEqual(['ready', null, 'A'])
  let events = 0
  page.handle.subscribe(({ kind }) => (events += kind === 'linked' ? 1 : 0))
  linking.resolve(createLinking())
  await stage.server.deliver()
  expect([titleOf(page), page.title(0)]).toEqual(['Epic', 'Behind it'])
  expect(events).toBeGreaterThan(0)
  expect(stage.errors).toEqual([])
})

test('a page without a connection shows what was stored as soon as its code is here', async () => {
  const stage = new Stage()
  const storage = memoryStorage(newId())
  const before = await stage.openPage({ storage })
  stage.server.say(stage.scope, told(stage, 'Epic'))
  await stage.server.deliver()
  stage.timers.pass(10_000)
  await stage.server.deliver()
  before.client.stop()
  stage.server.cut()

  const linking = Promise.withResolvers<Linking>()
  const after = await stage.openPage({ storage, linking: linking.promise })
  expect([after.title(0), titleOf(after)]).toEqual(['A', null])
  linking.resolve(createLinking())
  await stage.server.deliver()
  expect(titleOf(after)).toBe('Epic')
})

test('what was stored under other rights is not shown by code that comes late', async () => {
  const stage = new Stage()
  const storage = memoryStorage(newId())
  const page = await stage.openPage({ storage })
  stage.server.say(stage.scope, told(stage, 'Secret'))
  await stage.server.deliver()
  stage.timers.pass(10_000)
  await stage.server.deliver()
  page.client.stop()

  const linking = Promise.withResolvers<Linking>()
  const read = Promise.withResolvers<undefined>()
  const loadLinked: typeof storage.loadLinked = async (scope) => {
    const stored = await storage.loadLinked(scope)
    await read.promise
    return stored
  }
  const after = await stage.openPage({ storage: { ...storage, loadLinked }, linking: linking.promise })
  linking.resolve(createLinking())
  await stage.server.deliver()
  stage.server.say(stage.scope, { t: 'gone', scope: stage.scope, reason: 'no-access' })
  await stage.server.deliver()
  read.resolve(undefined)
  await stage.server.deliver()
  expect([after.handle.state, titleOf(after)]).toEqual([null, 'loading'])
})
