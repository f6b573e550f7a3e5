import { gzipSync } from 'node:zlib'
import { must, scopeId, scopeKind, touchedRows } from '@fulcrum/domain'
import type { BoardState, Cause, Json, Patch, Scope, ScopeState } from '@fulcrum/domain'
import type pg from 'pg'
import { Statement } from './statement.ts'
import { filesOfUpdates, writeUpdateFiles } from './update-files.ts'
import { writeItems } from './write-items.ts'
import type { WriteTarget } from './write-items.ts'
import { writeRecords } from './write-records.ts'

/** Inverses whose JSON is longer than this many characters are stored compressed, beside the log. */
const largeInverseLength = 8_192

/** What one change writes to one scope. The state is as it was before the change. */
export interface CommitWrite {
  readonly scope: Scope
  readonly version: number
  readonly patches: readonly Patch[]
  readonly inverse: readonly Patch[]
  readonly state: ScopeState
  /** Where it is too much for one change of the log: the changes, from `version` on, that together are this write. */
  readonly parts?: readonly CommitPart[] | undefined
}

/** One of several changes of the log that are written together. */
export interface CommitPart {
  readonly changeId: string
  readonly version: number
  readonly patches: readonly Patch[]
  readonly inverse: readonly Patch[]
}

/** A change as it goes to the database. */
export interface Commit {
  readonly accountId: string
  readonly changeId: string
  readonly at: number
  readonly actor: string | null
  readonly cause: Cause
  readonly command: string
  readonly batch?: string | undefined
  readonly writes: readonly CommitWrite[]
  /** The client's number with the answer that a repeat of it gets. */
  readonly answer?: { readonly client: string; readonly n: number; readonly answer: Json } | undefined
}

/**
 * Writes a change whole or not at all. False where a scope's version was not the one before: somebody else was first, and
 * the command has to run again on what they left.
 */
export async function commitChange(pool: pg.Pool, commit: Commit): Promise<boolean> {
  const [only] = commit.writes
  if (only && commit.writes.length === 1) {
    const { rowCount } = await pool.query(changeStatement(commit, only, true))
    return rowCount === 1
  }
  const client = await pool.connect()
  try {
    await client.query('BEGIN')
    const done = await lockScopes(client, commit)
    for (const [index, write] of commit.writes.entries()) {
      if (!done) break
      await client.query(changeStatement(commit, write, index === 0))
    }
    await client.query(done ? 'COMMIT' : 'ROLLBACK')
    client.release()
    return done
  } catch (error) {
    // A connection in an unknown state is not given back.
    client.release(true)
    throw error
  }
}

/**
 * Runs work while nobody else can move the scopes, in turn with whoever else waits for them. `commit` writes the one change
 * that the work comes to and ends the transaction; without it nothing is written. For commands that others were faster
 * than again and again: this way costs more statements, and nobody starves.
 */
export async function withScopesLocked<T>(
  pool: pg.Pool,
  accountId: string,
  scopes: readonly Scope[],
  work: (client: pg.PoolClient, commit: (change: Commit) => Promise<boolean>) => Promise<T>,
): Promise<T> {
  const client = await pool.connect()
  try {
    let committed = false
    await client.query('BEGIN')
    await client.query('SELECT FROM scope WHERE account = $1 AND scope = ANY ($2) ORDER BY scope FOR UPDATE', [
      accountId,
      scopes,
    ])
    const result = await work(client, async (change) => {
      const guards = []
      for (const [index, write] of change.writes.entries()) {
        guards.push(await client.query(changeStatement(change, write, index === 0)))
      }
      committed = guards.every(({ rowCount }) => rowCount === 1)
      if (committed) await client.query('COMMIT')
      return committed
    })
    let broken = false
    if (!committed) await client.query('ROLLBACK').catch(() => (broken = true))
    client.release(broken)
    return result
  } catch (error) {
    // A connection in an unknown state is not given back.
    client.release(true)
    throw error
  }
}

/** Stores an answer alone: of a command that was refused or changed nothing. Gives the first answer where there is one. */
export async function storeAnswer(
  pool: pg.Pool,
  accountId: string,
  { client, n, answer }: { readonly client: string; readonly n: number; readonly answer: Json },
): Promise<Json> {
  const { rowCount } = await pool.query({
    name: 'store-answer',
    text: 'INSERT INTO client_command (account, client, n, answer) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING',
    values: [accountId, client, n, JSON.stringify(answer)],
  })
  return rowCount === 1 ? answer : ((await firstAnswer(pool, accountId, client, n)) ?? answer)
}

/** The stored answer to a client's command, if it has one. */
export async function firstAnswer(
  pool: pg.Pool,
  accountId: string,
  client: string,
  n: number,
): Promise<Json | undefined> {
  const { rows } = await pool.query<{ answer: Json }>({
    name: 'first-answer',
    text: 'SELECT answer FROM client_command WHERE account = $1 AND client = $2 AND n = $3',
    values: [accountId, client, n],
  })
  return rows[0]?.answer
}

/** Locks the rows of the scopes in their one order and says whether all are where they should be. */
async function lockScopes(client: pg.PoolClient, { accountId, writes }: Commit): Promise<boolean> {
  const scopes = writes.map(({ scope }) => scope).sort()
  const fresh = writes.filter(({ version }) => version === 1).map(({ scope }) => scope)
  if (fresh.length > 0) {
    await client.query(
      'INSERT INTO scope (account, scope) SELECT $1, unnest($2::text[]) ORDER BY 2 ON CONFLICT DO NOTHING',
      [accountId, fresh],
    )
  }
  const { rows } = await client.query<{ scope: string; version: number }>(
    'SELECT scope, version FROM scope WHERE account = $1 AND scope = ANY ($2) ORDER BY scope FOR UPDATE',
    [accountId, scopes],
  )
  const versions = new Map(rows.map(({ scope, version }) => [scope, version]))
  return writes.every(({ scope, version }) => versions.get(scope) === version - 1)
}

/** One scope's part of a change as one statement. It counts one row where the scope's version was the one before. */
function changeStatement(commit: Commit, write: CommitWrite, withAnswer: boolean): pg.QueryConfig {
  const statement = new Statement()
  const account = statement.param(commit.accountId, 'uuid')
  const scope = statement.param(write.scope, 'text')
  const id = statement.param(scopeId(write.scope), 'uuid')
  const version = statement.param(write.version, 'bigint')
  const parts = write.parts ?? [{ ...write, changeId: commit.changeId }]
  const last = parts.length > 1 ? statement.param(parts.at(-1)?.version, 'bigint') : version
  const guard = statement.with(
    write.version === 1
      ? `INSERT INTO scope AS s (account, scope, version) VALUES (${account}, ${scope}, ${version})
         ON CONFLICT (account, scope) DO UPDATE SET version = excluded.version WHERE s.version = excluded.version - 1 RETURNING s.version`
      : `UPDATE scope SET version = ${last} WHERE account = ${account} AND scope = ${scope} AND version = ${version} - 1 RETURNING version`,
  )
  const target: WriteTarget = {
    guard,
    account,
    scopeId: id,
    at: commit.at,
    actor: commit.actor,
    params: { at: statement.param(commit.at, 'bigint'), actor: statement.param(commit.actor, 'uuid') },
  }
  const asked = commit.answer && {
    client: statement.param(commit.answer.client, 'uuid'),
    n: statement.param(commit.answer.n, 'bigint'),
  }
  const entries: string[] = []
  for (const part of parts) {
    const at = part.version === write.version ? version : statement.param(part.version, 'bigint')
    entries.push(logEntry(statement, target, commit, part, { account, scope, version: at, ...asked }))
    if (scopeKind(write.scope) === 'board') writeTouched(statement, target, part, at)
  }
  if (withAnswer && commit.answer && asked) {
    const answer = statement.param(JSON.stringify(commit.answer.answer), 'json')
    statement.with(
      `INSERT INTO client_command (account, client, n, answer)
       SELECT ${account}, ${asked.client}, ${asked.n}, ${answer} FROM ${guard}`,
    )
  }
  if (scopeKind(write.scope) === 'board') {
    // @NOTE the scope's kind says that its state is a board's.
    const board = write.state as BoardState
    writeItems(statement, target, board, write.patches, write.inverse)
  }
  writeRecords(statement, target, write.patches)
  writeUpdateFiles(statement, target, filesOfUpdates(write.scope, write.patches))
  for (const entry of entries.slice(0, -1)) statement.with(entry)
  return statement.query(must(entries.at(-1)))
}

/** Says which items a change touched. */
function writeTouched(
  statement: Statement,
  { account, scopeId, guard }: WriteTarget,
  { patches }: CommitPart,
  version: string,
): void {
  const rows = touchedRows(patches)
  if (rows.length === 0) return
  const row = rows.length === 1 ? statement.param(rows[0], 'integer') : `unnest(${statement.param(rows, 'integer[]')})`
  statement.with(
    `INSERT INTO change_item (account, board, row, version)
     SELECT ${account}, ${scopeId}, ${row}, ${version} FROM ${guard}`,
  )
}

/** The parameters of a change that other parts of its statement name too. */
interface LogKey {
  readonly account: string
  readonly scope: string
  readonly version: string
  readonly client?: string
  readonly n?: string
}

/** The writing of a change's row of the log. What most changes do not have is no parameter of theirs: each costs its time. */
function logEntry(
  statement: Statement,
  { guard, params }: WriteTarget,
  commit: Commit,
  write: CommitPart,
  key: LogKey,
): string {
  const inverse = JSON.stringify(write.inverse)
  const large = inverse.length > largeInverseLength
  const values = {
    ...key,
    ...params,
    change_id: statement.param(write.changeId, 'uuid'),
    span: String(commit.writes.length),
    cause: statement.param(JSON.stringify(commit.cause), 'json'),
    command: statement.param(commit.command, 'text'),
    patches: statement.param(JSON.stringify(write.patches), 'json'),
    ...(!large && { inverse: statement.param(inverse, 'json') }),
    ...(commit.batch !== undefined && { batch: statement.param(commit.batch, 'uuid') }),
  }
  if (large) {
    statement.with(
      `INSERT INTO change_blob (account, scope, version, inverse)
       SELECT ${key.account}, ${key.scope}, ${key.version}, ${statement.param(gzipSync(inverse, { level: 1 }), 'bytea')} FROM ${guard}`,
    )
  }
  return `INSERT INTO change (${Object.keys(values).join(', ')}) SELECT ${Object.values(values).join(', ')} FROM ${guard}`
}
