import { scopeOf } from '@fulcrum/domain'
import type { Json } from '@fulcrum/domain'
import type { DocCursorMessage } from '@fulcrum/protocol'
import type { Bus } from '../scopes/bus.ts'
import type { SyncSession } from '../sync/session.ts'

const topic = 'doc-cursor'
/** How often a node tells its people's cursors again, for those who were not there before. */
const againMs = 20_000
/** A cursor of another node of which nothing was heard for so long is gone. */
const silentMs = 60_000
/** One browser has so many tabs with a doc at most. */
const maxPeers = 20

interface Cursor {
  readonly peer: number
  readonly member: string
  readonly cursor: Json
  /** The session here, or when another node told of it. */
  readonly from: SyncSession | number
}

interface Word extends Pick<Cursor, 'peer' | 'member' | 'cursor'> {
  readonly node: string
  readonly doc: string
}

/** Where the cursors of docs are. Lives in memory and is nobody's history; whose a cursor is, the server says. */
export class DocCursors {
  private readonly docs = new Map<string, Map<number, Cursor>>()
  private readonly bus: Bus
  private readonly node = crypto.randomUUID()
  private readonly tell: (doc: string, message: DocCursorMessage) => void
  private readonly timer: NodeJS.Timeout

  constructor(bus: Bus, tell: (doc: string, message: DocCursorMessage) => void) {
    this.bus = bus
    this.tell = tell
    bus.onTold(topic, (text) => this.hear(text))
    this.timer = setInterval(() => this.again(), againMs).unref()
  }

  /** Says where a cursor of this node is. */
  set(doc: string, { session, peer, cursor }: { session: SyncSession; peer: number; cursor: Json }): void {
    const cursors = this.docs.get(doc) ?? new Map<number, Cursor>()
    const known = cursors.get(peer)
    // A peer's number is its own: nobody moves the cursor of somebody else.
    if (known && known.member !== session.memberId) return
    if (!known && [...cursors.values()].filter(({ from }) => from === session).length >= maxPeers) return
    this.put(doc, { peer, member: session.memberId, cursor, from: session })
    this.say(doc, { peer, member: session.memberId, cursor })
  }

  leave(doc: string, session: SyncSession): void {
    for (const each of this.docs.get(doc)?.values() ?? []) {
      if (each.from === session) this.set(doc, { session, peer: each.peer, cursor: null })
    }
  }

  /** Every cursor of a doc. */
  of(doc: string): readonly DocCursorMessage[] {
    return [...(this.docs.get(doc)?.values() ?? [])].map((each) => toMessage(doc, each))
  }

  stop(): void {
    clearInterval(this.timer)
  }

  private put(doc: string, cursor: Cursor): void {
    const cursors = this.docs.get(doc) ?? new Map<number, Cursor>()
    if (cursor.cursor === null) cursors.delete(cursor.peer)
    else cursors.set(cursor.peer, cursor)
    if (cursors.size === 0) this.docs.delete(doc)
    else this.docs.set(doc, cursors)
    this.tell(doc, toMessage(doc, cursor))
  }

  private say(doc: string, { peer, member, cursor }: Pick<Cursor, 'peer' | 'member' | 'cursor'>): void {
    const word: Word = { node: this.node, doc, peer, member, cursor }
    this.bus.tell(topic, Buffer.from(JSON.stringify(word)).toString('base64url'))
  }

  private hear(text: string): void {
    // @NOTE only nodes of this installation speak on its bus, each in this shape.
    const { node, doc, ...word } = JSON.parse(Buffer.from(text, 'base64url').toString()) as Word
    if (node !== this.node) this.put(doc, { ...word, from: performance.now() })
  }

  private again(): void {
    for (const [doc, cursors] of this.docs) {
      for (const each of cursors.values()) {
        if (typeof each.from !== 'number') this.say(doc, each)
        else if (performance.now() - each.from > silentMs) this.put(doc, { ...each, cursor: null })
      }
    }
  }
}

function toMessage(doc: string, { peer, member, cursor }: Cursor): DocCursorMessage {
  return { t: 'doc.cursor', scope: scopeOf('doc', doc), peer, member, cursor }
}
