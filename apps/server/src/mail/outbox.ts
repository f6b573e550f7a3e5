import { uuidV7 } from '@fulcrum/domain'
import type { AccountId } from '@fulcrum/domain'
import type pg from 'pg'
import type { Log } from '../database/database.ts'
import { deliverDue } from './deliver.ts'
import type { Letter } from './letter.ts'
import { letterKey, seal } from './seal.ts'
import type { Mailer } from './smtp.ts'

export interface OutboxParts {
  readonly pool: pg.Pool
  readonly accountId: AccountId
  readonly mailer: Mailer
  readonly secret: string
  readonly log: Log
  /** Milliseconds UTC. */
  readonly now: () => number
}

export type LetterKind = 'invitation' | 'reset' | 'inbox' | 'test'

/** What is known of a letter beside its words. */
export interface Posting {
  readonly kind: LetterKind
  /** The one-use link that it brings: once that is over the letter is not sent any more. */
  readonly link?: string
}

/** Letters that are on their way. Whoever posts one never waits for a mail server. */
export interface Outbox {
  readonly mailer: Mailer
  /** Keeps a letter until the mail server has it; gives its id. */
  post(letter: Letter, posting: Posting): Promise<string>
  /** Begins to look for letters that are due, by itself and after each that is posted. */
  start(): void
  /** Looks for letters that are due, soon. */
  wake(): void
  /** Sends what is due; gives how many letters were tried. */
  deliver(): Promise<number>
  stop(): Promise<void>
}

const lookEveryMs = 10_000

export function createOutbox(parts: OutboxParts): Outbox {
  const { pool, accountId, secret, log, now } = parts
  const key = letterKey(secret)
  let timer: NodeJS.Timeout | undefined
  let running: Promise<number> | undefined
  let looking = false

  /** One at a time in this process; other nodes skip what is taken. */
  function deliver(): Promise<number> {
    running ??= deliverDue(parts, key).finally(() => {
      running = undefined
    })
    return running
  }

  function wakeIn(delayMs: number): void {
    if (!looking) return
    // A letter that is posted while others are being sent is looked for right after.
    const after = (): void => wakeIn(delayMs)
    if (running !== undefined) return void running.then(after, after)
    clearTimeout(timer)
    timer = setTimeout(() => {
      timer = undefined
      deliver()
        .catch((error: unknown) => log.warn({ err: error }, 'letters could not be looked for'))
        .finally(() => {
          if (timer === undefined) wakeIn(lookEveryMs)
        })
    }, delayMs).unref()
  }

  return {
    mailer: parts.mailer,
    deliver,
    start() {
      looking = true
      wakeIn(0)
    },
    wake: () => wakeIn(0),
    async post(letter, { kind, link }) {
      const id = uuidV7(now(), (bytes) => crypto.getRandomValues(bytes))
      const sealed = seal(JSON.stringify(letter), key, id)
      await pool.query(
        `INSERT INTO mail_letter (account, id, kind, recipient, link, sealed, created_at, next_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $7)`,
        [accountId, id, kind, letter.to, link ?? null, sealed, now()],
      )
      wakeIn(0)
      return id
    },
    async stop() {
      looking = false
      clearTimeout(timer)
      parts.mailer.close()
      await running?.catch(() => undefined)
    },
  }
}
