import { DomainError, can, docResource, scopeOf } from '@fulcrum/domain'
import type { MemberId, Principal, Scope } from '@fulcrum/domain'
import type { DocReference } from '@fulcrum/domain/doc-content'
import type { ServerMessage } from '@fulcrum/protocol'
import * as Y from 'yjs'
import type { Log } from '../database/database.ts'
import { withRetry } from '../database/pool.ts'
import type { ScopeStore } from '../scopes/scope-store.ts'
import type { SyncSession } from '../sync/session.ts'
import { appendDocUpdates, readDoc, readDocSince, storeSnapshot } from './doc-rows.ts'
import { DocText } from './doc-text.ts'
import { requireNamed } from './may-name.ts'

/** Updates that are behind the snapshot are put into the next one when there are so many. */
const updatesPerSnapshot = 400
/** So many updates are stored in one step. */
const updatesAtOnce = 200
/** Whoever writes while more than these wait is not read on until they are stored. */
const maxWaiting = 64

/** An update that somebody sent. */
export interface Submission {
  readonly session: SyncSession
  readonly key: string
  readonly n: number
  readonly data: Uint8Array
}

interface Accepted extends Submission {
  /** What it adds; null where all of it is there already. */
  readonly update: Uint8Array | null
  readonly references: readonly DocReference[]
}

export interface RoomOptions {
  readonly doc: string
  readonly store: ScopeStore
  readonly log: Log
  readonly principal: (memberId: MemberId) => Principal | null
  readonly now: () => number
  /** Updates were stored: other nodes hear of it. */
  readonly onStored: (seq: number) => void
}

/**
 * A doc that people of this node have open. All that happens to its text happens here, one after another: an update is applied,
 * judged, stored, and only then told to anybody.
 */
export class DocRoom {
  readonly doc: string
  readonly scope: Scope
  readonly sessions = new Set<SyncSession>()
  /** When it was last left, by the process's clock. */
  emptySince = performance.now()
  /** Something was written here since the last version was kept, and by whom. */
  writtenBy: MemberId | null = null
  private readonly options: RoomOptions
  private readonly waiting: Submission[] = []
  private text: DocText | null = null
  private seq = 0
  private snapshotSeq = 0
  private turn: Promise<unknown> = Promise.resolve()

  constructor(options: RoomOptions) {
    this.options = options
    this.doc = options.doc
    this.scope = scopeOf('doc', options.doc)
  }

  /** Runs work while nothing else happens to the text. */
  inTurn<T>(work: () => Promise<T>): Promise<T> {
    const run = this.turn.then(work)
    this.turn = run.catch(() => undefined)
    return run
  }

  /** Tells a session what it lacks; from then on it hears of everything. */
  join(session: SyncSession, vector: Uint8Array): Promise<void> {
    return this.inTurn(async () => {
      const { doc } = await this.loaded()
      await this.catchUp()
      // Whoever may not read any more has been told so.
      if (!session.subscriptions.has(this.scope)) return
      this.sessions.add(session)
      session.send({
        t: 'doc.state',
        scope: this.scope,
        data: toBase64(Y.encodeStateAsUpdate(doc, vector)),
        vector: toBase64(Y.encodeStateVector(doc)),
      })
    })
  }

  leave(session: SyncSession): void {
    if (this.sessions.delete(session) && this.sessions.size === 0) this.emptySince = performance.now()
  }

  /**
   * Takes an update. Its writer hears of it once it is stored, or why it is not. Resolves when the next may come, so that nobody
   * writes faster than it is stored for long.
   */
  async submit(submission: Submission): Promise<void> {
    this.waiting.push(submission)
    const done = this.inTurn(() => this.work())
    if (this.waiting.length > maxWaiting) await done
  }

  /** Reads what other nodes stored, where they went further than this. What cannot be read now is with the next word of them. */
  follow(seq: number): Promise<void> {
    return this.inTurn(async () => {
      if (this.text !== null && seq > this.seq) await this.catchUp()
    }).catch((error: unknown) => this.options.log.debug({ err: error }, 'a doc could not be followed'))
  }

  /** Sends a message to everybody who has the doc open here. */
  tell(message: ServerMessage): void {
    const frame = Buffer.from(JSON.stringify(message))
    for (const session of this.sessions) {
      if (session.subscriptions.has(this.scope)) session.sendFrame(frame)
    }
  }

  /** All that is written, as one update, and how far it goes. */
  state(): Promise<Uint8Array> {
    return this.inTurn(async () => Y.encodeStateAsUpdate((await this.loaded()).doc))
  }

  /** Puts what is behind the snapshot into the next one. */
  compact(): Promise<void> {
    return this.inTurn(async () => {
      if (this.text !== null && this.seq > this.snapshotSeq) await this.snapshot(this.text)
    })
  }

  private async work(): Promise<void> {
    const batch = this.waiting.splice(0, updatesAtOnce)
    if (batch.length === 0) return
    const accepted: Accepted[] = []
    try {
      for (const submission of batch) {
        const taken = await this.judge(submission, accepted)
        if (taken) accepted.push(taken)
      }
      if (accepted.length > 0) await this.keep(accepted)
    } catch (error) {
      // Nothing of it was told: whoever wrote it comes back, and sends again what is not stored.
      this.options.log.error({ err: error }, 'updates of a doc could not be stored')
      this.text = null
      for (const session of new Set(batch.map((each) => each.session))) {
        session.bye('restart', 'Something went wrong on the server.', 1_000)
      }
    }
    if (this.waiting.length > 0) await this.work()
  }

  private async judge(submission: Submission, accepted: readonly Accepted[]): Promise<Accepted | null> {
    const { session, key, n, data } = submission
    const refuse = ({ code, message }: DomainError): null => {
      session.send({ t: 'doc.refused', scope: this.scope, key, n, code, message })
      return null
    }
    // Nothing is read or made anew for somebody who may not write.
    const principal = this.writer(session)
    if (principal === null) return refuse(new DomainError('forbidden', 'You may read this doc, and not write in it.'))
    try {
      await this.makeRoom(data, accepted)
      let applied = (await this.loaded()).try(data)
      if (applied.is === 'behind') {
        await this.renew(accepted)
        applied = (await this.loaded()).try(data)
      }
      if (applied.is === 'behind') {
        await this.renew(accepted)
        const message = 'This edit rests on something that is not here.'
        session.send({ t: 'doc.refused', scope: this.scope, key, n, code: 'conflict', message, resync: true })
        return null
      }
      if (applied.is === 'known' && accepted.length === 0) {
        session.send({ t: 'doc.changed', scope: this.scope, data: '', key, n })
        return null
      }
      if (applied.is === 'known') return { ...submission, update: null, references: [] }
      const { update, references } = applied
      await requireNamed(this.options.store, principal, references)
      return { ...submission, update, references }
    } catch (error) {
      if (!(error instanceof DomainError)) throw error
      await this.renew(accepted)
      return refuse(error)
    }
  }

  /** Who may write now, or null; rights are asked of each update. */
  private writer(session: SyncSession): Principal | null {
    const principal = this.options.principal(session.memberId)
    const state = this.options.store.peek(this.scope)?.state
    const mayWrite =
      principal &&
      state &&
      session.subscriptions.has(this.scope) &&
      can(principal, 'doc.edit', docResource(state, this.doc))
    return mayWrite ? principal : null
  }

  /** Where an update no longer fits, what was taken away since the last snapshot is let go of first. */
  private async makeRoom(data: Uint8Array, accepted: readonly Accepted[]): Promise<void> {
    const text = await this.loaded()
    if (text.holds(data) || accepted.length > 0 || this.seq === this.snapshotSeq) return
    await this.snapshot(text)
  }

  private async keep(accepted: readonly Accepted[]): Promise<void> {
    const { store, now } = this.options
    const text = await this.loaded()
    const updates = accepted.flatMap(({ update, session }) => (update ? [{ data: update, by: session.memberId }] : []))
    if (updates.length > 0) {
      const files = accepted.flatMap(({ references }) =>
        references.flatMap(({ kind, id }) => (kind === 'file' ? [id] : [])),
      )
      const seq = await appendDocUpdates(store.pool, store.accountId, this.doc, {
        updates,
        files: [...new Set(files)],
        named: accepted.flatMap(({ references, session: { memberId: by } }) =>
          references.flatMap(({ kind, id }) => (kind === 'member' || kind === 'team' ? [{ kind, id, by }] : [])),
        ),
        at: now(),
      })
      if (seq === this.seq + updates.length) this.seq = seq
      // Another node was in between.
      else await this.catchUp()
    }
    for (const { update, references, session, key, n } of accepted) {
      if (update === null) {
        session.send({ t: 'doc.changed', scope: this.scope, data: '', key, n })
        continue
      }
      text.stored(update, references)
      this.writtenBy = session.memberId
      this.tell({ t: 'doc.changed', scope: this.scope, data: toBase64(update), key, n })
    }
    if (updates.length === 0) return
    this.options.onStored(this.seq)
    if (this.seq - this.snapshotSeq >= updatesPerSnapshot) await this.snapshot(text)
  }

  /** Takes in and tells what other nodes stored. */
  private async catchUp(): Promise<void> {
    const { store } = this.options
    const text = await this.loaded()
    const found = await withRetry(store.pool, (pool) => readDocSince(pool, store.accountId, this.doc, this.seq))
    const updates = found ? found.updates : (await this.read()).updates
    if (found) this.seq = found.seq
    if (updates.length === 0) return
    const before = Y.encodeStateVector(text.doc)
    text.take(updates)
    this.tell({ t: 'doc.changed', scope: this.scope, data: toBase64(Y.encodeStateAsUpdate(text.doc, before)) })
  }

  /** The text as it is stored, with what is about to be. */
  private async renew(accepted: readonly Accepted[]): Promise<void> {
    this.text = null
    const text = await this.loaded()
    for (const { update } of accepted) if (update) text.try(update)
  }

  private async loaded(): Promise<DocText> {
    if (this.text) return this.text
    const told = this.seq
    const { updates } = await this.read()
    const text = (this.text = new DocText(updates))
    // What other nodes stored before the text was made anew was told to nobody here.
    if (this.seq > told && this.sessions.size > 0) {
      this.tell({ t: 'doc.changed', scope: this.scope, data: toBase64(Y.encodeStateAsUpdate(text.doc)) })
    }
    return text
  }

  private async read() {
    const { store } = this.options
    const stored = await withRetry(store.pool, (pool) => readDoc(pool, store.accountId, this.doc))
    this.seq = stored.seq
    this.snapshotSeq = stored.snapshotSeq
    return stored
  }

  private async snapshot(text: DocText): Promise<void> {
    const { store } = this.options
    const data = Y.encodeStateAsUpdate(text.doc)
    await storeSnapshot(store.pool, store.accountId, this.doc, { seq: this.seq, data })
    this.snapshotSeq = this.seq
    text.bytes = data.length
  }
}

function toBase64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64')
}
