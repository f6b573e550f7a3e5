import { createHash } from 'node:crypto'
import type pg from 'pg'
import type { AuthContext } from './ports.ts'

// A seal is eight bytes of a number, which counts from 1 without gaps, and the SHA-256 of the seal before it with the row. Who
// changes, removes or inserts a row breaks every seal from there on. Rows are sealed in the order in which the job finds
// them: their ids are given out before they are committed, so a later id may be seen first.

const lock = 0x61756469
const atOnce = 1_000
/** Rows that were committed late have ids not far below those of the rows sealed before them. */
const lateIds = 1_000

interface Row {
  readonly id: number
  readonly content: string
  readonly seal: Buffer | null
}

const content = `json_build_array(account, id, (extract(epoch FROM at) * 1000000)::bigint, event, actor, subject, details::text)::text`

export interface AuditSealer {
  /** Seals what was recorded since; gives how many rows. */
  seal(): Promise<number>
}

/** Chains the audit rows of the account; safe on several nodes at once. */
export function auditSealer({ pool, door }: Pick<AuthContext, 'pool' | 'door'>): AuditSealer {
  /** Nothing up to here is without a seal. */
  let sealedTo = 0

  async function sealSome(client: pg.PoolClient): Promise<number> {
    await client.query('SELECT pg_advisory_xact_lock($1, hashtext($2))', [lock, door.accountId])
    const from = Math.max(0, sealedTo - lateIds)
    const { rows } = await client.query<Row>(
      `SELECT id, ${content} AS content, seal FROM audit WHERE account = $1 AND id > $2 AND seal IS NULL ORDER BY id LIMIT $3`,
      [door.accountId, from, atOnce],
    )
    if (rows.length === 0) return 0
    let last: Buffer = await lastSeal(client, door.accountId)
    const seals: Buffer[] = []
    for (const row of rows) {
      last = nextSeal(last, row.content)
      seals.push(last)
    }
    await client.query(
      `UPDATE audit SET seal = s.seal FROM unnest($1::bigint[], $2::bytea[]) AS s (id, seal) WHERE audit.id = s.id`,
      [rows.map(({ id }) => id), seals],
    )
    sealedTo = Math.max(sealedTo, rows.at(-1)?.id ?? 0)
    return rows.length
  }

  return {
    async seal() {
      const client = await pool.connect()
      try {
        await client.query('BEGIN')
        let total = 0
        for (let count = atOnce; count === atOnce; total += count) count = await sealSome(client)
        await client.query('COMMIT')
        client.release()
        return total
      } catch (error) {
        client.release(true)
        throw error
      }
    },
  }
}

/** Goes through every account's chain; names the first row that is not as it was sealed, or null where all are. */
export async function brokenAuditRow(pool: pg.Pool): Promise<{ readonly id: number } | null> {
  const client = await pool.connect()
  try {
    await client.query('BEGIN READ ONLY')
    await client.query(
      `DECLARE chain NO SCROLL CURSOR FOR SELECT account, id, ${content} AS content, seal FROM audit
       WHERE seal IS NOT NULL ORDER BY account, substring(seal FROM 1 FOR 8), id`,
    )
    return await firstBroken(client)
  } finally {
    client.release(true)
  }
}

async function firstBroken(client: pg.PoolClient): Promise<{ readonly id: number } | null> {
  let account = ''
  let last: Buffer = firstSeal
  for (;;) {
    const { rows } = await client.query<Row & { account: string; seal: Buffer }>(`FETCH ${atOnce} FROM chain`)
    if (rows.length === 0) return null
    for (const row of rows) {
      if (row.account !== account) last = firstSeal
      account = row.account
      const seal = nextSeal(last, row.content)
      if (!seal.equals(row.seal)) return { id: row.id }
      last = seal
    }
  }
}

const firstSeal: Buffer = Buffer.alloc(40)

async function lastSeal(client: pg.PoolClient, accountId: string): Promise<Buffer> {
  const { rows } = await client.query<{ seal: Buffer }>(
    `SELECT seal FROM (
       SELECT seal FROM audit WHERE account = $1 AND seal IS NOT NULL ORDER BY id DESC LIMIT $2
     ) AS latest ORDER BY substring(seal FROM 1 FOR 8) DESC LIMIT 1`,
    [accountId, lateIds],
  )
  return rows[0]?.seal ?? firstSeal
}

function nextSeal(last: Buffer, row: string): Buffer {
  const number = numberBytes(Number(last.readBigUInt64BE(0)) + 1)
  return Buffer.concat([number, createHash('sha256').update(last).update(row).digest()])
}

function numberBytes(number: number): Buffer {
  const bytes = Buffer.alloc(8)
  bytes.writeBigUInt64BE(BigInt(number))
  return bytes
}
