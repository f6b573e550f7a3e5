import { KindRegistry, scopeOf } from '@fulcrum/domain'
import { columnKinds } from '@fulcrum/columns'
import type { LinkedMessage } from '@fulcrum/protocol'
import { beforeEach, expect, test } from 'vitest'
import { createLinkedEdits } from './linked-edits.ts'
import { createLinkedKeeper } from './linked-keeper.ts'
import type { LinkedKeeper } from './linked-keeper.ts'
import { memoryStorage } from './memory-storage.ts'
import { newId } from './testing/fake-server.ts'
import { ManualTimers } from './testing/pages.ts'

const scope = scopeOf('board', newId())
const errors: unknown[] = []

let timers: ManualTimers
let storage: ReturnType<typeof memoryStorage>
let keeper: LinkedKeeper
let looks: number
beforeEach(() => {
  timers = new ManualTimers()
  storage = memoryStorage(newId())
  looks = 0
  keeper = createLinkedKeeper({
    scope,
    storage,
    timers,
    kinds: new KindRegistry(columnKinds),
    edits: createLinkedEdits(),
    mayStore: () => true,
    onError: (error) => errors.push(error),
    state: () => undefined,
    fingerprint: () => 'all',
    onChanged: () => {
      looks += 1
    },
  })
})

const say = (more: Partial<LinkedMessage>) => keeper.take({ t: 'linked', scope, ...more })

test('what is told in parts is waited for, and stored at its end', async () => {
  say({ fresh: true, more: true, gone: ['first'] })
  timers.pass(1_500)
  say({ gone: ['second'] })
  timers.pass(1_500)
  expect([keeper.isWhole(), await storage.loadLinked(scope)]).toEqual([false, undefined])
  say({ last: true, gone: ['third'] })
  expect(keeper.isWhole()).toBe(true)
  timers.pass(1_000)
  expect((await storage.loadLinked(scope))?.told.gone).toEqual(['first', 'second', 'third'])
})

test('an end that never comes is not waited for for ever', () => {
  say({ fresh: true, more: true })
  const before = looks
  timers.pass(2_000)
  expect([keeper.isWhole(), looks]).toEqual([true, before + 1])
  expect(errors).toEqual([])
})

test('what may not be known any more is stored at once, also in the middle of a telling', async () => {
  say({ fresh: true, gone: ['secret'] })
  timers.pass(1_000)
  say({ fresh: true, more: true, noAccess: ['secret'] })
  timers.pass(0)
  expect((await storage.loadLinked(scope))?.told).toMatchObject({ noAccess: ['secret'], gone: [] })
})
