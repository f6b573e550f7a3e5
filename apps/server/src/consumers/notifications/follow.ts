import {
  concernsInDoc,
  concernsOf,
  concernsOfDays,
  descendants,
  notificationDays,
  scopeId,
  scopeKind,
  scopeOf,
  touchedRows,
} from '@fulcrum/domain'
import type {
  BoardState,
  CellColumn,
  Concern,
  LoggedChange,
  ReasonContext,
  RowGrant,
  Scope,
  ThreadPeople,
} from '@fulcrum/domain'
import type pg from 'pg'
import type { Log } from '../../database/database.ts'
import { withRetry } from '../../database/pool.ts'
import type { SyncNode } from '../../node.ts'
import { placeOfItem } from '../../storage/items.ts'
import { changesAfter } from '../../storage/log.ts'
import { inTurn } from '../in-turn.ts'
import { boardPlace, docPlace } from './places.ts'
import {
  cursorOf,
  entriesOfDoc,
  entriesOfItems,
  entriesOn,
  moveCursor,
  oldEntries,
  peopleOfThreads,
  unfollowed,
  workingBoards,
} from './rows.ts'
import { drop, takeFromOthers, tell } from './tell.ts'
import type { Happening } from './tell.ts'

const dayMs = 24 * 60 * 60 * 1_000
const maxScopesAtOnce = 500
const changesAtOnce = 50

export interface NotificationOptions {
  readonly node: SyncNode
  readonly pool: pg.Pool
  readonly log: Log
  /** The server's clock. */
  readonly now: () => number
  /** How soon behind a change people hear of it. */
  readonly everyMs?: number
  /** How often scopes are looked for whose hint was lost, and entries that are old. */
  readonly sweepMs?: number
}

/**
 * Follows the logs of boards, threads, docs and the account, and tells people what concerns them. A cursor a scope says how far it has;
 * it moves behind what was told, and telling again changes nothing, so that whoever is killed in between is followed by another
 * node without a gap and without a double. One node at a time follows a scope.
 */
export function followNotifications(options: NotificationOptions): { stop(): Promise<void> } {
  const { node, pool, log, now, everyMs = 400, sweepMs = 60_000 } = options
  const { accountId } = node.store
  const moved = new Set<Scope>()
  let stopped = false
  let sweepAt = 0
  let working = Promise.resolve()
  node.bus.onMoved((scope) => {
    if (scopeKind(scope) in followers) moved.add(scope)
  })
  const timer = setInterval(() => {
    working = working.then(work)
  }, everyMs).unref()

  async function work(): Promise<void> {
    if (stopped) return
    try {
      if (performance.now() >= sweepAt) {
        sweepAt = performance.now() + sweepMs
        for (const scope of await withRetry(pool, () => unfollowed(pool, accountId))) moved.add(scope)
        await drop(node, await withRetry(pool, () => oldEntries(pool, accountId, now() - notificationDays * dayMs)))
      }
      const scopes = [...moved].slice(0, maxScopesAtOnce)
      for (const scope of scopes) {
        if (stopped) return
        moved.delete(scope)
        await inTurn(pool, `notifications ${scope}`, () => followScope(scope))
      }
    } catch (error) {
      sweepAt = 0
      log.warn({ err: error }, 'people could not be told of changes; it is tried again')
    }
  }

  async function followScope(scope: Scope): Promise<void> {
    let cursor = await withRetry(pool, () => cursorOf(pool, accountId, scope))
    for (;;) {
      const changes = await withRetry(pool, () => changesAfter(pool, accountId, scope, cursor, changesAtOnce))
      const last = changes.at(-1)
      if (!last || stopped) return
      // @NOTE only scopes of these kinds are noted.
      await followers[scopeKind(scope) as keyof typeof followers]({ node, pool }, scope, changes)
      cursor = last.version
      await withRetry(pool, () => moveCursor(pool, accountId, scope, cursor))
    }
  }

  return {
    async stop() {
      stopped = true
      clearInterval(timer)
      await working
    },
  }
}

interface Parts {
  readonly node: SyncNode
  readonly pool: pg.Pool
}

type Follow = (parts: Parts, scope: Scope, changes: readonly LoggedChange[]) => Promise<void>

const followers = {
  account: followAccount,
  board: followBoard,
  item: followThread,
  doc: followDoc,
} as const satisfies Readonly<Record<string, Follow>>

/** Each new day is one on which something is due; and with people and teams their rights change. */
async function followAccount({ node, pool }: Parts, scope: Scope, changes: readonly LoggedChange[]): Promise<void> {
  const { accountId } = node.store
  for (const change of changes) {
    const days = daysOf(change)
    if (!days) continue
    for (const id of await withRetry(pool, () => workingBoards(pool, accountId))) {
      const board = await boardState(node, id)
      const concerns = concernsOfDays(board, days)
      await tell(
        node,
        boardPlace(node, board),
        concerns.map((each) => ({ ...happening(change, each), actor: null })),
      )
      // Boards are many, and others wait for their turn.
      await new Promise((resolve) => setImmediate(resolve))
    }
  }
  if (!changes.some((change) => writesTo(change, ['member', 'team']))) return
  await node.store.catchUp(scope)
  await takeFromOthers(node, await withRetry(pool, () => entriesOn(pool, accountId, null)))
}

async function followBoard({ node, pool }: Parts, scope: Scope, changes: readonly LoggedChange[]): Promise<void> {
  const { accountId } = node.store
  const board = await boardState(node, scopeId(scope))
  await tell(node, boardPlace(node, board), await happeningsOf({ node, pool }, changes, { board, thread: null }))
  const deciding = decidingColumns(board)
  const tables = deciding === null ? ['board', 'boardMember'] : ['board', 'boardMember', 'column']
  if (changes.some((change) => writesTo(change, tables))) {
    await takeFromOthers(node, await withRetry(pool, () => entriesOn(pool, accountId, board.boardId)))
  } else if (deciding !== null) await takeMoved({ node, pool }, board, rowsThatMoved(changes, deciding))
  const purged = changes
    .filter(({ command }) => command === 'item.purge')
    .flatMap(({ patches }) => touchedRows(patches))
  if (purged.length === 0) return
  const items = purged.map((row) => String(board.system(row, 'id')))
  await drop(node, await withRetry(pool, () => entriesOfItems(pool, accountId, items)))
}

async function followThread({ node, pool }: Parts, scope: Scope, changes: readonly LoggedChange[]): Promise<void> {
  const place = await withRetry(pool, () => placeOfItem(pool, node.store.accountId, scopeId(scope)))
  if (!place) return
  await node.store.catchUp(scope)
  const { state: thread } = await node.store.get(scope)
  const board = await boardState(node, place.board)
  await tell(node, boardPlace(node, board), await happeningsOf({ node, pool }, changes, { board, thread }))
  const row = board.rowOf(scopeId(scope))
  const isWatched = changes.some((change) => writesTo(change, ['watcher']))
  if (isWatched && row !== undefined && decidingColumns(board) !== null) await takeMoved({ node, pool }, board, [row])
}

async function followDoc({ node, pool }: Parts, scope: Scope, changes: readonly LoggedChange[]): Promise<void> {
  const { accountId } = node.store
  await node.store.catchUp(scope)
  const { state: doc } = await node.store.get(scope)
  const { state: account } = await node.store.get(scopeOf('account', accountId))
  const happenings = changes.flatMap((change) =>
    concernsInDoc(change, { account, doc }).map((concern) => happening(change, concern)),
  )
  await tell(node, docPlace(node, doc), happenings)
  if (!changes.some((change) => writesTo(change, ['doc', 'docMember']))) return
  await takeFromOthers(node, await withRetry(pool, () => entriesOfDoc(pool, accountId, scopeId(scope))))
}

/** What a change writes to that decides who may know of an item; null where everybody who reads the board knows of all. */
function decidingColumns(board: BoardState): ReadonlySet<CellColumn> | null {
  // @NOTE the command that stored it has parsed it.
  const grants = [...board.records('boardMember')].flatMap(([, { rows }]) =>
    rows ? [rows as unknown as RowGrant] : [],
  )
  return grants.length === 0 ? null : new Set<CellColumn>(['parent', ...grants.flatMap(({ columns }) => columns)])
}

function rowsThatMoved(changes: readonly LoggedChange[], deciding: ReadonlySet<CellColumn>): number[] {
  return touchedRows(
    changes.flatMap(({ patches }) => patches.filter((patch) => patch.op === 'cells' && deciding.has(patch.column))),
  )
}

/** Items may have gone out of the sight of people, with what is below them: their entries go too. */
async function takeMoved({ node, pool }: Parts, board: BoardState, rows: readonly number[]): Promise<void> {
  if (rows.length === 0) return
  const all = new Set(rows.flatMap((row) => [row, ...descendants(board, row)]))
  const items = [...all].filter((row) => board.exists(row)).map((row) => String(board.system(row, 'id')))
  await takeFromOthers(node, await withRetry(pool, () => entriesOfItems(pool, node.store.accountId, items)))
}

async function happeningsOf(
  { node, pool }: Parts,
  changes: readonly LoggedChange[],
  on: Pick<ReasonContext, 'board' | 'thread'>,
): Promise<readonly Happening[]> {
  const { accountId } = node.store
  const { state: account } = await node.store.get(scopeOf('account', accountId))
  const asked = new Set<string>()
  let known: ReadonlyMap<string, ThreadPeople> = new Map()
  const peopleOf = (item: string) => {
    asked.add(item)
    return known.get(item) ?? nobody
  }
  const find = () =>
    changes.flatMap((change) =>
      concernsOf(change, { ...on, account, peopleOf }).map((concern) => happening(change, concern)),
    )
  const found = find()
  // Whose threads matter is known once it was asked; then all of them are read at once.
  if (asked.size === 0) return found
  known = await withRetry(pool, () => peopleOfThreads(pool, accountId, [...asked]))
  return find()
}

function happening({ scope, version, actor, at }: LoggedChange, concern: Concern): Happening {
  return { ...concern, source: scope, version, actor, at }
}

const nobody: ThreadPeople = { authors: new Set(), choices: new Map() }

async function boardState(node: SyncNode, id: string): Promise<BoardState> {
  const scope = scopeOf('board', id)
  await node.store.catchUp(scope)
  // @NOTE the scope's kind says that its state is a board's.
  return (await node.store.get(scope)).state as BoardState
}

/** The days that began with a change of the account; null where none did. */
function daysOf({ patches, inverse }: LoggedChange): { readonly after: number; readonly today: number } | null {
  const dayIn = (all: LoggedChange['patches']) =>
    all.flatMap((patch) => {
      const day = patch.op === 'put' && patch.table === 'account' ? patch.fields['day'] : undefined
      return typeof day === 'number' ? [day] : []
    })[0]
  const today = dayIn(patches)
  return today === undefined ? null : { after: dayIn(inverse) ?? today - 1, today }
}

function writesTo({ patches }: LoggedChange, tables: readonly string[]): boolean {
  return patches.some((patch) => patch.op !== 'cells' && tables.includes(patch.table))
}
