import { createHash } from 'node:crypto'
import { DomainError } from '@fulcrum/domain'
import { withRetry } from '../database/pool.ts'
import type { ScopeStore } from '../scopes/scope-store.ts'
import { toUuid } from './map-schema.ts'

const keyShape = /^[\x21-\x7e]{1,200}$/

/** What a request with an `Idempotency-Key` is to the executor: a client of its own, whose first commands have one answer. */
export interface KeyedRequest {
  readonly client: string
}

/**
 * Remembers what was asked under a key, before it is done. The same again gets the same answer, for as long as answers are
 * kept; something else under the same key is refused. Null without a key.
 */
export async function keyedRequest(
  { pool, accountId }: ScopeStore,
  {
    caller,
    key,
    route,
    body,
  }: {
    readonly caller: string
    readonly key: string | undefined
    readonly route: string
    readonly body: unknown
  },
): Promise<KeyedRequest | null> {
  if (key === undefined) return null
  if (!keyShape.test(key)) {
    throw new DomainError('invalid', 'An Idempotency-Key has 1 to 200 visible ASCII characters.', {
      field: 'Idempotency-Key',
    })
  }
  const client = clientOf(`${accountId} ${caller} ${key}`)
  const bodyHash = createHash('sha256')
    .update(`${route} ${JSON.stringify(body ?? null)}`)
    .digest('hex')
  const rows = await withRetry(pool, async () => {
    await pool.query(
      'INSERT INTO api_request (account, client, body_hash) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING',
      [accountId, client, bodyHash],
    )
    const found = await pool.query<{ body_hash: string }>(
      'SELECT body_hash FROM api_request WHERE account = $1 AND client = $2',
      [accountId, client],
    )
    return found.rows
  })
  if (rows[0]?.body_hash !== bodyHash) {
    throw new DomainError('conflict', 'This Idempotency-Key was used for another request: take a new one.', {
      field: 'Idempotency-Key',
    })
  }
  return { client }
}

/** The id of what the n-th command of a keyed request makes: the same each time it is asked. */
export function idUnder({ client }: KeyedRequest, n: number): string {
  return clientOf(`${client} ${n}`)
}

/** A UUID of a text, always the same: version 8, whose bits are ours to choose. */
function clientOf(text: string): string {
  const hex = createHash('sha256').update(text).digest('hex').slice(0, 32)
  return toUuid(`${hex.slice(0, 12)}8${hex.slice(13, 16)}8${hex.slice(17)}`)
}
