import type { Json } from '@fulcrum/domain'
import { answered, openDatabase, stored } from './indexed-db.ts'

/** Raised when an answer that is kept changes shape; an upgrade drops all of them. */
const databaseVersion = 1

/** The last answers to questions, by names that whoever asks gives them. */
export interface KeptAnswers {
  /** Undefined where there is none. */
  readonly load: (name: string) => Promise<Json | undefined>
  /** Takes the place of the one before. */
  readonly keep: (name: string, answer: Json) => Promise<void>
  readonly drop: (name: string) => Promise<void>
}

/**
 * The answers that one member was given last in one browser profile, in a database of their own that goes with the caches when
 * somebody signs out. Nothing stays open between two uses, so that nothing holds that up.
 */
export function keptAnswers(who: { readonly accountId: string; readonly memberId: string }): KeptAnswers {
  async function use<T>(mode: IDBTransactionMode, ask: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> {
    const database = await openDatabase(
      `fulcrum:${who.accountId}:${who.memberId}:answers:cache`,
      databaseVersion,
      async (opened) => {
        for (const store of Array.from(opened.objectStoreNames)) opened.deleteObjectStore(store)
        opened.createObjectStore('answers')
      },
    )
    try {
      const transaction = database.transaction('answers', mode)
      const [given] = await Promise.all([answered(ask(transaction.objectStore('answers'))), stored(transaction)])
      return given
    } finally {
      database.close()
    }
  }

  return {
    // @NOTE only `keep` puts something there.
    load: (name) => use('readonly', (store) => store.get(name) as IDBRequest<Json | undefined>),
    keep: async (name, answer) => void (await use('readwrite', (store) => store.put(answer, name))),
    drop: (name) => use('readwrite', (store) => store.delete(name)),
  }
}
