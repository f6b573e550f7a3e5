import type { ConnectionHandlers, Transport } from '@fulcrum/client'
import type { MemberId } from '@fulcrum/domain'
import { SyncSession } from '../../sync/session.ts'
import type { FuzzNode } from './nodes.ts'
import type { Random } from './random.ts'

/** What the network does to frames. */
export interface NetworkFaults {
  readonly delay: number
  readonly repeat: number
  readonly reorder: number
}

const longestDelayMs = 4

/** Frames that a test may hand over twice or in another order; whatever opens or closes a scope keeps its place. */
const movable = /^\{"t":"(changes|answer|presence)"/
const repeatable = /^\{"t":"(changes|run)"/

/** One direction of one socket: frames in order, late, and where it is asked for twice or with their neighbour first. */
class Wire {
  private readonly frames: string[] = []
  private busy = false
  private cut = false
  private readonly random: Random
  private readonly faults: NetworkFaults
  private readonly deliver: (frame: string) => void

  constructor(random: Random, faults: NetworkFaults, deliver: (frame: string) => void) {
    this.random = random
    this.faults = faults
    this.deliver = deliver
  }

  push(frame: string): void {
    if (this.cut) return
    this.frames.push(frame)
    if (repeatable.test(frame) && this.random.chance(this.faults.repeat)) this.frames.push(frame)
    if (!this.busy) this.schedule()
  }

  end(): void {
    this.cut = true
    this.frames.length = 0
  }

  private schedule(): void {
    this.busy = true
    const late = this.random.chance(this.faults.delay)
    if (late) setTimeout(() => this.next(), 1 + this.random.int(longestDelayMs))
    else setImmediate(() => this.next())
  }

  private next(): void {
    const [first, second] = this.frames
    const swap =
      first !== undefined &&
      second !== undefined &&
      movable.test(first) &&
      movable.test(second) &&
      this.random.chance(this.faults.reorder)
    const [frame] = this.frames.splice(swap ? 1 : 0, 1)
    if (frame !== undefined && !this.cut) this.deliver(frame)
    if (this.frames.length > 0) this.schedule()
    else this.busy = false
  }
}

/** One client's way to the nodes: it can be cut, brought back and led to another node. */
export class ClientNetwork {
  node: FuzzNode
  private offline = false
  private cutNow: (() => void) | null = null
  private readonly member: MemberId
  private readonly random: Random
  private readonly faults: NetworkFaults

  constructor(node: FuzzNode, member: MemberId, options: { readonly random: Random; readonly faults: NetworkFaults }) {
    this.node = node
    this.member = member
    this.random = options.random
    this.faults = options.faults
  }

  readonly transport: Transport = {
    connect: (handlers) => this.connect(handlers),
  }

  get isOffline(): boolean {
    return this.offline
  }

  /** Cuts the socket; with `offline` there is no other until `restore`. */
  cut(offline: boolean): void {
    this.offline = offline
    this.cutNow?.()
  }

  restore(): void {
    this.offline = false
  }

  move(node: FuzzNode): void {
    this.node = node
    this.cut(false)
  }

  private connect(handlers: ConnectionHandlers) {
    const { node, random, faults } = this
    let session: SyncSession | null = null
    let ended = false
    const end = (tell: boolean) => {
      if (ended) return
      ended = true
      up.end()
      down.end()
      node.sockets.delete(cut)
      session?.ended()
      if (this.cutNow === cut) this.cutNow = null
      if (tell) setImmediate(handlers.onClose)
    }
    const cut = () => end(true)
    const up = new Wire(random, faults, (frame) => session?.receive(frame))
    const down = new Wire(random, faults, (frame) => {
      if (!ended) handlers.onMessage(frame)
    })
    setImmediate(() => {
      if (ended) return
      const known = node.isAlive && !this.offline && node.sync.hub.principal(this.member) !== null
      if (!known) return end(true)
      session = new SyncSession(
        node.sync.hub,
        {
          send: (frame) => down.push(frame.toString()),
          // A goodbye is delivered before the socket closes.
          close: () => setTimeout(cut, longestDelayMs * 2),
          pause: () => {},
          resume: () => {},
        },
        this.member,
        'session',
      )
      node.sockets.add(cut)
      this.cutNow = cut
      handlers.onOpen()
    })
    return {
      send: (text: string) => {
        if (!ended) up.push(text)
      },
      close: () => end(false),
    }
  }
}
