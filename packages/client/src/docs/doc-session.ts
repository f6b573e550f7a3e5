import { scopeOf } from '@fulcrum/domain'
import type { ErrorCode, Json } from '@fulcrum/domain'
import { newTextDoc } from '@fulcrum/domain/doc-text'
import { maxDocPartLength } from '@fulcrum/protocol'
import type { DocRequest } from '@fulcrum/protocol'
import * as Y from 'yjs'
import type { Channel, ChannelMessage } from '../channels.ts'
import { createNotifier } from '../notifier.ts'
import type { Timers } from '../ports.ts'
import { fromBase64, toBase64 } from './base64.ts'
import type { DocStorage } from './doc-storage.ts'

/** What a session tells of itself. */
export interface DocStatus {
  /** `stored`: what this browser knew is here. `synced`: also all that the server had. */
  readonly phase: 'loading' | 'stored' | 'synced'
  /** The server has the doc open for this session. */
  readonly online: boolean
  /** Edits that the server has not confirmed. */
  readonly unsent: number
  /** The server did not take an edit: nothing more is sent until `discard`. */
  readonly refused: { readonly code: ErrorCode; readonly message: string } | null
}

/** Somebody else's cursor. */
export interface DocPeer {
  readonly member: string
  readonly cursor: Json
}

export interface DocSessionOptions {
  readonly docId: string
  readonly openChannel: (listener: (message: ChannelMessage) => void) => Channel
  readonly storage: DocStorage
  readonly timers: Timers
  /** Tells this session's updates from those of others. */
  readonly key: string
  readonly onError: (error: unknown) => void
}

/** A doc that is open for writing, with or without a connection. */
export interface DocSession {
  readonly doc: Y.Doc
  readonly status: DocStatus
  readonly onStatus: (listener: (status: DocStatus) => void) => () => void
  readonly peers: ReadonlyMap<number, DocPeer>
  readonly onPeers: (listener: (changed: readonly number[]) => void) => () => void
  readonly setCursor: (cursor: Json) => void
  /** The scope was opened before this session was: the server is asked now. */
  readonly sync: () => void
  /** The connection is lost: what is written from now on waits. */
  readonly cut: () => void
  /** Gives up what was not confirmed, with all that is stored here. The session is of no use afterwards. */
  readonly discard: () => Promise<void>
  readonly close: () => Promise<void>
}

/** Edits of this long go out together. */
const flushMs = 40
const cursorMs = 60
/** So many stored updates are put into one. */
const rowsBeforeCompaction = 60
const longestRetryMs = 10_000

/** Opens a session. What is written is stored in the browser first, then sent; it stays there until the server has it. */
export function createDocSession(options: DocSessionOptions): DocSession {
  const { docId, storage, timers, key, onError } = options
  const scope = scopeOf('doc', docId)
  const doc = newTextDoc()
  const statusListeners = createNotifier<DocStatus>(onError)
  const peerListeners = createNotifier<readonly number[]>(onError)
  const peers = new Map<number, DocPeer>()
  /** Stored here, and not on their way. */
  let waiting: number[] = []
  let unsaved = 0
  /** What is being stored here just now. */
  const saving = new Set<Promise<void>>()
  /** On their way, by the number under which they went. */
  const flying = new Map<number, readonly number[]>()
  /** What is not in `flying` yet, of this person's own. */
  let outgoing: Uint8Array[] = []
  const knownRows: number[] = []
  let lastN = 0
  let retries = 0
  let isOpen = false
  let leaving = false
  let closed = false
  let flushTimer: unknown = null
  let cursorTimer: unknown = null
  let retryTimer: unknown = null
  let cursor: Json = null
  let status: DocStatus = { phase: 'loading', online: false, unsent: 0, refused: null }

  function become(change: Partial<DocStatus>): void {
    const next = { ...status, ...change, unsent: waiting.length + unsaved + [...flying.values()].flat().length }
    if (Object.entries(next).every(([field, value]) => status[field as keyof DocStatus] === value)) return
    status = next
    statusListeners.notify(status)
  }

  doc.on('update', (update: Uint8Array, origin: unknown) => {
    if (origin === docId) return
    outgoing.push(update)
    unsaved += 1
    become({})
    const saved = storage.addPending(docId, update).then(
      (id) => {
        unsaved -= 1
        waiting.push(id)
        become({})
        flushSoon()
      },
      (error: unknown) => {
        // Where nothing can be stored, the server's answer is all there is.
        unsaved -= 1
        waiting.push(-1)
        flushSoon()
        onError(error)
      },
    )
    saving.add(saved)
    void saved.then(() => saving.delete(saved))
  })

  function flushSoon(): void {
    if (flushTimer !== null || closed) return
    flushTimer = timers.setTimeout(() => {
      flushTimer = null
      flush()
    }, flushMs)
  }

  /** Sends what waits, once all that was written is stored. */
  function flush(): void {
    if (status.phase !== 'synced' || !status.online || status.refused || unsaved > 0 || outgoing.length === 0) return
    const update = Y.mergeUpdates(outgoing)
    outgoing = []
    post(update)
  }

  function post(update: Uint8Array): void {
    const n = ++lastN
    flying.set(n, waiting)
    waiting = []
    const text = toBase64(update)
    for (let at = 0; at < text.length; at += maxDocPartLength) {
      const data = text.slice(at, at + maxDocPartLength)
      send({ t: 'doc.update', scope, key, n, data, ...(at + maxDocPartLength < text.length && { more: true }) })
    }
    become({})
  }

  function send(message: DocRequest): void {
    channel.send(message)
  }

  function sync(): void {
    if (closed || status.phase === 'loading') return
    isOpen = true
    // Whatever was on its way may never have come.
    waiting = [...[...flying.values()].flat(), ...waiting]
    flying.clear()
    become({ online: false })
    send({ t: 'doc.sync', scope, vector: toBase64(Y.encodeStateVector(doc)) })
  }

  const takers: { readonly [T in ChannelMessage['t']]: (message: Extract<ChannelMessage, { t: T }>) => void } = {
    open: () => {
      isOpen = true
      forgetPeers()
      // Rights may have come back since: what was written under them is asked for again.
      if (status.refused?.code === 'forbidden') become({ refused: null })
      sync()
    },
    'doc.state': ({ data, vector }) => {
      // Another tab of this browser asked where this one knows nothing yet.
      if (status.phase === 'loading') return
      take(data)
      const missing = Y.encodeStateAsUpdate(doc, fromBase64(vector))
      // What is being stored just now goes out with its own number.
      if (unsaved === 0) outgoing = []
      become({ phase: 'synced', online: true })
      if (status.refused) return
      if (waiting.length > 0 || unsaved > 0 || Y.decodeUpdate(missing).structs.length > 0) post(missing)
      tellCursor()
    },
    'doc.changed': ({ data, key: writer, n }) => {
      if (writer !== key || n === undefined) return take(data)
      retries = 0
      const ids = flying.get(n) ?? []
      flying.delete(n)
      become({})
      // An empty answer says that the server had all of it: what it had is not stored here by any other message.
      const confirmed = data !== '' ? fromBase64(data) : ids.length > 0 ? Y.encodeStateAsUpdate(doc) : null
      if (confirmed === null) return
      remember(confirmed)
        .then(() => storage.removePending(ids.filter((id) => id > 0)))
        .catch(onError)
    },
    'doc.refused': ({ key: writer, n, code, message, resync }) => {
      const ids = flying.get(n)
      if (writer !== key || !ids) return
      if (resync) return retry()
      if (ids.length === 0) return void flying.delete(n)
      become({ refused: { code, message } })
    },
    'doc.cursor': ({ peer, member, cursor: place }) => {
      if (peer === doc.clientID) return
      if (place === null) peers.delete(peer)
      else peers.set(peer, { member, cursor: place })
      peerListeners.notify([peer])
    },
  }

  function retry(): void {
    retryTimer ??= timers.setTimeout(
      () => {
        retryTimer = null
        sync()
      },
      Math.min(longestRetryMs, 100 * 2 ** retries++),
    )
  }

  function forgetPeers(): void {
    const gone = [...peers.keys()]
    peers.clear()
    if (gone.length > 0) peerListeners.notify(gone)
  }

  function take(data: string): void {
    if (data === '') return
    const update = fromBase64(data)
    Y.applyUpdate(doc, update, docId)
    remember(update).catch(onError)
  }

  /** Keeps what the server has for the next time. */
  async function remember(update: Uint8Array): Promise<void> {
    knownRows.push(await storage.addKnown(docId, update))
    if (knownRows.length >= rowsBeforeCompaction) await compact()
  }

  async function compact(): Promise<void> {
    const rows = knownRows.splice(0)
    if (rows.length > 1) knownRows.push(await storage.compact(docId, rows, Y.encodeStateAsUpdate(doc)))
    else knownRows.push(...rows)
  }

  function tellCursor(): void {
    if (status.online) send({ t: 'doc.cursor', scope, peer: doc.clientID, cursor: cursor as never })
  }

  async function load(): Promise<void> {
    const { known, pending } = await storage.load(docId).catch((error: unknown) => {
      onError(error)
      return { known: [], pending: [] }
    })
    if (closed) return
    doc.transact(() => {
      for (const { data } of [...known, ...pending]) Y.applyUpdate(doc, data, docId)
    }, docId)
    knownRows.push(...known.map(({ id }) => id))
    waiting.unshift(...pending.map(({ id }) => id))
    become({ phase: 'stored' })
    if (isOpen) sync()
  }

  const channel = options.openChannel((message) => {
    if (!closed) takers[message.t](message as never)
  })
  void load()
  return {
    doc,
    get status() {
      return status
    },
    onStatus: statusListeners.subscribe,
    peers,
    onPeers: peerListeners.subscribe,
    setCursor: (next) => {
      cursor = next
      cursorTimer ??= timers.setTimeout(() => {
        cursorTimer = null
        if (!closed) tellCursor()
      }, cursorMs)
    },
    sync: () => {
      isOpen = true
      sync()
    },
    cut: () => {
      isOpen = false
      forgetPeers()
      become({ online: false })
    },
    discard: async () => {
      await stop()
      await Promise.all(saving)
      await storage.drop(docId, 'all')
    },
    close: async () => {
      if (closed || leaving) return
      leaving = true
      cursor = null
      tellCursor()
      // Nobody would send what was typed in the last moment until the doc is open again.
      await Promise.all(saving)
      flush()
      await stop()
      await compact().catch(onError)
    },
  }

  async function stop(): Promise<void> {
    closed = true
    for (const timer of [flushTimer, cursorTimer, retryTimer]) if (timer !== null) timers.clearTimeout(timer)
    channel.close()
  }
}
