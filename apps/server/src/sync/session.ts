import { parseJson } from '../http/json.ts'
import type { MemberId, Scope } from '@fulcrum/domain'
import { clientMessage, protocolVersion } from '@fulcrum/protocol'
import type { ByeMessage, ClientMessage, ServerMessage } from '@fulcrum/protocol'
import { bindClient } from '../storage/clients.ts'
import type { Hub } from './hub.ts'
import type { Subscription } from './subscription.ts'

/** What a session needs of a socket. */
export interface Socket {
  send(frame: Buffer): void
  close(code: number, reason: string): void
  /** Stops and goes on reading, so that a client cannot outrun its own commands. */
  pause(): void
  resume(): void
}

/** A socket with more messages waiting than this is not read until they are done. */
const maxWaiting = 64

const serviceRestart = 1012
const policyViolation = 1008

/** One socket: a browser profile of a member. Its messages are worked on in order. */
export class SyncSession {
  readonly memberId: MemberId
  readonly sessionId: string
  readonly subscriptions = new Map<Scope, Subscription>()
  clientId = ''
  private readonly hub: Hub
  private readonly socket: Socket
  private readonly waiting: string[] = []
  private working = false
  private closed = false

  constructor(hub: Hub, socket: Socket, memberId: MemberId, sessionId: string) {
    this.hub = hub
    this.socket = socket
    this.memberId = memberId
    this.sessionId = sessionId
    hub.sessions.add(this)
  }

  /** Takes a message of the client. */
  receive(text: string): void {
    if (this.closed) return
    this.waiting.push(text)
    if (this.waiting.length > maxWaiting) this.socket.pause()
    if (!this.working) void this.work()
  }

  /** The socket closed. */
  ended(): void {
    this.closed = true
    this.waiting.length = 0
    this.hub.remove(this)
  }

  send(message: ServerMessage): void {
    this.sendFrame(Buffer.from(JSON.stringify(message)))
  }

  sendFrame(frame: Buffer): void {
    if (!this.closed) this.socket.send(frame)
  }

  /** Says why, and closes. */
  bye(reason: ByeMessage['reason'], message: string, retryAfterMs?: number): void {
    this.send({ t: 'bye', reason, message, ...(retryAfterMs !== undefined && { retryAfterMs }) })
    this.socket.close(reason === 'restart' ? serviceRestart : policyViolation, reason)
    this.ended()
  }

  private async work(): Promise<void> {
    this.working = true
    for (let text = this.waiting.shift(); text !== undefined; text = this.waiting.shift()) {
      if (this.waiting.length === maxWaiting) this.socket.resume()
      try {
        await this.handle(text)
      } catch (error) {
        // The client comes back and asks again; its commands are numbered, so nothing happens twice.
        this.hub.log.error({ err: error }, 'a message could not be worked on')
        this.bye('restart', 'Something went wrong on the server.', 1_000)
      }
    }
    this.working = false
  }

  private async handle(text: string): Promise<void> {
    const parsed = clientMessage.safeParse(parseJson(text))
    if (!parsed.success) return this.bye('invalid', `Not a message of protocol ${protocolVersion}.`)
    const message = parsed.data
    if (message.t === 'hello') return this.hello(message)
    if (this.clientId === '') return this.bye('invalid', 'Say hello first.')
    await this.handlers[message.t](message as never)
  }

  private readonly handlers: {
    readonly [T in Exclude<ClientMessage['t'], 'hello'>]: (
      message: Extract<ClientMessage, { t: T }>,
    ) => Promise<void> | void
  } = {
    open: ({ scope, version = 0, fingerprint = '', view = null }) =>
      this.hub.open(this, scope, { version, fingerprint }, view),
    close: ({ scope }) => this.hub.close(this, scope),
    run: async ({ n, v, command, args, batch }) => {
      const answer = await this.hub.executor.run(
        {
          principal: () => this.hub.principal(this.memberId),
          client: { id: this.clientId, n },
          ...(batch !== undefined && { batch }),
        },
        command,
        v,
        args,
      )
      this.hub.whenSent(() => this.send({ t: 'answer', n, ...answer }))
    },
    presence: ({ scope, cell }) => {
      if (!this.subscriptions.has(scope)) return
      this.hub.presence.set(scope, { member: this.memberId, client: this.clientId, cell })
    },
    'doc.sync': (message) => this.hub.docs.sync(this, message),
    'doc.update': (message) => this.hub.docs.update(this, message),
    'doc.cursor': (message) => this.hub.docs.cursor(this, message),
  }

  private async hello({ protocol, client }: Extract<ClientMessage, { t: 'hello' }>): Promise<void> {
    if (protocol !== protocolVersion) {
      return this.bye('protocol', 'This page is of another version: reload it. What you typed offline is kept.')
    }
    if (this.clientId !== '') return this.bye('invalid', 'A socket says hello once.')
    const { store } = this.hub
    const lastN = await bindClient(store.pool, store.accountId, client, this.memberId)
    if (lastN === null) return this.bye('invalid', 'This browser profile belongs to another person here.')
    await this.hub.meet(this.memberId)
    this.clientId = client
    this.send({
      t: 'welcome',
      protocol: protocolVersion,
      account: store.accountId,
      member: this.memberId,
      lastN,
      now: Date.now(),
    })
  }
}
