import { scopeId, scopeKind } from '@fulcrum/domain'
import type { Json, MemberId, Principal, Scope } from '@fulcrum/domain'
import { maxDocUpdateBytes } from '@fulcrum/domain/doc-content'
import type { DocRequest } from '@fulcrum/protocol'
import type { Log } from '../database/database.ts'
import type { Bus } from '../scopes/bus.ts'
import type { ScopeStore } from '../scopes/scope-store.ts'
import type { SyncSession } from '../sync/session.ts'
import { DocCursors } from './doc-cursors.ts'
import { DocRoom } from './doc-room.ts'
import { seqsOf } from './doc-rows.ts'

const topic = 'doc'
/** A hint of another node that was lost is made up for so soon. */
const lookMs = 1_000
/** A doc that nobody has open leaves the memory after this. */
const idleMs = 30_000
/** So many updates of one socket may be half here: each of its tabs sends one at a time. */
const maxBegun = 4

export interface DocsOptions {
  readonly store: ScopeStore
  readonly bus: Bus
  readonly log: Log
  readonly now: () => number
  readonly principal: (memberId: MemberId) => Principal | null
}

/** Keeps the text of a doc that was written in and left. */
export type KeepVersion = (room: DocRoom) => Promise<void>

type Of<T extends DocRequest['t']> = Extract<DocRequest, { t: T }>

/** The docs whose texts people of this node have open. Who may read one is the hub's affair: it is open as its scope is. */
export class Docs {
  /** Called when everybody has left a doc in which something was written. */
  onLeft: KeepVersion | null = null
  private readonly options: DocsOptions
  private readonly rooms = new Map<string, DocRoom>()
  private readonly cursors: DocCursors
  /** Updates of which not all parts are here; null are those that are too long, of which nothing is kept. */
  private readonly begun = new WeakMap<SyncSession, Map<string, string | null>>()
  private readonly timer: NodeJS.Timeout
  private looking = false

  constructor(options: DocsOptions) {
    this.options = options
    this.cursors = new DocCursors(options.bus, (doc, message) => this.rooms.get(doc)?.tell(message))
    options.bus.onTold(topic, (told) => {
      const at = told.indexOf('=')
      void this.rooms.get(told.slice(0, at))?.follow(Number(told.slice(at + 1)))
    })
    this.timer = setInterval(() => void this.look(), lookMs).unref()
  }

  /** The doc, held while it is open or asked for. */
  room(doc: string): DocRoom {
    const known = this.rooms.get(doc)
    if (known) {
      // Whoever asks is about to come in: it does not leave the memory under them.
      known.emptySince = performance.now()
      return known
    }
    const { store, bus, log, now, principal } = this.options
    const onStored = (seq: number) => bus.tell(topic, `${doc}=${seq}`)
    const room = new DocRoom({ doc, store, log, now, principal, onStored })
    this.rooms.set(doc, room)
    return room
  }

  async sync(session: SyncSession, { scope, vector }: Of<'doc.sync'>): Promise<void> {
    if (!isOpen(session, scope)) return
    const doc = scopeId(scope)
    await this.room(doc).join(session, Buffer.from(vector, 'base64'))
    for (const message of this.cursors.of(doc)) session.send(message)
  }

  update(session: SyncSession, { scope, key, n, data, more }: Of<'doc.update'>): void {
    const begun = this.begun.get(session) ?? new Map<string, string | null>()
    this.begun.set(session, begun)
    // Tabs share a socket: parts of their updates come between each other.
    const name = `${scope} ${key} ${n}`
    const before = begun.get(name) ?? ''
    const isRefused = begun.get(name) === null
    begun.delete(name)
    // What was sent while the doc was closed is sent again once it is open.
    if (!isOpen(session, scope)) return
    const whole = before + data
    const isTooLong = isRefused || whole.length * 0.75 > maxDocUpdateBytes
    if (isTooLong && !isRefused) {
      const message = 'This is too much for one step: paste it in smaller parts.'
      session.send({ t: 'doc.refused', scope, key, n, code: 'too-large', message })
    }
    if (more) {
      // One that was begun and never ended makes place for the next.
      for (const [oldest] of begun) if (begun.size >= maxBegun) begun.delete(oldest)
      begun.set(name, isTooLong ? null : whole)
    } else if (!isTooLong) {
      this.room(scopeId(scope)).submit({ session, key, n, data: Buffer.from(whole, 'base64') })
    }
  }

  cursor(session: SyncSession, { scope, peer, cursor }: Of<'doc.cursor'>): void {
    if (!isOpen(session, scope) || !this.rooms.get(scopeId(scope))?.sessions.has(session)) return
    // @NOTE a place of Yjs is JSON.
    this.cursors.set(scopeId(scope), { session, peer, cursor: cursor as Json })
  }

  /** A session has a scope open no more. */
  left(session: SyncSession, scope: Scope): void {
    if (scopeKind(scope) !== 'doc') return
    this.rooms.get(scopeId(scope))?.leave(session)
    this.cursors.leave(scopeId(scope), session)
  }

  async stop(): Promise<void> {
    clearInterval(this.timer)
    this.cursors.stop()
    await Promise.all([...this.rooms.values()].map((room) => room.inTurn(async () => undefined)))
  }

  /** Follows what other nodes stored, and lets go of what nobody has open. */
  private async look(): Promise<void> {
    if (this.looking || this.rooms.size === 0) return
    this.looking = true
    try {
      const { store } = this.options
      for (const [doc, seq] of await seqsOf(store.pool, store.accountId, [...this.rooms.keys()])) {
        await this.rooms.get(doc)?.follow(seq)
      }
      for (const [doc, room] of this.rooms) {
        if (room.sessions.size > 0 || performance.now() - room.emptySince < idleMs) continue
        this.rooms.delete(doc)
        await room.compact()
        if (room.writtenBy !== null) await this.onLeft?.(room)
      }
    } catch (error) {
      this.options.log.debug({ err: error }, 'docs of other nodes could not be followed')
    } finally {
      this.looking = false
    }
  }
}

function isOpen(session: SyncSession, scope: Scope): boolean {
  return scopeKind(scope) === 'doc' && session.subscriptions.has(scope)
}
