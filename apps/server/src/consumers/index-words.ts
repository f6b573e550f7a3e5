import { BoardState, scopeKind, scopeOf, standingCells } from '@fulcrum/domain'
import type { Patch, Scope, SystemCell } from '@fulcrum/domain'
import type pg from 'pg'
import type { Log } from '../database/database.ts'
import { withRetry } from '../database/pool.ts'
import type { SyncNode } from '../node.ts'
import { entriesOfRow, isSearched, keptText } from '../search/entries.ts'
import { messageEntries, replaceEntries } from '../search/write-index.ts'
import { changesAfter } from '../storage/log.ts'

const rowsAtOnce = 200
/** Behind by more changes than this, a board is read whole. */
const maxChanges = 500
const maxScopesAtOnce = 10_000

export interface IndexWordsOptions {
  readonly node: SyncNode
  readonly pool: pg.Pool
  readonly log: Log
  readonly everyMs?: number
  /** How often scopes are looked for whose hint was lost. */
  readonly sweepMs?: number
}

export interface IndexWords {
  /** Takes in everything that has moved; for tests. */
  catchUp(): Promise<void>
  stop(): Promise<void>
}

/**
 * Follows the log of boards and of messages, and keeps the index of words: never within the transaction of an edit. What stands
 * there follows from a board's state alone, so that indexing twice changes nothing. One node at a time writes a board's part, with
 * its cursor in the same transaction, and none that knows less than the one before; so whoever is killed is followed by another.
 */
export function indexWords({ node, pool, log, everyMs = 400, sweepMs = 60_000 }: IndexWordsOptions): IndexWords {
  const { accountId } = node.store
  const moved = new Set<Scope>()
  let stopped = false
  let sweepAt = 0
  let working = Promise.resolve()
  node.bus.onMoved((scope) => {
    // A board is indexed where it is in memory already; the sweep finds those that are nowhere.
    if (scopeKind(scope) === 'item' || (scopeKind(scope) === 'board' && node.store.peek(scope))) moved.add(scope)
  })
  const timer = setInterval(() => {
    working = working.then(work)
  }, everyMs).unref()

  async function work(): Promise<void> {
    if (stopped) return
    try {
      if (performance.now() >= sweepAt) {
        sweepAt = performance.now() + sweepMs
        for (const scope of await scopesBehind(pool, accountId)) moved.add(scope)
      }
      await take()
    } catch (error) {
      sweepAt = 0
      log.warn({ err: error }, 'words could not be indexed; they are tried again')
    }
  }

  async function take(): Promise<void> {
    const scopes = [...moved]
    moved.clear()
    for (const scope of scopes) {
      if (stopped) return
      if (scopeKind(scope) === 'board') await indexBoard(scope)
    }
    await indexMessages(scopes.filter((scope) => scopeKind(scope) === 'item'))
  }

  async function indexBoard(scope: Scope): Promise<void> {
    await node.store.get(scope)
    await node.store.catchUp(scope)
    const { state } = await node.store.get(scope)
    if (!(state instanceof BoardState)) return
    const { version } = state
    const cursor = await cursorOf(pool, accountId, scope)
    if (cursor >= version) return
    const rows = await rowsToIndex(state, cursor)
    for (let at = 0; at < rows.length; at += rowsAtOnce) {
      if (stopped) return
      await indexRows(state, rows.slice(at, at + rowsAtOnce), version)
    }
    await inTurn(pool, scope, (client) => moveCursor(client, accountId, scope, version))
  }

  async function rowsToIndex(state: BoardState, cursor: number): Promise<readonly number[]> {
    const all = () => Array.from({ length: state.rowCount }, (_, row) => row)
    if (cursor === 0) return all()
    const changes = await withRetry(pool, () => changesAfter(pool, accountId, state.scope, cursor, maxChanges))
    if (changes.length === maxChanges) return all()
    const searched = new Set(state.columns().flatMap((column) => (isSearched(column) ? [column.number] : [])))
    const rows = new Set<number>()
    for (const { patches } of changes) {
      if (patches.some(concernsAll)) return all()
      for (const patch of patches) collectRows(state, patch, searched, rows)
    }
    return [...rows].sort((left, right) => left - right)
  }

  /** Writes the entries of some rows, unless a node that knew more has. */
  async function indexRows(state: BoardState, rows: readonly number[], version: number): Promise<void> {
    await inTurn(pool, state.scope, async (client) => {
      if ((await cursorOf(client, accountId, state.scope)) > version) return
      const columns = state.columns().filter((column) => isSearched(column))
      const rowOf = new Map<string, number>()
      for (const row of rows) {
        const id = state.system(row, 'id')
        if (typeof id === 'string' && state.isLive(row)) rowOf.set(id, row)
      }
      const messages = (await messageEntries(client, accountId, rowOf)).flatMap(({ body, ...place }) => {
        const text = keptText(withoutMentions(body))
        return text === '' || !state.isLive(place.row) ? [] : [{ ...place, text }]
      })
      const entries = rows.flatMap((row) => entriesOfRow(state, row, columns))
      await replaceEntries(client, { accountId, board: state.boardId, rows }, [...entries, ...messages])
    })
  }

  async function indexMessages(scopes: readonly Scope[]): Promise<void> {
    if (scopes.length === 0) return
    const threads = await threadsBehind(pool, accountId, scopes)
    for (const [board, items] of Map.groupBy(threads, (thread) => thread.board)) {
      if (board !== null) await indexItems(board, items)
      for (const { scope, version } of items) {
        if (stopped) return
        await inTurn(pool, scope, (client) => moveCursor(client, accountId, scope, version))
      }
    }
  }

  async function indexItems(board: string, items: readonly Thread[]): Promise<void> {
    const scope = scopeOf('board', board)
    await node.store.get(scope)
    await node.store.catchUp(scope)
    const { state } = await node.store.get(scope)
    if (!(state instanceof BoardState)) return
    const rows = items.map(({ row }) => row)
    for (let at = 0; at < rows.length; at += rowsAtOnce) {
      if (stopped) return
      await indexRows(state, rows.slice(at, at + rowsAtOnce), state.version)
    }
  }

  return {
    async catchUp() {
      sweepAt = 0
      working = working.then(work)
      await working
    },
    async stop() {
      stopped = true
      clearInterval(timer)
      await working
    },
  }
}

/** Cells of an item that say whether it, and what is below it, is there. */
const livingCells: ReadonlySet<SystemCell> = new Set(standingCells)
const ownCells: ReadonlySet<SystemCell> = new Set(['id', 'title', 'createdAt', 'movedTo'])

/** Whether a patch can concern every item of a board: what a column is, or whether a group is there. */
function concernsAll(patch: Patch): boolean {
  if (patch.op === 'cells') return false
  if (patch.table === 'group') return patch.op === 'drop' || 'deletedAt' in patch.fields || 'archivedAt' in patch.fields
  if (patch.table !== 'column') return false
  return patch.op === 'drop' || ['kind', 'settings', 'deletedAt'].some((field) => field in patch.fields)
}

function collectRows(state: BoardState, patch: Patch, searched: ReadonlySet<number>, rows: Set<number>): void {
  if (patch.op !== 'cells') return
  const { column } = patch
  if (typeof column === 'number') {
    if (searched.has(column)) for (const row of patch.rows) rows.add(row)
  } else if (ownCells.has(column)) {
    for (const row of patch.rows) rows.add(row)
  } else if (livingCells.has(column)) {
    const open = [...patch.rows]
    for (let row = open.pop(); row !== undefined; row = open.pop()) {
      if (rows.has(row) && !patch.rows.includes(row)) continue
      rows.add(row)
      open.push(...state.children(row))
    }
  }
}

/** People are found by what they wrote, not by whom they named. */
function withoutMentions(body: string): string {
  return body.replace(/@\[member:[0-9a-f-]{36}\]/g, ' ')
}

/** Runs work in a transaction while no other node is in one of the same scope. */
async function inTurn(pool: pg.Pool, scope: Scope, work: (client: pg.PoolClient) => Promise<unknown>): Promise<void> {
  const client = await withRetry(pool, () => pool.connect())
  try {
    await client.query('BEGIN')
    await client.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`search ${scope}`])
    await work(client)
    await client.query('COMMIT')
    client.release()
  } catch (error) {
    // A connection in an unknown state is not given back.
    client.release(true)
    throw error
  }
}

async function cursorOf(client: Pick<pg.ClientBase, 'query'>, accountId: string, scope: Scope): Promise<number> {
  const { rows } = await client.query<{ version: number }>({
    name: 'search-cursor-of',
    text: 'SELECT version FROM search_cursor WHERE account = $1 AND scope = $2',
    values: [accountId, scope],
  })
  return rows[0]?.version ?? 0
}

async function moveCursor(client: pg.ClientBase, accountId: string, scope: Scope, version: number): Promise<void> {
  await client.query({
    name: 'search-cursor-move',
    text: `INSERT INTO search_cursor AS c (account, scope, version) VALUES ($1, $2, $3)
           ON CONFLICT (account, scope) DO UPDATE SET version = excluded.version WHERE c.version < excluded.version`,
    values: [accountId, scope, version],
  })
}

/** What nobody has indexed since it moved: of a node that was killed, or whose hint was lost, or that came otherwise. */
async function scopesBehind(pool: pg.Pool, accountId: string): Promise<Scope[]> {
  const { rows } = await withRetry(pool, () =>
    pool.query<{ scope: Scope }>(
      `SELECT s.scope FROM scope s LEFT JOIN search_cursor c ON c.account = s.account AND c.scope = s.scope
       WHERE s.account = $1 AND (s.scope LIKE 'board:%' OR s.scope LIKE 'item:%') AND s.version > coalesce(c.version, 0)
       ORDER BY s.scope LIMIT ${maxScopesAtOnce}`,
      [accountId],
    ),
  )
  return rows.map(({ scope }) => scope)
}

interface Thread {
  readonly scope: Scope
  readonly version: number
  readonly board: string | null
  readonly row: number
}

/** The threads among these that moved since they were indexed, and where their items are. */
async function threadsBehind(pool: pg.Pool, accountId: string, scopes: readonly Scope[]): Promise<Thread[]> {
  const { rows } = await withRetry(pool, () =>
    pool.query<Thread>(
      `SELECT s.scope, s.version, i.board, i.row FROM scope s
       LEFT JOIN search_cursor c ON c.account = s.account AND c.scope = s.scope
       LEFT JOIN item i ON i.account = s.account AND i.id = substr(s.scope, 6)::uuid
       WHERE s.account = $1 AND s.scope = ANY ($2) AND s.version > coalesce(c.version, 0)`,
      [accountId, scopes],
    ),
  )
  return rows
}
