import 'fake-indexeddb/auto'
import { expect, test } from 'vitest'
import { newId } from '../testing/fake-server.ts'
import { storageContract } from '../testing/storage-contract.ts'
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
