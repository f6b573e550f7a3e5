import { protocolVersion } from '@fulcrum/protocol'
import type { ByeMessage, ClientMessage, ServerMessage, WelcomeMessage } from '@fulcrum/protocol'
import type { Connection, Timers, Transport } from './ports.ts'

/**
 * `online`: the server has greeted. `waiting`: cut off, tries again by itself. `stopped`: tries no more, `reason` says why.
 */
export interface LinkStatus {
  readonly state: 'connecting' | 'online' | 'waiting' | 'stopped'
  readonly reason?: ByeMessage['reason'] | 'closed'
  readonly message?: string
  /** It connects after it was lost, or after a try that failed. */
  readonly again?: boolean
}

export interface LinkOptions {
  readonly transport: Transport
  readonly clientId: string
  readonly timers: Timers
  readonly random: () => number
  /** The socket greeted: everything that is wanted must be asked for again. */
  readonly onWelcome: (welcome: WelcomeMessage) => void
  readonly onMessage: (message: ServerMessage) => void
  readonly onStatus: (status: LinkStatus) => void
}

/** The connection to the server, made again whenever it breaks. */
export interface Link {
  readonly status: LinkStatus
  readonly start: () => void
  /** Sends where the link is online; says whether it did. */
  readonly send: (message: ClientMessage) => boolean
  /** Drops the socket and makes a new one. */
  readonly restart: () => void
  /** Tries now where it waits: the machine says that it is online again. */
  readonly hurry: () => void
  readonly stop: () => void
}

const firstDelayMs = 250
const longestDelayMs = 30_000
const greetingTimeoutMs = 15_000

/** After these, trying again would only be refused again. */
const final: ReadonlySet<ByeMessage['reason']> = new Set(['signed-out', 'protocol', 'invalid'])

/** Makes a link. It does nothing until `start`. */
export function createLink(options: LinkOptions): Link {
  const { transport, timers, random, onStatus } = options
  let status: LinkStatus = { state: 'waiting' }
  let socket: Connection | null = null
  let timer: unknown = null
  let failures = 0
  let askedDelayMs: number | null = null
  // Handlers of sockets that were let go are told apart by their number.
  let current = 0

  function become(next: LinkStatus): void {
    status = next
    onStatus(next)
  }

  function clearTimer(): void {
    if (timer !== null) timers.clearTimeout(timer)
    timer = null
  }

  function connect(): void {
    clearTimer()
    const mine = ++current
    const live = (call: () => void) => () => {
      if (mine === current) call()
    }
    become({ state: 'connecting', again: failures > 0 })
    if (mine !== current) return
    timer = timers.setTimeout(live(lost), greetingTimeoutMs)
    socket = transport.connect({
      onOpen: live(() => write({ t: 'hello', protocol: protocolVersion, client: options.clientId as never })),
      onMessage: (text) => {
        if (mine === current) receive(text)
      },
      onClose: live(lost),
    })
  }

  function write(message: ClientMessage): void {
    socket?.send(JSON.stringify(message))
  }

  function receive(text: string): void {
    // @NOTE the server's messages are typed by the protocol that both sides share; `hello` has settled its version.
    const message = JSON.parse(text) as ServerMessage
    if (message.t === 'welcome') {
      clearTimer()
      failures = 0
      become({ state: 'online' })
      options.onWelcome(message)
    } else if (message.t === 'bye') farewell(message)
    else options.onMessage(message)
  }

  function farewell({ reason, message, retryAfterMs }: ByeMessage): void {
    if (final.has(reason)) {
      letGo()
      become({ state: 'stopped', reason, message })
      return
    }
    askedDelayMs = retryAfterMs ?? null
  }

  function letGo(): void {
    clearTimer()
    current += 1
    const leaving = socket
    socket = null
    leaving?.close()
  }

  function lost(): void {
    letGo()
    const backoffMs = Math.min(longestDelayMs, firstDelayMs * 2 ** failures)
    failures += 1
    // Half of the delay is jitter, so that clients which were cut off together do not come back together.
    const delayMs = (askedDelayMs ?? backoffMs / 2) + (random() * backoffMs) / 2
    askedDelayMs = null
    become({ state: 'waiting' })
    timer = timers.setTimeout(connect, delayMs)
  }

  return {
    get status() {
      return status
    },
    start: connect,
    send: (message) => {
      if (status.state !== 'online') return false
      write(message)
      return true
    },
    restart: lost,
    hurry: () => {
      if (status.state === 'waiting') connect()
    },
    stop: () => {
      letGo()
      become({ state: 'stopped', reason: 'closed' })
    },
  }
}
