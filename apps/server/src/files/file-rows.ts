import type pg from 'pg'
import type { FileType } from './file-type.ts'

/** A file as the database knows it. */
export interface FileRow {
  readonly hash: string
  readonly sizeBytes: number
  readonly type: string
  readonly isPicture: boolean
}

const fileColumns = 'f.hash, f.size_bytes::float8 AS "sizeBytes", f.type, f.is_picture AS "isPicture"'

type Asked = Pick<pg.Pool, 'query'>

/** Who sent a file, and to which board. */
export interface Sender {
  readonly member: string
  readonly board: string | null
}

/** Writes down a file that is in the store, and who sent it where; null is nobody. */
export async function recordFile(
  pool: Asked,
  accountId: string,
  file: { readonly hash: string; readonly sizeBytes: number } & FileType,
  sender: Sender | null,
): Promise<void> {
  await pool.query(
    `WITH kept AS (
       INSERT INTO file (account, hash, size_bytes, type, is_picture, first_by) VALUES ($1, $2, $3, $4, $5, $6)
       ON CONFLICT (account, hash) DO UPDATE SET sent_at = now() RETURNING account, hash)
     INSERT INTO file_upload (account, hash, member, board)
     SELECT account, hash, $6::uuid, $7::uuid FROM kept WHERE $6::uuid IS NOT NULL
     ON CONFLICT (account, hash, member) DO UPDATE SET sent_at = now(), board = excluded.board`,
    [accountId, file.hash, file.sizeBytes, file.type, file.isPicture, sender?.member ?? null, sender?.board ?? null],
  )
}

export async function filesOf(
  pool: Asked,
  accountId: string,
  hashes: readonly string[],
): Promise<ReadonlyMap<string, FileRow>> {
  const { rows } = await pool.query<FileRow>(
    `SELECT ${fileColumns} FROM file f WHERE f.account = $1 AND f.hash = ANY ($2)`,
    [accountId, hashes],
  )
  return new Map(rows.map((row) => [row.hash, row]))
}

/** Which of these a member has sent, since a moment if one is given, each with the board where it went the last time. */
export async function sentBy(
  pool: Asked,
  accountId: string,
  member: string,
  { hashes, since = 0 }: { readonly hashes: readonly string[]; readonly since?: number },
): Promise<ReadonlyMap<string, string | null>> {
  const { rows } = await pool.query<{ hash: string; board: string | null }>(
    'SELECT hash, board FROM file_upload WHERE account = $1 AND member = $2 AND hash = ANY ($3) AND sent_at >= $4',
    [accountId, member, hashes, new Date(since)],
  )
  return new Map(rows.map(({ hash, board }) => [hash, board]))
}

/** A column some of whose cells hold a file, or held it lately. */
export interface FilePlace {
  readonly hash: string
  readonly board: string
  readonly col: number
}

/** The columns whose cells hold these files; with `removedSince` also those whose cells held them after that. */
export async function placesOf(
  pool: Asked,
  accountId: string,
  hashes: readonly string[],
  removedSince?: number,
): Promise<readonly FilePlace[]> {
  const { rows } = await pool.query<FilePlace>(
    `SELECT DISTINCT hash, board, col FROM file_ref
     WHERE account = $1 AND hash = ANY ($2) AND (removed_at IS NULL OR removed_at >= $3) ORDER BY board, col`,
    [accountId, hashes, removedSince ?? Number.MAX_SAFE_INTEGER],
  )
  return rows
}

/** The items in whose messages these files are shown; with `removedSince` also those in whose messages they were after that. */
export async function messagesWith(
  pool: Asked,
  accountId: string,
  hashes: readonly string[],
  removedSince?: number,
): Promise<readonly MessagePlace[]> {
  const { rows } = await pool.query<MessagePlace>(
    `SELECT DISTINCT f.hash, i.board, i.id AS item FROM update_file f
     JOIN update u ON u.account = f.account AND u.scope_id = f.scope_id AND u.id = f.id AND u.deleted_at IS NULL
     JOIN item i ON i.account = f.account AND i.id = f.scope_id
     WHERE f.account = $1 AND f.hash = ANY ($2) AND (f.removed_at IS NULL OR f.removed_at >= $3) ORDER BY i.board, i.id`,
    [accountId, hashes, removedSince ?? Number.MAX_SAFE_INTEGER],
  )
  return rows
}

/** An item in one of whose messages a file is. */
export interface MessagePlace {
  readonly hash: string
  readonly board: string
  readonly item: string
}
