import type pg from 'pg'

type Asked = Pick<pg.Pool, 'query'>

/** Something written in a doc, as it is stored. */
export interface DocUpdateRow {
  readonly data: Uint8Array
  readonly by: string | null
}

/** A person or a team whom an update names, and who wrote it. */
export interface DocNamedRow {
  readonly kind: 'member' | 'team'
  readonly id: string
  readonly by: string
}

/** All that is written in a doc, as of one moment: a snapshot and what came after it. */
export interface StoredDoc {
  /** The last update that is part of it. */
  readonly seq: number
  readonly snapshotSeq: number
  readonly updates: readonly Uint8Array[]
}

/** Reads a doc; one in which nothing was written has no updates. */
export async function readDoc(pool: Asked, accountId: string, doc: string): Promise<StoredDoc> {
  const { rows } = await pool.query<{
    seq: number
    snapshotSeq: number
    snapshot: Buffer | null
    updates: Buffer[] | null
  }>(
    `SELECT s.seq, s.snapshot_seq AS "snapshotSeq", s.snapshot,
            (SELECT array_agg(u.data ORDER BY u.seq) FROM doc_update u
             WHERE u.account = s.account AND u.doc = s.doc AND u.seq > s.snapshot_seq) AS updates
     FROM doc_state s WHERE s.account = $1 AND s.doc = $2`,
    [accountId, doc],
  )
  const row = rows[0]
  if (!row) return { seq: 0, snapshotSeq: 0, updates: [] }
  const { seq, snapshotSeq, snapshot, updates } = row
  return { seq, snapshotSeq, updates: [...(snapshot ? [snapshot] : []), ...(updates ?? [])] }
}

/** What was written after an update; null where a snapshot has taken it in meanwhile. */
export async function readDocSince(
  pool: Asked,
  accountId: string,
  doc: string,
  seq: number,
): Promise<{ readonly seq: number; readonly updates: readonly Uint8Array[] } | null> {
  const { rows } = await pool.query<{ seq: number; snapshotSeq: number; updates: Buffer[] | null }>(
    `SELECT s.seq, s.snapshot_seq AS "snapshotSeq",
            (SELECT array_agg(u.data ORDER BY u.seq) FROM doc_update u
             WHERE u.account = s.account AND u.doc = s.doc AND u.seq > $3) AS updates
     FROM doc_state s WHERE s.account = $1 AND s.doc = $2`,
    [accountId, doc, seq],
  )
  const row = rows[0]
  if (!row) return { seq, updates: [] }
  return row.snapshotSeq > seq ? null : { seq: row.seq, updates: row.updates ?? [] }
}

/**
 * Stores what was written, in its order, behind all that others stored before, with the files that it shows and those whom it names
 * first; gives the number of the last. It is there for good when this returns.
 */
export async function appendDocUpdates(
  pool: Asked,
  accountId: string,
  doc: string,
  {
    updates,
    files,
    named = [],
    at,
  }: {
    readonly updates: readonly DocUpdateRow[]
    readonly files: readonly string[]
    readonly named?: readonly DocNamedRow[]
    readonly at: number
  },
): Promise<number> {
  const { rows } = await pool.query<{ seq: number }>({
    name: 'append-doc',
    text: `WITH head AS (
        INSERT INTO doc_state (account, doc, seq) VALUES ($1, $2, $3)
        ON CONFLICT (account, doc) DO UPDATE SET seq = doc_state.seq + $3 RETURNING seq),
      shown AS (
        INSERT INTO doc_file (account, doc, hash) SELECT $1, $2, hash FROM unnest($7::text[]) hash ON CONFLICT DO NOTHING),
      named AS (
        INSERT INTO doc_named (account, doc, id, kind, by_member, seq, at)
        SELECT $1, $2, n.id, n.kind, n.by, head.seq, $6
        FROM head, unnest($8::uuid[], $9::text[], $10::uuid[]) AS n(id, kind, by) ON CONFLICT DO NOTHING),
      stored AS (
        INSERT INTO doc_update (account, doc, seq, data, by_member, at)
        SELECT $1, $2, head.seq - $3 + u.at, u.data, u.by, $6
        FROM head, unnest($4::bytea[], $5::uuid[]) WITH ORDINALITY AS u(data, by, at))
      SELECT seq FROM head`,
    values: [
      accountId,
      doc,
      updates.length,
      updates.map(({ data }) => Buffer.from(data)),
      updates.map(({ by }) => by),
      at,
      files,
      named.map(({ id }) => id),
      named.map(({ kind }) => kind),
      named.map(({ by }) => by),
    ],
  })
  return rows[0]?.seq ?? 0
}

/** Puts all updates up to one into a snapshot, unless another node went further. */
export async function storeSnapshot(
  pool: Asked,
  accountId: string,
  doc: string,
  { seq, data }: { readonly seq: number; readonly data: Uint8Array },
): Promise<void> {
  await pool.query(
    `WITH kept AS (
       UPDATE doc_state SET snapshot = $4, snapshot_seq = $3 WHERE account = $1 AND doc = $2 AND snapshot_seq < $3
       RETURNING account, doc)
     DELETE FROM doc_update u USING kept WHERE u.account = kept.account AND u.doc = kept.doc AND u.seq <= $3`,
    [accountId, doc, seq, Buffer.from(data)],
  )
}

/** How far docs go, for those of them in which something is written. */
export async function seqsOf(
  pool: Asked,
  accountId: string,
  docs: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const { rows } = await pool.query<{ doc: string; seq: number }>(
    'SELECT doc, seq FROM doc_state WHERE account = $1 AND doc = ANY ($2)',
    [accountId, docs],
  )
  return new Map(rows.map(({ doc, seq }) => [doc, seq]))
}

/** Stores the text of a version. */
export async function storeVersionText(
  pool: Asked,
  accountId: string,
  { doc, version, data }: { readonly doc: string; readonly version: string; readonly data: Uint8Array },
): Promise<void> {
  await pool.query('INSERT INTO doc_text (account, doc, version, data) VALUES ($1, $2, $3, $4)', [
    accountId,
    doc,
    version,
    Buffer.from(data),
  ])
}

/** Forgets a text that became no version. */
export async function dropVersionText(pool: Asked, accountId: string, doc: string, version: string): Promise<void> {
  await pool.query('DELETE FROM doc_text WHERE account = $1 AND doc = $2 AND version = $3', [accountId, doc, version])
}

/** Forgets what docs and their versions say: they are no docs, or no longer. */
export async function forgetDocTexts(pool: Asked, accountId: string, docs: readonly string[]): Promise<void> {
  for (const table of ['doc_update', 'doc_text', 'doc_file', 'doc_named', 'doc_state']) {
    await pool.query(`DELETE FROM ${table} WHERE account = $1 AND doc = ANY ($2)`, [accountId, docs])
  }
}

/** The text of a version, or null where there is none. */
export async function readVersionText(
  pool: Asked,
  accountId: string,
  doc: string,
  version: string,
): Promise<Uint8Array | null> {
  const { rows } = await pool.query<{ data: Buffer }>(
    'SELECT data FROM doc_text WHERE account = $1 AND doc = $2 AND version = $3',
    [accountId, doc, version],
  )
  return rows[0]?.data ?? null
}
