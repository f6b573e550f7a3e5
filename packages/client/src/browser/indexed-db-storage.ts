import type { Scope } from '@fulcrum/domain'
import type { Conflict } from '../conflicts.ts'
import type { CachedLinked, CachedScope, ClientStorage } from '../ports.ts'
import type { QueuedCommand } from '../queued-command.ts'
import { answered, openDatabase, stored } from './indexed-db.ts'

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
      const clientId = String((await answered(meta.get('clientId'))) ?? newClientId())
      meta.put(clientId, 'clientId')
      const [commands, conflicts] = await Promise.all([
        all<QueuedCommand>(transaction.objectStore('commands')),
        all<Conflict>(transaction.objectStore('conflicts')),
        stored(transaction),
      ])
      return { clientId, commands, conflicts }
    },
    append: async (command) => {
      const transaction = (await queue()).transaction('commands', 'readwrite')
      const adding = transaction.objectStore('commands').add(command)
      // Asked for in one go: the browser stores it though the page may be gone in the next moment.
      transaction.commit()
      const [n] = await Promise.all([answered(adding), stored(transaction)])
      return { ...command, n: Number(n) }
    },
    putCommand: async (command) => write(await queue(), 'commands', (store) => store.put(command)),
    removeCommands: async (numbers) =>
      write(await queue(), 'commands', (store) => {
        for (const n of numbers) store.delete(n)
      }),
    raise: async (lastN) => {
      const transaction = (await queue()).transaction('commands', 'readwrite')
      await Promise.all([passNumber(transaction.objectStore('commands'), lastN), stored(transaction)])
    },
    putConflict: async (conflict) => write(await queue(), 'conflicts', (store) => store.put(conflict, conflict.id)),
    removeConflict: async (id) => write(await queue(), 'conflicts', (store) => store.delete(id)),
    loadScope: async (scope) => {
      const transaction = (await cache()).transaction(['scopes', 'chunks'])
      const chunks = transaction.objectStore('chunks')
      const [found, keys, bodies] = await Promise.all([
        read<Omit<CachedScope, 'chunks'>>(transaction.objectStore('scopes'), scope),
        answered(chunks.getAllKeys(chunksOf(scope))),
        all<Uint8Array>(chunks, chunksOf(scope)),
      ])
      if (!found) return undefined
      return {
        ...found,
        chunks: keys.flatMap((key, index) => {
          // @NOTE under such keys, and no others, `saveScope` puts them.
          const [, lane, chunk] = key as ChunkKey
          const body = bodies[index]
          return body ? [{ lane, chunk, body }] : []
        }),
      }
    },
    saveScope: async ({ chunks, ...rest }, { whole }) => {
      const transaction = (await cache()).transaction(['scopes', 'chunks'], 'readwrite')
      const store = transaction.objectStore('chunks')
      if (whole) store.delete(chunksOf(rest.scope))
      for (const { lane, chunk, body } of chunks) {
        const key: ChunkKey = [rest.scope, lane, chunk]
        store.put(body.slice(), key)
      }
      transaction.objectStore('scopes').put(rest, rest.scope)
      await stored(transaction)
    },
    dropScope: async (scope) => {
      const transaction = (await cache()).transaction(['scopes', 'chunks', 'linked'], 'readwrite')
      transaction.objectStore('scopes').delete(scope)
      transaction.objectStore('linked').delete(scope)
      transaction.objectStore('chunks').delete(chunksOf(scope))
      await stored(transaction)
    },
    loadLinked: async (scope) => read<CachedLinked>((await cache()).transaction('linked').objectStore('linked'), scope),
    saveLinked: async (scope, linked) => write(await cache(), 'linked', (store) => store.put(linked, scope)),
  }
}

type ChunkKey = [scope: string, lane: string, chunk: number]

/** What a store has under a key. */
function read<T>(store: IDBObjectStore, key: IDBValidKey): Promise<T | undefined> {
  // @NOTE each store has values of one shape, which only this file writes.
  return answered(store.get(key) as IDBRequest<T | undefined>)
}

function all<T>(store: IDBObjectStore, range?: IDBKeyRange): Promise<T[]> {
  // @NOTE as above.
  return answered(store.getAll(range) as IDBRequest<T[]>)
}

/** Writes into one store. */
function write(database: IDBDatabase, name: string, change: (store: IDBObjectStore) => unknown): Promise<void> {
  const transaction = database.transaction(name, 'readwrite')
  change(transaction.objectStore(name))
  return stored(transaction)
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

function openQueue(name: string): Promise<IDBDatabase> {
  return openDatabase(name, queueVersion, async (database, from, transaction) => {
    if (from === 0) {
      database.createObjectStore('meta')
      database.createObjectStore('conflicts')
    }
    const kept = from === 0 ? [] : await all<QueuedCommand>(transaction.objectStore('commands'))
    const lastN = Number((await read(transaction.objectStore('meta'), 'lastN')) ?? 0)
    if (from > 0) database.deleteObjectStore('commands')
    const commands = database.createObjectStore('commands', { keyPath: 'n', autoIncrement: true })
    for (const command of kept) commands.put(command)
    await passNumber(commands, lastN)
  })
}

/** A number that was used once is never given again: a store remembers the highest that it has seen. */
async function passNumber(store: IDBObjectStore, n: number): Promise<void> {
  if (n < 1 || (await answered(store.getKey(n))) !== undefined) return
  // Nobody sees it: it is gone in the same transaction.
  store.put({ n })
  store.delete(n)
}

function openCache(name: string): Promise<IDBDatabase> {
  return openDatabase(name, cacheVersion, async (database) => {
    for (const store of Array.from(database.objectStoreNames)) database.deleteObjectStore(store)
    for (const store of ['scopes', 'chunks', 'linked']) database.createObjectStore(store)
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
