import { accountDay, memberPrincipal, scopeOf, uuidV7 } from '@fulcrum/domain'
import type { CommandEnv, FillRandom, KindRegistry, Scope } from '@fulcrum/domain'
import type { Client, ClientStatus, Run } from './client.ts'
import type { Answer } from '@fulcrum/protocol'
import { createChannels, isDocMessage } from './channels.ts'
import { createCommandQueue } from './command-queue.ts'
import type { Conflict } from './conflicts.ts'
import { lateQueue } from './late-queue.ts'
import type { CommandLookup, CommandSource } from './late-queue.ts'
import type { LinkStatus } from './link.ts'
import type { Linking } from './linking.ts'
import { createNotifier } from './notifier.ts'
import type { Pending } from './overlay.ts'
import type { QueuedCommand } from './queued-command.ts'
import type { ChunkPort, ClientStorage, Compression, QueryPort, Refusal, Tabs, Timers, Transport } from './ports.ts'
import { createReach } from './reach.ts'
import { createScopes } from './scopes.ts'
import { idsFrom, seededRandom } from './seeded.ts'
import { createStore } from './store.ts'
import { createTabLink } from './tab-link.ts'
import { createTakingBack } from './taking-back.ts'
import { createUplink } from './uplink.ts'
import type { Uplink } from './uplink.ts'
import type { PeerNotice, UplinkEvent } from './uplink-messages.ts'

/** Who the client acts for, and everything of the outside world that it needs. */
export interface ClientOptions {
  readonly accountId: string
  readonly memberId: string
  readonly kinds: KindRegistry
  readonly commands: CommandSource
  /** What tells of items on boards that are not open; what a board's cells name elsewhere is on its way until this is here. */
  readonly linking: Linking | Promise<Linking>
  readonly transport: Transport
  readonly fetchChunks: ChunkPort
  readonly query: QueryPort
  readonly storage: ClientStorage
  readonly compression: Compression
  readonly timers: Timers
  /** This machine's clock, ms UTC. */
  readonly now: () => number
  readonly fillRandom: FillRandom
  /** The other tabs that share the storage; without it this client is the only one. */
  readonly tabs?: Tabs
  /** Calls back when the machine says that the network may be there again. */
  readonly onWake?: (listener: () => void) => () => void
  readonly onError?: (error: unknown) => void
}

const wasStopped: Answer = { ok: false, code: 'unavailable', message: 'This client was stopped.', details: {} }

const manyPending = 32
const backlogMs = 50

/** Makes a client. It connects by itself, and can be used at once: what is done before it is connected waits. */
export function createClient(options: ClientOptions): Client {
  const { accountId, memberId, storage, kinds, now: localNow } = options
  const onError = options.onError ?? (() => undefined)
  const statusListeners = createNotifier<ClientStatus>(onError)
  const refusalListeners = createNotifier<Refusal>(onError)
  let clientId: string | null = null
  let link: LinkStatus = { state: 'connecting' }
  let greeting: string | null = null
  let clockOffsetMs = 0
  let conflicts: readonly Conflict[] = []
  let unheard: (() => void)[] | null = []
  const backlog: UplinkEvent[] = []
  const heardOf = new Map<Scope, number>()
  let stopped = false
  /** Commands that another tab ran: it tells of their refusals itself. */
  const ownedElsewhere = new Set<string>()
  let status: ClientStatus = { link, queued: 0, stale: [], conflicts }

  const now = () => localNow() + clockOffsetMs
  const newId = () => uuidV7(now(), options.fillRandom)
  const isOnline = () => link.state === 'online'
  const account = scopeOf('account', accountId)

  let edits: Linking['edits'] | null = null
  const store = createStore({
    clientId: () => clientId,
    env: envOf,
    onChanged: (touched) => scopes.touched(touched),
    onSettled: (command) => {
      if (edits) scopes.edited(edits.settled(command))
      tellStatus()
    },
  })
  const tabLink = createTabLink({
    tabs: options.tabs ?? null,
    becomeLeader,
    onEvent: (event) => whenLoaded(() => takeInTurn(event)),
    onOverheard: (request) => {
      if (request.t === 'queued') whenLoaded(() => overhear(request.queued))
    },
    onNotice: (notice) => whenLoaded(() => hear(notice)),
    onError,
  })
  const { request } = tabLink
  const scopes = createScopes({
    store,
    kinds,
    storage,
    compression: options.compression,
    timers: options.timers,
    fetchChunks: options.fetchChunks,
    request,
    heardOf,
    linking: options.linking,
    mayStore: () => tabLink.leads,
    mayRefresh: () => tabLink.leadsAlone,
    today: () => {
      const fields = store.states.get(account)?.record('account', accountId)
      return fields ? accountDay(fields, now()) : null
    },
    onError,
  })
  const channels = createChannels((message) => request({ t: 'doc', message }), onError)
  let commandNamed: CommandLookup = () => undefined
  const commandQueue = createCommandQueue({
    store,
    storage,
    accountId,
    memberId,
    commandNamed: (name) => commandNamed(name),
    now,
    newId,
    isOnline,
    stateThatShows: (scope, items, column) =>
      scopes.entry(scope)?.shows(items, column) ? store.states.get(scope) : undefined,
    canJudge: (command) =>
      envOf(command) !== null && command.scopes.every((scope) => scopes.entry(scope)?.judges(command.items)),
    request,
    onRefusal: refusalListeners.notify,
    onChanged: tellStatus,
  })
  const queue = lateQueue(commandQueue, tellStatus)
  const takingBack = createTakingBack({
    query: options.query,
    run: (command, args) => runHere(command, args, { quiet: true }),
    reach: createReach({
      link: () => link,
      onStatus: statusListeners.subscribe,
      hurry: () => request({ t: 'hurry' }),
      timers: options.timers,
    }),
    settled: queue.settled,
  })

  /** With what a command runs here; null where something of what it looks at is not here. */
  function envOf({ definition, queued, items, needs }: Pending): CommandEnv | null {
    if (definition.serverOnly || !needs.every((scope) => scopes.entry(scope)?.runs(items))) return null
    const known = store.states.get(account)
    // @NOTE both ids come from the server.
    const principal = known && memberPrincipal(known, memberId as Parameters<typeof memberPrincipal>[1])
    if (!principal) return null
    // The same each time the command runs again, so that ranks and ids stay.
    const random = seededRandom(queued.key)
    return {
      accountId: accountId as CommandEnv['accountId'],
      principal,
      now: queued.runAt,
      timeZone: String(known.record('account', accountId)?.['timeZone'] ?? 'UTC'),
      partly: !needs.every((scope) => scopes.entry(scope)?.judges(null)),
      later: inSlices,
      kinds,
      newId: idsFrom(random, () => queued.runAt),
      random,
      changes: [],
    }
  }

  /** Does work slice by slice, while the page draws. */
  function inSlices(work: () => boolean): void {
    options.timers.setTimeout(() => {
      if (!stopped && work()) inSlices(work)
    }, 0)
  }

  /** A page that is being closed takes nothing more: what it stored now, nobody would send. */
  function runHere(...asked: Parameters<typeof queue.run>): Run {
    return stopped ? { n: null, done: Promise.resolve(wasStopped) } : queue.run(...asked)
  }

  function hearOf(scope: Scope, version: number): void {
    heardOf.set(scope, Math.max(version, heardOf.get(scope) ?? 0))
  }

  function tellStatus(): void {
    if (edits) scopes.edited(edits.follow(store.pending))
    status = { link, queued: queue.waiting, stale: queue.stale, conflicts }
    statusListeners.notify(status)
  }

  /** What other tabs say while the stored queue is being read is heard after it, in order. */
  function whenLoaded(work: () => void): void {
    if (unheard) unheard.push(work)
    else work()
  }

  async function becomeLeader(name: string): Promise<Uplink> {
    const stored = await storage.loadQueue()
    const uplink = createUplink({
      transport: options.transport,
      storage,
      timers: options.timers,
      now: localNow,
      random: () => randomFrom(options.fillRandom),
      clientId: stored.clientId,
      memberId,
      // A tab that led before, stopped and leads again greets under another name.
      name: `${name}:${newId()}`,
      emit: tabLink.emit,
      onError,
    })
    uplink.start(stored.commands)
    return uplink
  }

  const takers: { readonly [T in UplinkEvent['t']]: (event: Extract<UplinkEvent, { t: T }>) => void } = {
    link: (event) => {
      link = event.status
      clockOffsetMs = event.clockOffsetMs
      if (link.state === 'online' && event.greeting !== greeting) {
        greeting = event.greeting
        queue.handOver(event.waiting)
        scopes.askAgain()
      }
      tellStatus()
    },
    message: ({ message }) => {
      if (isDocMessage(message)) return channels.tell(message.scope, message)
      scopes.take(message)
      if (message.t === 'opened' || message.t === 'resumed') channels.tell(message.scope, { t: 'open' })
    },
    answer: ({ n, answer, queued }) => {
      if (answer.ok) for (const [scope, version] of Object.entries(answer.versions)) hearOf(scope as Scope, version)
      queue.answered(n, answer, queued, tabLink.leads && !ownedElsewhere.has(queued.key))
    },
    conflict: ({ conflict }) => {
      conflicts = [...conflicts.filter(({ id }) => id !== conflict.id), conflict]
      tellStatus()
    },
    found: ({ commands }) => queue.adopt(commands),
    detached: ({ commands }) => queue.detached(commands),
  }

  function overhear(command: QueuedCommand): void {
    ownedElsewhere.add(command.key)
    queue.adopt([command])
  }

  function take(event: UplinkEvent): void {
    takers[event.t](event as never)
  }

  /**
   * While much waits for the server, as after a day offline, each event would run all of it again: then events are taken
   * together, a few times a second.
   */
  function takeInTurn(event: UplinkEvent): void {
    if (backlog.length === 0 && store.pending.length <= manyPending) return take(event)
    backlog.push(event)
    if (backlog.length === 1) options.timers.setTimeout(takeBacklog, backlogMs)
  }

  function takeBacklog(): void {
    store.batch(() => {
      for (const event of backlog.splice(0)) take(event)
    })
  }

  function hear(notice: PeerNotice): void {
    if (notice.t === 'discarded') return queue.forgetStale(notice.commands)
    conflicts = conflicts.filter(({ id }) => id !== notice.conflict)
    tellStatus()
  }

  async function load(): Promise<void> {
    const stored = await storage.loadQueue()
    clientId = stored.clientId
    conflicts = [...stored.conflicts, ...conflicts]
    queue.adopt(stored.commands)
    const waiting = unheard ?? []
    unheard = null
    for (const work of waiting) work()
  }

  function begin(lookup: CommandLookup): void {
    commandNamed = lookup
    queue.ready()
  }

  function tellOfOthers(linking: Linking): void {
    edits = linking.edits
    tellStatus()
  }

  const { commands, linking } = options
  if (commands instanceof Promise) commands.then(begin, onError)
  else begin(commands)
  if (linking instanceof Promise) linking.then(tellOfOthers, onError)
  else tellOfOthers(linking)
  const own = scopes.open(account)
  const unwake = options.onWake?.(() => request({ t: 'hurry' }))
  load().then(tabLink.start, onError)

  return {
    accountId,
    memberId,
    now,
    newId,
    get status() {
      return status
    },
    onStatus: statusListeners.subscribe,
    onRefusal: refusalListeners.subscribe,
    open: scopes.open,
    run: (command, args, options) => {
      const ran = runHere(command, args, options)
      if (options?.from !== undefined) takingBack.note(options.from, args, { ...options, done: ran.done })
      return ran
    },
    // @NOTE the caller names the answer's type, which the protocol has.
    query: (name, args) => options.query(name, args) as Promise<never>,
    undo: takingBack.undo,
    redo: takingBack.redo,
    setPresence: scopes.setPresence,
    channel: channels.open,
    resolveConflict: (id, keep) => {
      const conflict = conflicts.find((each) => each.id === id)
      if (!conflict) return
      const { board, column, row, theirs, refused } = conflict
      if (keep === 'theirs' && refused === undefined)
        runHere('item.setCells', { board, column, rows: [row], values: [theirs] })
      storage.removeConflict(id).catch(onError)
      hear({ t: 'resolved', conflict: id })
      tabLink.notify({ t: 'resolved', conflict: id })
    },
    resolveStale: (commands, how) => {
      queue.resolveStale(commands, how)
      tabLink.notify({ t: 'discarded', commands })
    },
    hurry: () => request({ t: 'hurry' }),
    stop: () => {
      stopped = true
      own.close()
      unwake?.()
      scopes.dropAll()
      tabLink.stop()
    },
  }
}

function randomFrom(fill: FillRandom): number {
  const bytes = new Uint8Array(4)
  fill(bytes)
  return new DataView(bytes.buffer).getUint32(0) / 4_294_967_296
}
