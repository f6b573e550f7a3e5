import { BoardState } from '../board/board-state.ts'
import type { Cause, LoggedChange } from '../change.ts'
import { parseArgs, runCommand } from '../command.ts'
import type { CommandEnv } from '../command.ts'
import { commandNamed } from '../commands.ts'
import { must } from '../errors.ts'
import type { AccountId, ChangeId, MemberId } from '../ids.ts'
import type { Json } from '../json.ts'
import type { Principal } from '../principal.ts'
import type { Scope } from '../scope.ts'
import { inLockOrder, scopeKind, scopeOf } from '../scope.ts'
import { ScopeState } from '../state.ts'
import { testKinds } from './kinds.ts'

/** A UUID by number, so that tests can name things: `uuid(7)`. */
export function uuid(number: number): string {
  return `0190a000-0000-7000-8000-${String(number).padStart(12, '0')}`
}

/** People of the world, by what they may do. */
export const people = {
  owner: uuid(1),
  admin: uuid(2),
  member: uuid(3),
  viewer: uuid(4),
  guest: uuid(5),
  other: uuid(6),
} as const

export type PersonName = keyof typeof people

/** The board and the workspace of the world. */
export const ids = { account: uuid(100), workspace: uuid(101), board: uuid(102) } as const

/** What running a command gave: its answer and the entries of the log. */
export interface Ran {
  readonly result: Json
  readonly changes: readonly LoggedChange[]
}

/**
 * An account in memory with a log, without server and database: commands run on it as they do everywhere, one after another.
 */
export class World {
  readonly log: LoggedChange[] = []
  now = 1_800_000_000_000
  /** What a command gets for chance, one after another; then halves. */
  readonly chances: number[] = []
  /** Called with each change before it is applied. */
  beforeApply: ((state: ScopeState, change: LoggedChange) => void) | null = null
  private readonly states = new Map<Scope, ScopeState>()
  private nextChange = 500_000

  /** An account with its people and a workspace, and in it a board of the owner's. */
  constructor() {
    const account = this.state(scopeOf('account', ids.account))
    account.load('account', ids.account, { name: 'Works' })
    account.load('workspace', ids.workspace, { name: 'Platform', rank: 'V' })
    for (const [name, id] of Object.entries(people)) {
      const role = name === 'other' ? 'member' : name
      account.load('member', id, { name, role, userId: uuid(Number(id.slice(-3)) + 50), joinedAt: this.now })
    }
    this.run('board.create', { board: ids.board, workspace: ids.workspace, name: 'Sprint' })
  }

  get board(): BoardState {
    // @NOTE the scope's kind says that its state is a board's.
    return this.state(scopeOf('board', ids.board)) as BoardState
  }

  get account(): ScopeState {
    return this.state(scopeOf('account', ids.account))
  }

  /** The state of a scope, empty where nothing was written to it. */
  state(scope: Scope): ScopeState {
    const known = this.states.get(scope)
    if (known) return known
    const made = scopeKind(scope) === 'board' ? new BoardState(scope, testKinds) : new ScopeState(scope)
    this.states.set(scope, made)
    return made
  }

  /** The scopes that were ever written. */
  scopes(): readonly Scope[] {
    return inLockOrder([...this.states.keys()])
  }

  /** Runs a command as somebody and keeps what it did; throws what it refuses. Arguments get the board where they need one. */
  run(name: string, args: { readonly [key: string]: unknown }, as: PersonName | 'system' = 'owner'): Ran {
    const command = must(commandNamed(name), `the command ${name}`)
    const withBoard = 'board' in args || 'boards' in args || !namesBoard(name) ? args : { board: ids.board, ...args }
    const parsed = parseArgs(command, command.version, withBoard)
    const { lock, look = [], homes = [], changes: places = [] } = command.reads(parsed, ids.account as AccountId)
    const states = new Map([...lock, ...look, ...this.boardsOf(homes)].map((scope) => [scope, this.state(scope)]))
    for (let known = -1; known !== states.size;) {
      known = states.size
      for (const scope of command.looksBeyond?.(states, parsed) ?? []) states.set(scope, this.state(scope))
    }
    const env: CommandEnv = {
      accountId: ids.account as AccountId,
      principal: this.principal(as),
      now: this.now,
      timeZone: String(this.account.record('account', ids.account)?.['timeZone'] ?? 'UTC'),
      kinds: testKinds,
      newId: () => uuid(this.nextChange++),
      random: () => this.chances.shift() ?? 0.5,
      changes: places.flatMap(({ scope, version }) =>
        this.log.filter((change) => change.scope === scope && change.version === version),
      ),
    }
    const { writes, result } = runCommand(command, parsed, states, env)
    const id = uuid(this.nextChange++) as ChangeId
    const cause: Cause = command.cause?.(env) ?? { kind: 'person' }
    const changes = writes.map(({ scope, patches, inverse }): LoggedChange => {
      const state = this.state(scope)
      const version = state.version + 1
      const actor = env.principal.memberId
      const at = this.now
      return {
        id,
        scope,
        version,
        at,
        recordedAt: at,
        actor,
        cause,
        command: name,
        patches,
        inverse,
        span: writes.length,
      }
    })
    for (const change of changes) {
      this.beforeApply?.(this.state(change.scope), change)
      this.state(change.scope).apply(change)
    }
    this.log.push(...changes)
    this.now += 1_000
    return { result, changes }
  }

  /** Takes a change back, or does an undone one again, as the person whose it is. */
  takeBack(name: 'change.undo' | 'change.redo', { changes }: Ran, as: PersonName = 'owner'): Ran {
    const at = changes.map(({ scope, version }) => ({ scope, version }))
    return this.run(name, { change: must(changes[0]).id, at }, as)
  }

  /** A column, whose number is answered. */
  column(kind: string, title: string, more: { readonly [key: string]: unknown } = {}): number {
    const { result } = this.run('column.create', { id: this.newId(), kind, title, ...more })
    return (result as { number: number }).number
  }

  /** A group, whose number is answered. */
  group(title: string): number {
    return (this.run('group.create', { id: this.newId(), title }).result as { number: number }).number
  }

  /** An item, whose row is answered. */
  item(title: string, group: number, more: { readonly [key: string]: unknown } = {}): number {
    const args = 'parent' in more ? more : { group, ...more }
    return (this.run('item.create', { id: this.newId(), title, ...args }).result as { row: number }).row
  }

  newId(): string {
    return uuid(this.nextChange++)
  }

  private boardsOf(items: readonly string[]): Scope[] {
    const isHome = (state: ScopeState) =>
      state instanceof BoardState && items.some((item) => state.rowOf(item) !== undefined)
    return [...this.states].filter(([, state]) => isHome(state)).map(([scope]) => scope)
  }

  principal(as: PersonName | 'system'): Principal {
    if (as === 'system') return { kind: 'system', memberId: null }
    const memberId = people[as] as MemberId
    // @NOTE roles of the world's members are those of `people`, or what commands made of them.
    const role = this.account.record('member', memberId)?.['role'] as Extract<Principal, { kind: 'member' }>['role']
    return { kind: 'member', memberId, role, teamIds: [] }
  }
}

/** Everything that a state holds, for comparing. `quiet` leaves out what merely says when something was last touched. */
export function snapshot(state: ScopeState, { quiet = false } = {}): Json {
  const tables = state.tableNames().map((table) => {
    const records = [...state.records(table)].sort(([left], [right]) => (left < right ? -1 : 1))
    return [table, records.map(([id, fields]) => [id, sortedKeys(fields)])]
  })
  if (!(state instanceof BoardState)) return tables as Json
  const left = quiet ? new Set(['updatedAt', 'updatedBy']) : new Set<string>()
  const lanes = state.items
    .lanes()
    .filter(({ key }) => !left.has(key))
    .toSorted((one, two) => (one.key < two.key ? -1 : 1))
  const rows = Array.from({ length: state.rowCount }, (_, row) => row).filter((row) => state.exists(row))
  const items = rows.map((row) => [
    row,
    state.isLive(row),
    lanes.map(({ key }) => [key, state.items.get(key, row)]).filter(([, value]) => value !== null),
    [...state.children(row)].sort((one, two) => one - two),
  ])
  return [tables, items] as unknown as Json
}

function sortedKeys(fields: { readonly [field: string]: Json }): Json {
  return Object.entries(fields).sort(([left], [right]) => (left < right ? -1 : 1)) as unknown as Json
}

function namesBoard(name: string): boolean {
  return /^(board|group|column|view|item|update)\./.test(name)
}
