/** An update of Yjs under the number that the storage gave it. */
export interface StoredUpdate {
  readonly id: number
  readonly data: Uint8Array
}

/**
 * What of docs must survive a reload. Pending updates are this person's own that the server has not confirmed, and are kept for
 * ever; what is known is a cache, of which any part may be lost. Calls may overlap, also from several tabs.
 */
export interface DocStorage {
  readonly load: (
    doc: string,
  ) => Promise<{ readonly known: readonly StoredUpdate[]; readonly pending: readonly StoredUpdate[] }>
  /** An update is safe once this resolves. */
  readonly addPending: (doc: string, data: Uint8Array) => Promise<number>
  readonly removePending: (ids: readonly number[]) => Promise<void>
  readonly addKnown: (doc: string, data: Uint8Array) => Promise<number>
  /** Puts one update in the place of several that it holds. */
  readonly compact: (doc: string, ids: readonly number[], data: Uint8Array) => Promise<number>
  /** Forgets what is known of a doc, or all of it. */
  readonly drop: (doc: string, what: 'known' | 'all') => Promise<void>
}

/** A storage that lasts as long as the process; several docs' sessions may share it, as tabs do. */
export function memoryDocStorage(): DocStorage {
  const rows = new Map<number, { readonly doc: string; readonly data: Uint8Array; readonly isPending: boolean }>()
  let last = 0
  const add = async (doc: string, data: Uint8Array, isPending: boolean) => {
    rows.set(++last, { doc, data: data.slice(), isPending })
    return last
  }
  const of = (doc: string, isPending: boolean) =>
    [...rows].flatMap(([id, row]) => (row.doc === doc && row.isPending === isPending ? [{ id, data: row.data }] : []))
  return {
    load: async (doc) => ({ known: of(doc, false), pending: of(doc, true) }),
    addPending: (doc, data) => add(doc, data, true),
    removePending: async (ids) => {
      for (const id of ids) rows.delete(id)
    },
    addKnown: (doc, data) => add(doc, data, false),
    compact: async (doc, ids, data) => {
      for (const id of ids) rows.delete(id)
      return add(doc, data, false)
    },
    drop: async (doc, what) => {
      for (const [id, row] of rows) if (row.doc === doc && (what === 'all' || !row.isPending)) rows.delete(id)
    },
  }
}
