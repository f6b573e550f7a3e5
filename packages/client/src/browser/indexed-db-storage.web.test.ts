import 'fake-indexeddb/auto'
import { expect, test } from 'vitest'
import { newId } from '../testing/fake-server.ts'
import { storageContract } from '../testing/storage-contract.ts'
import { openDatabase, stored } from './indexed-db.ts'
import { dropCaches, indexedDbStorage } from './indexed-db-storage.ts'

function open(profile: string) {
  return indexedDbStorage({ accountId: 'account', memberId: profile, newClientId: newId })
}

storageContract(open)

test('dropping the caches leaves the queue', async () => {
  const profile = newId()
  const storage = open(profile)
  const scope = `board:${newId()}` as const
  await storage.saveScope({ scope, version: 1, fingerprint: 'f', records: [], chunks: [] }, { whole: true })
  const queued = await storage.append({
    key: newId(),
    command: 'test',
    version: 1,
    args: null,
    runAt: 1,
    protocol: 1,
    member: profile,
  })
  await dropCaches()
  const again = open(profile)
  expect([await again.loadScope(scope), (await again.loadQueue()).commands]).toEqual([undefined, [queued]])
})

test('a queue of the first shape keeps its commands, its client and its numbers', async () => {
  const profile = newId()
  const command = { key: newId(), command: 'test', version: 1, args: null, runAt: 1, protocol: 1, member: profile }
  const first = await openDatabase(`fulcrum:account:${profile}:queue`, 1, async (database) => {
    for (const store of ['meta', 'commands', 'conflicts']) database.createObjectStore(store)
  })
  const writing = first.transaction(['meta', 'commands'], 'readwrite')
  writing.objectStore('meta').put('the client', 'clientId')
  writing.objectStore('meta').put(7, 'lastN')
  writing.objectStore('commands').put({ ...command, n: 5 }, 5)
  await stored(writing)
  first.close()
  const storage = open(profile)
  expect(await storage.loadQueue()).toEqual({ clientId: 'the client', commands: [{ ...command, n: 5 }], conflicts: [] })
  expect((await storage.append(command)).n).toBe(8)
})
