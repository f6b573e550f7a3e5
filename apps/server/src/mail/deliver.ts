import type { Letter } from './letter.ts'
import type { OutboxParts } from './outbox.ts'
import { unseal } from './seal.ts'
import { MailProblem } from './smtp.ts'

/** After so many tries, some five hours, a letter is given up: whoever manages the account sees it and can send it again. */
export const mostTries = 12
const firstDelayMs = 30_000
const longestDelayMs = 60 * 60 * 1000
/** Whoever took a letter and did not come to an end with it loses it to the next after this. */
const leaseMs = 2 * 60 * 1000
/** How many are tried at once, each by a connection of its own. */
const batch = 3

interface DueLetter {
  readonly id: string
  readonly tries: number
  readonly sealed: Buffer | null
  readonly recipient: string
  /** The link that it brings is over. */
  readonly pointless: boolean
}

/** How long to wait after a try, `random` being 0 to 1: longer each time, and not all at once. */
export function delayAfter(tries: number, random: number): number {
  return Math.min(firstDelayMs * 2 ** (tries - 1), longestDelayMs) * (0.8 + 0.4 * random)
}

/** Tries every letter that is due, at least once each; gives how many. */
export async function deliverDue(parts: OutboxParts, key: Buffer): Promise<number> {
  let tried = 0
  for (;;) {
    const due = await take(parts)
    await Promise.all(due.map((letter) => deliverOne(parts, key, letter)))
    tried += due.length
    if (due.length < batch) return tried
  }
}

async function take({ pool, accountId, now }: OutboxParts): Promise<readonly DueLetter[]> {
  const { rows } = await pool.query<DueLetter>(
    `UPDATE mail_letter AS letter SET tries = tries + 1, next_at = $2 + $3
     FROM (
       SELECT due.id AS due_id, link.id IS NOT NULL AND
         (link.used_at IS NOT NULL OR link.revoked_at IS NOT NULL OR link.expires_at <= $2) AS pointless
       FROM mail_letter AS due LEFT JOIN auth_link AS link ON link.account = due.account AND link.id = due.link
       WHERE due.account = $1 AND due.next_at <= $2 ORDER BY due.next_at LIMIT $4 FOR UPDATE OF due SKIP LOCKED
     ) AS taken
     WHERE letter.account = $1 AND letter.id = taken.due_id
     RETURNING letter.id, letter.tries, letter.sealed, letter.recipient, taken.pointless`,
    [accountId, now(), leaseMs, batch],
  )
  return rows
}

async function deliverOne(parts: OutboxParts, key: Buffer, letter: DueLetter): Promise<void> {
  const { mailer, now, log } = parts
  if (letter.pointless) return giveUp(parts, letter, 'Its link was used, taken back, or is over.')
  const text = letter.sealed && unseal(letter.sealed, key, letter.id)
  if (!text) return giveUp(parts, letter, 'It was written under another secret: make the link anew.')
  try {
    // @NOTE written by `post` alone.
    await mailer.send(JSON.parse(text) as Letter, letter.id)
  } catch (error) {
    const problem = error instanceof Error ? error.message : String(error)
    const isFinal = error instanceof MailProblem && error.isFinal
    log.warn({ letter: letter.id, tries: letter.tries, problem }, 'a letter could not be sent')
    if (isFinal || letter.tries >= mostTries) return giveUp(parts, letter, problem)
    return settle(parts, letter, {
      nextAt: Math.round(now() + delayAfter(letter.tries, Math.random())),
      problem,
    })
  }
  // What it said is not kept longer than it is needed.
  await settle(parts, letter, { sentAt: now(), forget: true })
}

function giveUp(parts: OutboxParts, letter: DueLetter, problem: string): Promise<void> {
  return settle(parts, letter, { givenUpAt: parts.now(), problem })
}

interface Settled {
  readonly nextAt?: number
  readonly sentAt?: number
  readonly givenUpAt?: number
  readonly problem?: string
  readonly forget?: boolean
}

async function settle({ pool, accountId }: OutboxParts, { id, tries }: DueLetter, to: Settled): Promise<void> {
  // Where the lease ran out and somebody else has it now, that one says what became of it.
  await pool.query(
    `UPDATE mail_letter SET next_at = $4, sent_at = $5, given_up_at = $6, problem = $7,
       sealed = CASE WHEN $8 THEN NULL ELSE sealed END
     WHERE account = $1 AND id = $2 AND tries = $3`,
    [
      accountId,
      id,
      tries,
      to.nextAt ?? null,
      to.sentAt ?? null,
      to.givenUpAt ?? null,
      to.problem ?? null,
      to.forget ?? false,
    ],
  )
}
