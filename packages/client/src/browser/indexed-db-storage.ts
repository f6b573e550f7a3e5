import type { Scope } from '@fulcrum/domain'
import { openDB } from 'idb'
import type { DBSchema, IDBPDatabase } from 'idb'
import type { Conflict } from '../conflicts.ts'
import type { CachedLinked, CachedScope, ClientStorage } from '../ports.ts'
import type { QueuedCommand } from '../queued-command.ts'

interface QueueSchema extends DBSchema {
  meta: { key: string; value: string | number }
  commands: { key: number; value: QueuedCommand }
  conflicts: { key: string; value: Conflict }
}

interface CacheSchema extends DBSchema {
  scopes: { key: string; value: Omit<CachedScope, 'chunks'> }
  chunks: { key: [scope: string, lane: string, chunk: number]; value: Uint8Array }
  linked: { key: string; value: CachedLinked }
}

/** Raised when what the queue holds changes shape; upgrades keep every command. */
const queueVersion = 2
/** Raised when what the cache holds changes shape; an upgrade drops it. */
const cacheVersion = 2

export interface IndexedDbStorageOptions {
  readonly accountId: string
  readonly memberId: string
  readonly newClientId: () => string
}

/**
 * The storage of one member in one browser profile: a queue that is never dropped, and beside it, in a database of its own, a
 * cache that may be at any time. Where the cache does not work there is none.
 */
export function indexedDbStorage({ accountId, memberId, newClientId }: IndexedDbStorageOptions): ClientStorage {
  const name = `fulcrum:${accountId}:${memberId}`
  const queue = lazily(() => openQueue(`${name}:queue`))
  const cache = lazily(() => openCache(`${name}:cache`))

  return {
    loadQueue: async () => {
      const transaction = (await queue()).transaction(['meta', 'commands', 'conflicts'], 'readwrite')
      const meta = transaction.objectStore('meta')
      const clientId = String((await meta.get('clientId')) ?? newClientId())
      await meta.put(clientId, 'clientId')
      const commands = await transaction.objectStore('commands').getAll()
      const conflicts = await transaction.objectStore('conflicts').getAll()
      await transaction.done
      return { clientId, commands, conflicts }
    },
    append: async (command) => {
      const transaction = (await queue()).transaction('commands', 'readwrite')
      // @NOTE the store gives the number.
      const adding = transaction.store.add(command as QueuedCommand)
      // Asked for in one go: the browser stores it though the page may be gone in the next moment.
      transaction.commit()
      const [n] = await Promise.all([adding, transaction.done])
      return { ...command, n }
    },
    putCommand: async (command) => void (await (await queue()).put('commands', command)),
    removeCommands: async (numbers) => {
      const transaction = (await queue()).transaction('commands', 'readwrite')
      await Promise.all([...numbers.map((n) => transaction.store.delete(n)), transaction.done])
    },
    raise: async (lastN) => {
      const { store, done } = (await queue()).transaction('commands', 'readwrite')
      await passNumber(store, lastN)
      await done
    },
    putConflict: async (conflict) => void (await (await queue()).put('conflicts', conflict, conflict.id)),
    removeConflict: async (id) => (await queue()).delete('conflicts', id),
    loadScope: async (scope) => {
      const transaction = (await cache()).transaction(['scopes', 'chunks'])
      const [found, keys, bodies] = await Promise.all([
        transaction.objectStore('scopes').get(scope),
        transaction.objectStore('chunks').getAllKeys(chunksOf(scope)),
        transaction.objectStore('chunks').getAll(chunksOf(scope)),
      ])
      if (!found) return undefined
      const chunks = keys.flatMap(([, lane, chunk], index) => {
        const body = bodies[index]
        return body ? [{ lane, chunk, body }] : []
      })
      return { ...found, chunks }
    },
    saveScope: async ({ chunks, ...rest }, { whole }) => {
      const transaction = (await cache()).transaction(['scopes', 'chunks'], 'readwrite')
      const store = transaction.objectStore('chunks')
      if (whole) await store.delete(chunksOf(rest.scope))
      await Promise.all([
        ...chunks.map(({ lane, chunk, body }) => store.put(body.slice(), [rest.scope, lane, chunk])),
        transaction.objectStore('scopes').put(rest, rest.scope),
        transaction.done,
      ])
    },
    dropScope: async (scope) => {
      const transaction = (await cache()).transaction(['scopes', 'chunks', 'linked'], 'readwrite')
      await Promise.all([
        transaction.objectStore('scopes').delete(scope),
        transaction.objectStore('linked').delete(scope),
        transaction.objectStore('chunks').delete(chunksOf(scope)),
        transaction.done,
      ])
    },
    loadLinked: async (scope) => (await cache()).get('linked', scope),
    saveLinked: async (scope, linked) => void (await (await cache()).put('linked', linked, scope)),
  }
}

/** Deletes the caches of everybody who signed in here, as at sign-out; the queues stay. */
export async function dropCaches(): Promise<void> {
  for (const { name } of await indexedDB.databases()) {
    if (name?.startsWith('fulcrum:') && name.endsWith(':cache')) indexedDB.deleteDatabase(name)
  }
}

function chunksOf(scope: Scope): IDBKeyRange {
  // Arrays sort behind all texts and numbers.
  return IDBKeyRange.bound([scope], [scope, []])
}

function openQueue(name: string): Promise<IDBPDatabase<QueueSchema>> {
  return openDB<QueueSchema>(name, queueVersion, {
    upgrade: async (database, from, _to, transaction) => {
      if (from === 0) {
        database.createObjectStore('meta')
        database.createObjectStore('conflicts')
      }
      const kept = from === 0 ? [] : await transaction.objectStore('commands').getAll()
      const lastN = Number((await transaction.objectStore('meta').get('lastN')) ?? 0)
      if (from > 0) database.deleteObjectStore('commands')
      const commands = database.createObjectStore('commands', { keyPath: 'n', autoIncrement: true })
      for (const command of kept) await commands.put(command)
      await passNumber(commands, lastN)
    },
    blocking: (_from, _to, event) => (event.target as IDBDatabase).close(),
  })
}

/** The part of a store of commands that numbers are passed with. */
interface NumberedStore {
  readonly getKey: (n: number) => Promise<number | undefined>
  readonly put: (command: QueuedCommand) => Promise<unknown>
  readonly delete: (n: number) => Promise<void>
}

/** A number that was used once is never given again: a store remembers the highest that it has seen. */
async function passNumber(store: NumberedStore, n: number): Promise<void> {
  if (n < 1 || (await store.getKey(n)) !== undefined) return
  // @NOTE nobody sees it: it is gone in the same transaction.
  await store.put({ n } as QueuedCommand)
  await store.delete(n)
}

function openCache(name: string): Promise<IDBPDatabase<CacheSchema>> {
  return openDB<CacheSchema>(name, cacheVersion, {
    upgrade: (database) => {
      for (const store of Array.from(database.objectStoreNames)) database.deleteObjectStore(store)
      database.createObjectStore('scopes')
      database.createObjectStore('chunks')
      database.createObjectStore('linked')
    },
    // Whoever wants to delete or upgrade it may.
    blocking: (_from, _to, event) => (event.target as IDBDatabase).close(),
  })
}

/** Opens at first use, and again where that failed. */
function lazily<Database>(open: () => Promise<Database>): () => Promise<Database> {
  let opened: Promise<Database> | null = null
  return () => {
    opened ??= open().catch((error: unknown) => {
      opened = null
      throw error
    })
    return opened
  }
}
