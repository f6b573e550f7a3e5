import { setTimeout as sleep } from 'node:timers/promises'
import { scopeKind } from '@fulcrum/domain'
import type { Scope } from '@fulcrum/domain'
import { Client } from 'pg'
import type pg from 'pg'
import type { Log } from '../database/database.ts'

/**
 * Tells other nodes that scopes moved. A message is a hint and may be lost: every node also asks the database for the
 * versions of what it holds. It carries names and versions only.
 */
export interface Bus {
  publish(scope: Scope, version: number): void
  onMoved(listener: (scope: Scope, version: number) => void): void
  /** Says that something else happened, such as the end of a session; the topic and the id have no blanks. */
  tell(topic: string, id: string): void
  /** Called for what any node tells, this one too. */
  onTold(topic: string, listener: (id: string) => void): void
  stop(): Promise<void>
}

const channel = 'fulcrum_scope'
/** PostgreSQL takes payloads below 8,000 bytes. */
const maxPayloadLength = 7_500
/** The hint of an edit waits so long: whoever waits for its answer goes first, and the edits that follow share the message. */
const hintDelayMs = 2
/** Scopes that say who may do what are told of at once. */
const patient: ReadonlySet<string> = new Set(['board', 'item'])

/** A bus over LISTEN/NOTIFY: one connection that listens and tells, after commit, coalesced. */
export async function createPostgresBus(url: string, accountId: string, log: Log): Promise<Bus> {
  const listeners: ((scope: Scope, version: number) => void)[] = []
  const topics = new Map<string, ((id: string) => void)[]>()
  const waiting = new Map<Scope, number>()
  const waitingWords = new Set<string>()
  let client: pg.Client | null = null
  let sending = false
  let hints: NodeJS.Timeout | null = null
  let stopped = false

  async function connect(): Promise<void> {
    const next = new Client({ connectionString: url, application_name: 'fulcrum-bus', keepAlive: true })
    next.on('error', (error) => log.debug({ err: error }, 'bus connection lost'))
    next.on('notification', ({ payload }) => receive(payload ?? ''))
    try {
      await next.connect()
      await next.query(`LISTEN ${channel}`)
    } catch (error) {
      void next.end().catch(() => undefined)
      throw error
    }
    // Only the end of a connection that stood starts a search for the next: one that failed was already part of a search.
    next.on('end', () => {
      if (client !== next) return
      client = null
      if (!stopped) void reconnect()
    })
    client = next
    if (stopped) await next.end()
    else void flush()
  }

  async function reconnect(): Promise<void> {
    for (let waitMs = 100; ; waitMs = Math.min(waitMs * 2, 2_000)) {
      await sleep(waitMs, undefined, { ref: false })
      if (stopped || client !== null) return
      try {
        // Whatever ends this connection starts a search of its own: this one is over, or there would be two.
        return await connect()
      } catch (error) {
        log.debug({ err: error }, 'bus cannot connect yet')
      }
    }
  }

  function receive(payload: string): void {
    const [account, ...moves] = payload.split(' ')
    if (account !== accountId) return
    for (const move of moves) {
      const mark = move.indexOf('!')
      if (mark > 0) {
        for (const listener of topics.get(move.slice(0, mark)) ?? []) listener(move.slice(mark + 1))
        continue
      }
      const at = move.lastIndexOf('=')
      const version = Number(move.slice(at + 1))
      for (const listener of listeners) listener(move.slice(0, at) as Scope, version)
    }
  }

  async function flush(): Promise<void> {
    if (hints) clearTimeout(hints)
    hints = null
    if (sending || client === null) return
    sending = true
    while (waiting.size + waitingWords.size > 0) {
      const connected = client
      if (connected === null) break
      let payload = accountId
      for (const word of waitingWords) {
        if (payload.length + word.length + 1 > maxPayloadLength) break
        payload += ` ${word}`
        waitingWords.delete(word)
      }
      for (const [scope, version] of waiting) {
        const move = ` ${scope}=${version}`
        if (payload.length + move.length > maxPayloadLength) break
        payload += move
        waiting.delete(scope)
      }
      // A lost hint costs a second at most: the poll finds it.
      await connected
        .query({ name: 'hint', text: 'SELECT pg_notify($1, $2)', values: [channel, payload] })
        .catch(() => undefined)
    }
    sending = false
  }

  await connect()
  return {
    publish(scope, version) {
      waiting.set(scope, version)
      if (patient.has(scopeKind(scope))) hints ??= setTimeout(() => void flush(), hintDelayMs)
      else void flush()
    },
    onMoved(listener) {
      listeners.push(listener)
    },
    tell(topic, id) {
      waitingWords.add(`${topic}!${id}`)
      void flush()
    },
    onTold(topic, listener) {
      topics.set(topic, [...(topics.get(topic) ?? []), listener])
    },
    async stop() {
      stopped = true
      await flush()
      await client?.end().catch(() => undefined)
    },
  }
}
