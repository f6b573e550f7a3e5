import { memoryStorage } from './memory-storage.ts'
import type { ClientStorage } from './ports.ts'
import { storageContract } from './testing/storage-contract.ts'

const profiles = new Map<string, ClientStorage>()

storageContract((profile) => {
  const storage = profiles.get(profile) ?? memoryStorage(profile)
  profiles.set(profile, storage)
  return storage
})
