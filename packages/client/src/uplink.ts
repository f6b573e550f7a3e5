import { DomainError } from '@fulcrum/domain'
import type { Scope } from '@fulcrum/domain'
import { maxInboundFrameBytes, protocolVersion } from '@fulcrum/protocol'
import type { Answer, AnswerMessage, ServerMessage, WelcomeMessage } from '@fulcrum/protocol'
import { conflictsOf } from './conflicts.ts'
import { createLink } from './link.ts'
import type { LinkStatus } from './link.ts'
import type { ClientStorage, Timers, Transport } from './ports.ts'
import { isStale } from './queued-command.ts'
import type { QueuedCommand } from './queued-command.ts'
import type { UplinkEvent, UplinkRequest } from './uplink-messages.ts'

export interface UplinkOptions {
  readonly transport: Transport
  readonly storage: ClientStorage
  readonly timers: Timers
  readonly now: () => number
  readonly random: () => number
  readonly clientId: string
  readonly memberId: string
  /** Tells this uplink's greetings from those of an earlier leader. */
  readonly name: string
  readonly emit: (event: UplinkEvent) => void
  readonly onError: (error: unknown) => void
}

/** The one socket and the one queue of a browser profile. The leading tab has it. */
export interface Uplink {
  readonly start: (queue: readonly QueuedCommand[]) => void
  readonly take: (tab: string, request: UplinkRequest) => void
  readonly stop: () => void
}

/** A command that waits this long while nothing at all comes is sent again by another socket. */
const silenceMs = 20_000

/** By then a tab has told of what it stored, or is gone. */
const lookAfterMs = 1_000

/** Bytes that the message around a command's arguments needs. */
const envelopeBytes = 400

/** Makes an uplink; it connects with `start`. */
export function createUplink(options: UplinkOptions): Uplink {
  const { storage, emit, now } = options
  /** Commands without an answer, each with the greeting under which it was last sent. */
  const waiting = new Map<number, { queued: QueuedCommand; sentUnder: string | null }>()
  /** The numbers of those that got one: the storage is read a moment late. */
  const settled = new Set<number>()
  const wantedBy = new Map<Scope, Set<string>>()
  /** Commands of which only that they were about to be stored is known. */
  const announced = new Set<string>()
  let greetings = 0
  let greeting: string | null = null
  let clockOffsetMs = 0
  /** While tabs hand over what they have, so that all of it goes out in order. */
  let gathering = false
  let heard = 0
  let watching: unknown = null
  let looking: unknown = null
  /** Answers are told one after another, each when it is safe to forget the command. */
  let told: Promise<void> = Promise.resolve()

  const link = createLink({
    transport: options.transport,
    timers: options.timers,
    random: options.random,
    clientId: options.clientId,
    onWelcome: welcomed,
    onMessage: receive,
    onStatus: (status) => {
      if (isSignedOut(status)) detach()
      // The greeting comes with `onWelcome`, after the status.
      if (status.state !== 'online') tellLink(status)
    },
  })

  function tellLink(status: LinkStatus): void {
    emit({ t: 'link', status, greeting, clockOffsetMs, waiting: [...waiting.keys()] })
  }

  function welcomed(welcome: WelcomeMessage): void {
    greeting = `${options.name}:${++greetings}`
    clockOffsetMs = welcome.now - now()
    storage.raise(welcome.lastN).catch(options.onError)
    gathering = true
    tellLink(link.status)
    gathering = false
    for (const n of [...waiting.keys()].sort((left, right) => left - right)) send(n)
  }

  /** A socket that swallows commands without a word is dead, whatever the machine thinks of it. */
  function watch(): void {
    if (watching !== null) return
    const before = heard
    watching = options.timers.setTimeout(() => {
      watching = null
      if (waiting.size === 0 || link.status.state !== 'online') return
      if (heard === before) link.restart()
      else watch()
    }, silenceMs)
  }

  function receive(message: ServerMessage): void {
    heard += 1
    if (message.t === 'answer') answered(message)
    else if (message.t !== 'welcome' && message.t !== 'bye') emit({ t: 'message', message })
  }

  function answered({ n, ...message }: AnswerMessage): void {
    const entry = waiting.get(n)
    if (!entry) return
    waiting.delete(n)
    settle(entry.queued, message)
  }

  /** A command leaves the storage before its answer is told: who loads the queue later either misses it or hears of it. */
  function settle(queued: QueuedCommand, answer: Answer): void {
    settled.add(queued.n)
    const conflicts = conflictsOf(queued, answer)
    const stored = (async () => {
      for (const conflict of conflicts) await storage.putConflict(conflict)
      await storage.removeCommands([queued.n])
    })().catch(options.onError)
    told = Promise.all([told, stored]).then(() => {
      for (const conflict of conflicts) emit({ t: 'conflict', conflict })
      emit({ t: 'answer', n: queued.n, answer, queued })
    })
  }

  function send(n: number): void {
    const entry = waiting.get(n)
    if (!entry || gathering || link.status.state !== 'online' || entry.sentUnder === greeting) return
    // A command that was cut off is sent late: whatever was changed meanwhile is a conflict to be shown.
    const late = entry.sentUnder !== null
    entry.sentUnder = greeting
    if (late && entry.queued.claimedAt === undefined) {
      entry.queued = { ...entry.queued, claimedAt: entry.queued.runAt }
    }
    const { command, version, args, claimedAt, batch } = entry.queued
    watch()
    link.send({
      t: 'run',
      n,
      v: version,
      command,
      args,
      ...(claimedAt !== undefined && { claimedAt }),
      ...(batch !== undefined && { batch }),
    })
  }

  function enqueue(queued: QueuedCommand): void {
    const context = { member: options.memberId, protocol: protocolVersion, nowMs: now() + clockOffsetMs }
    if (waiting.has(queued.n) || isStale(queued, context)) return
    waiting.set(queued.n, { queued, sentUnder: null })
    if (isSignedOut(link.status)) return detach()
    if (JSON.stringify(queued.args).length * 3 + envelopeBytes > maxInboundFrameBytes && isTooLarge(queued)) {
      waiting.delete(queued.n)
      settle(queued, tooLarge)
    } else send(queued.n)
  }

  /** Takes over what tabs stored and did not live to tell of. */
  function lookFor(announcement: string): void {
    announced.add(announcement)
    looking ??= options.timers.setTimeout(() => {
      looking = null
      if (announced.size === 0) return
      announced.clear()
      storage.loadQueue().then(({ commands }) => {
        const found = commands.filter(({ n }) => !waiting.has(n) && !settled.has(n))
        for (const queued of found) enqueue(queued)
        const taken = found.filter(({ n }) => waiting.has(n))
        if (taken.length > 0) emit({ t: 'found', commands: taken })
      }, options.onError)
    }, lookAfterMs)
  }

  function detach(): void {
    const commands = [...waiting.values()].map(({ queued }): QueuedCommand => ({ ...queued, detached: true }))
    waiting.clear()
    for (const command of commands) storage.putCommand(command).catch(options.onError)
    if (commands.length > 0) emit({ t: 'detached', commands })
  }

  function want(tab: string, scope: Scope): void {
    wantedBy.set(scope, (wantedBy.get(scope) ?? new Set()).add(tab))
  }

  function unwant(tab: string, scope: Scope): void {
    const tabs = wantedBy.get(scope)
    if (!tabs?.delete(tab) || tabs.size > 0) return
    wantedBy.delete(scope)
    link.send({ t: 'close', scope })
  }

  return {
    start: (queue) => {
      for (const queued of queue) enqueue(queued)
      link.start()
      // Others stored commands while this tab was taking over.
      lookFor(options.name)
    },
    take: (tab, request) => {
      switch (request.t) {
        case 'hello':
          return tellLink(link.status)
        case 'open':
          want(tab, request.scope)
          // @NOTE the server checks the view; it comes from a record that the server has checked before.
          return void link.send(request as never)
        case 'close':
          return unwant(tab, request.scope)
        case 'storing':
          return lookFor(request.key)
        case 'queued':
          announced.delete(request.queued.key)
          return enqueue(request.queued)
        case 'presence':
          return void link.send(request)
        case 'doc':
          return void link.send(request.message)
        case 'hurry':
          return link.hurry()
        case 'bye':
          for (const scope of wantedBy.keys()) unwant(tab, scope)
      }
    },
    stop: () => {
      for (const timer of [watching, looking]) if (timer !== null) options.timers.clearTimeout(timer)
      link.stop()
    },
  }
}

function isSignedOut({ state, reason }: LinkStatus): boolean {
  return state === 'stopped' && reason === 'signed-out'
}

const tooLarge: Answer = {
  ok: false,
  code: 'too-large',
  message: 'This is too much for one step: do it in smaller parts.',
  details: {},
}

function isTooLarge({ args }: QueuedCommand): boolean {
  const text = JSON.stringify(args)
  let bytes = envelopeBytes
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index)
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : 3
  }
  return bytes > maxInboundFrameBytes
}

/** The error behind an answer that is no good one. */
export function errorOf({ code, message, details }: Extract<Answer, { readonly ok: false }>): DomainError {
  return new DomainError(code, message, details)
}
