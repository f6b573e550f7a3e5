/** Changes the shape of a database within the one transaction that may; `from` is 0 where it is new. */
export type Upgrade = (database: IDBDatabase, from: number, transaction: IDBTransaction) => Promise<void>

/**
 * Opens a database in its newest shape. It is closed when somebody else wants to delete or to upgrade it; an upgrade that
 * fails leaves it as it was.
 */
export function openDatabase(name: string, version: number, upgrade: Upgrade): Promise<IDBDatabase> {
  const request = indexedDB.open(name, version)
  request.addEventListener('upgradeneeded', ({ oldVersion }) => {
    const { result, transaction } = request
    if (transaction !== null) upgrade(result, oldVersion, transaction).catch(() => transaction.abort())
  })
  request.addEventListener('success', () => {
    const database = request.result
    database.addEventListener('versionchange', () => database.close())
  })
  return answered(request)
}

/** What a request gives. */
export function answered<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.addEventListener('success', () => resolve(request.result))
    request.addEventListener('error', () => reject(request.error ?? new Error('The browser’s storage failed.')))
  })
}

/** Resolves once all of a transaction is stored; asked for in the same turn as its last request, or right after that. */
export function stored(transaction: IDBTransaction): Promise<void> {
  return new Promise((resolve, reject) => {
    transaction.addEventListener('complete', () => resolve())
    transaction.addEventListener('abort', () =>
      reject(transaction.error ?? new Error('The browser’s storage gave up.')),
    )
  })
}
