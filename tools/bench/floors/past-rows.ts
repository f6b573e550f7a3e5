import type pg from 'pg'
import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'

const decompress = promisify(gunzip)

/** What a past board is at least: its stored columns decompressed, and each cell that a change named since, by its last value. */
export async function readPastPlainly(
  pool: pg.Pool,
  { board, at }: { readonly board: string; readonly at: number },
): Promise<number> {
  const { rows: chunks } = await pool.query<{ body: Buffer }>('SELECT body FROM checkpoint_chunk WHERE board = $1', [
    board,
  ])
  const columns = await Promise.all(chunks.map(({ body }) => decompress(body)))
  const { rows } = await pool.query<{ patches: readonly { column: number; rows: number[]; values: unknown[] }[] }>(
    `SELECT patches FROM change WHERE scope = $1 AND at <= $2
       AND version > (SELECT max(version) FROM checkpoint WHERE board = $3) ORDER BY version`,
    [`board:${board}`, at, board],
  )
  const last = new Map<string, unknown>()
  for (const { patches } of rows) {
    for (const { column, rows: named, values } of patches) last.set(`${column} ${named[0]}`, values[0])
  }
  return columns.reduce((sum, { length }) => sum + length, 0) + last.size
}
