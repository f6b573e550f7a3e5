import { BoardState } from '@fulcrum/domain'
import type { Json, KindRegistry, Scope, ScopeState } from '@fulcrum/domain'
import type { OpenedMessage, PresentPerson, Viewport, WireChange } from '@fulcrum/protocol'
import { createChunkLoad } from './chunk-load.ts'
import type { ChunkLoad } from './chunk-load.ts'
import { chunkPlan } from './chunk-plan.ts'
import type { ScopeEvent, ScopeHandle, ScopePhase } from './client.ts'
import { noFirstRows, placeFirstRows } from './first-rows.ts'
import { createDeriving } from './deriving.ts'
import type { DerivingOptions } from './deriving.ts'
import { kindsIn, kindsOf } from './kinds-in.ts'
import type { EditedItems } from './linked-edits.ts'
import type { LinkedKeeper } from './linked-keeper.ts'
import type { Linking } from './linking.ts'
import { createNotifier } from './notifier.ts'
import type { ChunkPort, ClientStorage, Compression, Timers } from './ports.ts'
import { createScopeCache, restoreScope, stateOf } from './scope-cache.ts'
import type { ItemRefs } from './overlay.ts'
import type { MovedRow, Store } from './store.ts'
import type { ScopeMessage, UplinkRequest } from './uplink-messages.ts'

/** What the entry of every scope shares. */
export interface ScopeContext {
  readonly store: Store
  readonly kinds: KindRegistry
  readonly storage: ClientStorage
  readonly compression: Compression
  readonly timers: Timers
  readonly fetchChunks: ChunkPort
  readonly request: (request: UplinkRequest) => void
  /** Whether this tab stores scopes as it opened them, each in one step. */
  readonly mayStore: () => boolean
  /** Whether it is the only one, so that it may also store what changed since. */
  readonly mayRefresh: () => boolean
  /** The account's day; null while the account is not here. */
  readonly today: DerivingOptions['today']
  readonly linking: Linking | Promise<Linking>
  readonly onError: (error: unknown) => void
  /** The highest versions that this client has heard of, also of scopes that it has lost: nobody is led back in time. */
  readonly heardOf: Map<Scope, number>
}

/** One scope that is wanted here: its state, how far it is, and how it stays right. */
export interface ScopeEntry {
  readonly scope: Scope
  /** Commands on these items may take effect here: they are, or rows, groups and order of all items. */
  readonly runs: (items: ItemRefs) => boolean
  /** All that a command on these items looks at is here: one that is refused here would be refused by the server. */
  readonly judges: (items: ItemRefs) => boolean
  /** What stands in a column of these items here is what the server has. */
  readonly shows: (items: ItemRefs, column: Json) => boolean
  readonly handle: (onClose: () => void) => ScopeHandle
  /** Somebody opens the scope, with these rows first; where it was gone, the server is asked whether it still is. */
  readonly wants: (view: Json | undefined) => void
  /** Asks the server for the scope: for what is missing, or for all of it. */
  readonly ask: () => void
  readonly take: (message: ScopeMessage) => void
  readonly touched: (moved: readonly MovedRow[]) => void
  /** Items of other boards show something else, by this client's own doing. */
  readonly edited: (items: EditedItems) => void
  readonly drop: () => void
}

const saveAfterMs = 5_000
const askAgainMs = 1_000

/** Makes an entry and starts with what the storage has. */
export function createScopeEntry(scope: Scope, context: ScopeContext): ScopeEntry {
  const { store, storage, compression, timers } = context
  const notifier = createNotifier<ScopeEvent>(context.onError)
  let cache = createScopeCache(scope, storage, compression)
  let phase: ScopePhase = 'opening'
  let view: Json | undefined
  let fingerprint: string | null = null
  let viewport: Viewport | null = null
  let people: readonly PresentPerson[] = []
  let firstRows = noFirstRows
  let load: ChunkLoad | null = null
  let asking: { readonly version: number | null } | null = null
  let restoring = true
  let dropped = false
  let replacing = false
  let saveTimer: unknown = null
  let held: ScopeMessage[] | null = null

  const deriving = createDeriving({
    board: () => {
      const state = store.states.get(scope)
      return state instanceof BoardState && (load === null || load.done) && linked?.isWhole() ? state : null
    },
    kinds: context.kinds,
    timers,
    today: context.today,
    onDerived: () => notifier.notify({ kind: 'changed', moved: [] }),
    onError: context.onError,
  })

  const { linking } = context
  let linked: LinkedKeeper | null = linking instanceof Promise ? null : keeperOf(linking)
  const linkingHere = linking instanceof Promise ? linking.then(link) : null
  linkingHere?.catch(context.onError)

  function keeperOf(from: Linking): LinkedKeeper {
    return from.keeper({
      ...context,
      scope,
      state: () => store.states.get(scope),
      fingerprint: () => (dropped ? null : fingerprint),
      onChanged: () => {
        notifier.notify({ kind: 'linked' })
        deriving.look()
      },
    })
  }

  /** What knows of other boards is here: what is shown already follows from it now. */
  async function link(from: Linking): Promise<void> {
    const keeper = keeperOf(from)
    const rights = fingerprint
    if (rights !== null) await keeper.restore(rights).catch(context.onError)
    if (dropped) return
    if (rights !== fingerprint) keeper.forget()
    linked = keeper
    const state = store.states.get(scope)
    if (state) linked.tie(state)
    notifier.notify({ kind: 'linked' })
    deriving.look()
  }

  function become(next: ScopePhase): void {
    phase = next
    notifier.notify({ kind: 'phase' })
  }

  function ask(): void {
    // What the storage has is looked at first, so that only the rest is asked for.
    if (restoring || dropped) return
    const state = store.states.get(scope)
    const known = state && fingerprint !== null ? { version: state.version, fingerprint } : null
    asking = { version: known?.version ?? null }
    const heard = context.heardOf.get(scope)
    context.request({
      t: 'open',
      scope,
      ...(heard !== undefined && { version: heard }),
      ...known,
      ...(view !== undefined && !known && { view }),
    })
  }

  async function restore(): Promise<void> {
    try {
      const cached = await storage.loadScope(scope)
      if (cached && context.kinds.awaits(kindsOf(cached.records))) await context.kinds.fetch()
      const state = cached && (await restoreScope(cached, context.kinds, compression))
      if (cached && !state) await storage.dropScope(scope)
      if (cached && state && !dropped) {
        fingerprint = cached.fingerprint
        await linked?.restore(cached.fingerprint)
        // Before commands that wait take effect in it.
        cache.restored(state)
        replace(state)
        become('ready')
      }
    } catch (error) {
      context.onError(error)
    }
    restoring = false
    ask()
  }

  function startCache(): void {
    cache.abandon()
    cache = createScopeCache(scope, storage, compression)
  }

  function replace(state: ScopeState): void {
    replacing = true
    linked?.tie(state)
    store.replace(state)
    replacing = false
    notifier.notify({ kind: 'replaced' })
    deriving.look()
  }

  function opened(message: OpenedMessage): void {
    load?.cancel()
    load = null
    startCache()
    store.expect(scope)
    fingerprint = message.fingerprint
    const state = stateOf(scope, message.version, message.records, context.kinds)
    if (state instanceof BoardState && message.chunks) load = loadOf(message, state)
    if (state instanceof BoardState) state.derived.deriveLater()
    firstRows = state instanceof BoardState && message.viewport ? placeFirstRows(state, message.viewport) : noFirstRows
    replace(state)
    viewport = message.viewport ?? null
    if (load && !load.done) {
      become(viewport ? 'viewport' : 'loading')
      load.start()
    } else whole(message)
  }

  function loadOf(message: OpenedMessage, state: BoardState): ChunkLoad {
    const manifest = message.chunks ?? { rowCount: 0, chunks: 0, lanes: [] }
    const mine: ChunkLoad = createChunkLoad({
      scope,
      version: message.version,
      chunks: manifest.chunks,
      plan: chunkPlan(manifest, state, view === 'opening' ? undefined : view),
      fetchChunks: context.fetchChunks,
      compression,
      timers,
      mutate: (change) => store.mutate(scope, (board) => change(board as BoardState)),
      onDecoded: (board, chunks) => cache.decoded(board, chunks),
      onStep: () => {
        if (load?.done) whole(message)
        else become(load?.usable ? 'loading' : phase)
      },
      onRefused: () => {
        timers.setTimeout(() => {
          if (load === mine && !dropped) forgetCopy()
        }, askAgainMs)
      },
    })
    return mine
  }

  function whole({ version, records }: OpenedMessage): void {
    viewport = null
    become('ready')
    deriving.look()
    if (fingerprint !== null && context.mayStore()) {
      cache.saveOpened(version, fingerprint, records).catch(context.onError)
    } else startCache()
  }

  function receive(changes: readonly WireChange[]): void {
    const state = store.states.get(scope)
    if (!state) return
    const before = state.version
    const outcome = store.receive(scope, changes)
    // Parts of a change that goes on are in the state already, though it has not reached their version.
    load?.note(changes.filter(({ version, more }) => version > before && (more || version <= state.version)))
    if (outcome === 'gap' && !asking) ask()
    saveTimer ??= timers.setTimeout(save, saveAfterMs)
  }

  function save(): void {
    saveTimer = null
    const state = store.states.get(scope)
    if (phase !== 'ready' || fingerprint === null || !state || !context.mayRefresh()) return
    // A state that was let go has no effects of pending commands in it any more.
    cache
      .refresh((look) => (store.states.get(scope) === state ? store.confirmed(scope, look) : look(state)), fingerprint)
      .catch(context.onError)
  }

  /** What was gone is wanted once more. */
  function askAnew(): void {
    store.expect(scope)
    become('opening')
    ask()
  }

  /** Rights changed, or the copy cannot be continued: it goes at once, and what may be known is asked for afresh. */
  function forgetCopy(): void {
    letGo('opening')
    ask()
  }

  function remember(): void {
    const version = store.states.get(scope)?.version ?? 0
    context.heardOf.set(scope, Math.max(version, context.heardOf.get(scope) ?? 0))
  }

  function letGo(next: ScopePhase): void {
    remember()
    phase = next
    load?.cancel()
    load = null
    viewport = null
    fingerprint = null
    people = []
    linked?.forget()
    replacing = true
    if (next === 'gone') store.forget(scope)
    else store.lose(scope)
    replacing = false
    startCache()
    storage.dropScope(scope).catch(context.onError)
    notifier.notify({ kind: 'replaced' })
    notifier.notify({ kind: 'phase' })
  }

  const takers: { readonly [T in ScopeMessage['t']]: (message: Extract<ScopeMessage, { t: T }>) => void } = {
    opened: (message) => {
      const state = store.states.get(scope)
      if (asking) {
        asking = null
        opened(message)
      } else if (state && state.version < message.version) ask()
    },
    resumed: ({ version }) => {
      if (asking?.version === version) asking = null
    },
    changes: ({ changes }) => receive(changes),
    gone: ({ reason }) => {
      if (reason === 'reset') return forgetCopy()
      asking = null
      letGo('gone')
    },
    linked: (message) => linked?.take(message),
    presence: (message) => {
      people = message.people
      notifier.notify({ kind: 'presence' })
    },
  }

  /** The code that a message waits for; null where it is here. */
  function codeFor(message: ScopeMessage): Promise<unknown> | null {
    if (message.t === 'linked' && linked === null) return linkingHere
    return context.kinds.awaits(kindsIn(message)) ? context.kinds.fetch() : null
  }

  /** Messages wait in their order for the code that one of them needs. */
  function take(message: ScopeMessage): void {
    if (held !== null && message.t !== 'gone') {
      held.push(message)
      return
    }
    // What somebody may not know any more is not worked through first.
    held = null
    const code = codeFor(message)
    if (code === null) {
      takers[message.t](message as never)
      return
    }
    held = [message]
    code.then(() => {
      const waiting = held ?? []
      held = null
      for (const each of waiting) if (!dropped) take(each)
    }, context.onError)
  }

  store.expect(scope)
  void restore()
  return {
    scope,
    runs: (items) => store.states.has(scope) && (load === null || load.usable || firstRows.have(items)),
    judges: (items) => store.states.has(scope) && (load === null || load.done || firstRows.have(items)),
    shows: (items, column) => store.states.has(scope) && (load === null || load.done || firstRows.show(items, column)),
    wants: (wanted) => {
      view = wanted ?? view
      // It may be here again. Others may have kept it open all the time.
      if (phase === 'gone') askAnew()
    },
    ask,
    take,
    touched: (moved) => {
      if (replacing || dropped) return
      notifier.notify({ kind: 'changed', moved })
      deriving.look()
      linked?.touched()
    },
    edited: (items) => linked?.edited(items),
    drop: () => {
      if (saveTimer !== null) timers.clearTimeout(saveTimer)
      save()
      linked?.stop()
      remember()
      dropped = true
      deriving.stop()
      phase = 'gone'
      load?.cancel()
      context.request({ t: 'close', scope })
      store.forget(scope)
    },
    handle: (onClose) => {
      let closed = false
      return {
        scope,
        get phase() {
          return phase
        },
        get state() {
          return store.states.get(scope) ?? null
        },
        get viewport() {
          return viewport
        },
        get progress() {
          return load ? load.progress : store.states.has(scope) ? 1 : 0
        },
        get people() {
          return people
        },
        get linked() {
          return linked?.linked ?? null
        },
        subscribe: notifier.subscribe,
        close: () => {
          if (!closed) onClose()
          closed = true
        },
      }
    },
  }
}
