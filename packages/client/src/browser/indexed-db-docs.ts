import type { DocStorage, StoredUpdate } from '../docs/doc-storage.ts'
import { answered, openDatabase, stored } from './indexed-db.ts'

const databaseVersion = 1

interface Row {
  readonly id: number
  readonly doc: string
  readonly data: Uint8Array
}

/**
 * The docs of one member in one browser profile: what waits for the server, which is never dropped, and beside it, in a database of
 * its own, what is known, which goes when they sign out.
 */
export function indexedDbDocs(who: { readonly accountId: string; readonly memberId: string }): DocStorage {
  const name = `fulcrum:${who.accountId}:${who.memberId}:docs`
  const pending = lazily(`${name}:queue`)
  const known = lazily(`${name}:cache`)

  async function add(open: () => Promise<IDBDatabase>, doc: string, data: Uint8Array): Promise<number> {
    const transaction = (await open()).transaction('updates', 'readwrite')
    const adding = transaction.objectStore('updates').add({ doc, data: data.slice() })
    // Asked for in one go: the browser stores it though the page may be gone in the next moment.
    transaction.commit()
    const [id] = await Promise.all([answered(adding), stored(transaction)])
    return Number(id)
  }

  async function rowsOf(open: () => Promise<IDBDatabase>, doc: string): Promise<readonly StoredUpdate[]> {
    const index = (await open()).transaction('updates').objectStore('updates').index('doc')
    // @NOTE only this file writes these rows.
    return answered(index.getAll(doc) as IDBRequest<Row[]>)
  }

  async function remove(open: () => Promise<IDBDatabase>, ids: readonly number[]): Promise<void> {
    if (ids.length === 0) return
    const transaction = (await open()).transaction('updates', 'readwrite')
    for (const id of ids) transaction.objectStore('updates').delete(id)
    await stored(transaction)
  }

  return {
    load: async (doc) => {
      const [knownRows, pendingRows] = await Promise.all([rowsOf(known, doc).catch(() => []), rowsOf(pending, doc)])
      return { known: knownRows, pending: pendingRows }
    },
    addPending: (doc, data) => add(pending, doc, data),
    removePending: (ids) => remove(pending, ids),
    addKnown: (doc, data) => add(known, doc, data),
    compact: async (doc, ids, data) => {
      const transaction = (await known()).transaction('updates', 'readwrite')
      const store = transaction.objectStore('updates')
      for (const id of ids) store.delete(id)
      const [id] = await Promise.all([answered(store.add({ doc, data: data.slice() })), stored(transaction)])
      return Number(id)
    },
    drop: async (doc, what) => {
      for (const open of what === 'all' ? [known, pending] : [known]) {
        await remove(
          open,
          (await rowsOf(open, doc)).map(({ id }) => id),
        )
      }
    },
  }
}

/** Opens at first use, and again where that failed. */
function lazily(name: string): () => Promise<IDBDatabase> {
  let opened: Promise<IDBDatabase> | null = null
  return () => {
    opened ??= openDatabase(name, databaseVersion, async (database) => {
      database.createObjectStore('updates', { keyPath: 'id', autoIncrement: true }).createIndex('doc', 'doc')
    }).catch((error: unknown) => {
      opened = null
      throw error
    })
    return opened
  }
}
