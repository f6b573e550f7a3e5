import { isIP } from 'node:net'
import { DomainError } from '@fulcrum/domain'
import type { AuthContext } from './ports.ts'
import { hashToken } from './secrets.ts'

const windowMs = 15 * 60 * 1000

/** Something of which only so many wrong tries are let through in a window. */
export interface Limit {
  readonly key: string
  readonly max: number
}

/** Tries at one person's password, wherever they come from. */
export function personLimit(email: string): Limit {
  return { key: `person:${email}`, max: 10 }
}

/** Tries at one person's password from a browser on which they signed in before. */
export function browserLimit(mark: string): Limit {
  return { key: `person:browser:${mark}`, max: 10 }
}

/** Tries from one network at the passwords of many: an office behind one address has many people. */
export function networkLimit(ip: string): Limit {
  return { key: `network:${networkOf(ip)}`, max: 50 }
}

/** Tries from one network at links, of which nobody mistypes many. */
export function linkLimit(ip: string): Limit {
  return { key: `link:${networkOf(ip)}`, max: 10 }
}

/** Tries at the password of a link to a board, of one network and of all. */
export function sharedLimits(link: string, ip: string): readonly Limit[] {
  return [
    { key: `shared:${link}:${networkOf(ip)}`, max: 10 },
    { key: `shared:${link}`, max: 200 },
  ]
}

/** Tokens from one network that are none, or none any more: a program that was forgotten asks again and again. */
export function tokenLimit(ip: string): Limit {
  return { key: `token:${networkOf(ip)}`, max: 50 }
}

/**
 * Counts a try before it is made, so that a thousand at once count like a thousand in a row; refuses where there were too
 * many. `forgive` takes the try back once it turned out right.
 */
export async function countTry(
  { pool, now }: Pick<AuthContext, 'pool' | 'now'>,
  limits: readonly Limit[],
): Promise<void> {
  const time = now()
  let waitMs = 0
  for (const { key, max } of limits) {
    const { rows } = await pool.query<{ count: number; since: number }>(
      `INSERT INTO auth_attempt AS a (key, count, since) VALUES ($1, 1, $2)
       ON CONFLICT (key) DO UPDATE SET
         count = CASE WHEN a.since <= $2 - $3::bigint THEN 1 ELSE least(a.count + 1, 1000000) END,
         since = CASE WHEN a.since <= $2 - $3::bigint THEN $2 ELSE a.since END
       RETURNING count, since`,
      [hashToken(key), time, windowMs],
    )
    const [row] = rows
    if (row && row.count > max) waitMs = Math.max(waitMs, row.since + windowMs - time)
  }
  if (waitMs === 0) return
  const minutes = Math.max(1, Math.ceil(waitMs / 60_000))
  throw new DomainError(
    'too-many',
    `Too many wrong tries. Wait ${minutes === 1 ? 'a minute' : `${minutes} minutes`}, then try again.`,
    { retryAfterMs: waitMs },
  )
}

/** Takes a try back that turned out right: a person's count starts over, a network's loses this one try. */
export async function forgive({ pool }: Pick<AuthContext, 'pool'>, limits: readonly Limit[]): Promise<void> {
  for (const { key } of limits) {
    const sql = key.startsWith('person:')
      ? 'DELETE FROM auth_attempt WHERE key = $1'
      : 'UPDATE auth_attempt SET count = greatest(count - 1, 0) WHERE key = $1'
    await pool.query(sql, [hashToken(key)])
  }
}

/** Forgets windows that are over. */
export async function forgetAttempts({ pool, now }: AuthContext): Promise<void> {
  await pool.query('DELETE FROM auth_attempt WHERE since <= $1', [now() - windowMs])
}

/**
 * The network that an address counts for: an IPv6 customer has 2^64 addresses or more, so the first 64 bits count; an IPv4
 * address written as IPv6 is the IPv4 address.
 */
export function networkOf(ip: string): string {
  const plain = ip.split('%')[0]?.toLowerCase() ?? ''
  if (isIP(plain) !== 6) return plain
  const groups = groupsOf(plain)
  const isMapped = groups.slice(0, 5).every((group) => group === 0) && groups[5] === 0xffff
  if (isMapped) {
    const [high = 0, low = 0] = groups.slice(6)
    return [high >> 8, high & 255, low >> 8, low & 255].join('.')
  }
  return `${groups
    .slice(0, 4)
    .map((group) => group.toString(16))
    .join(':')}::/64`
}

/** The eight groups of an IPv6 address. */
function groupsOf(ip: string): number[] {
  const dotted = /^(.*:)(\d+)\.(\d+)\.(\d+)\.(\d+)$/.exec(ip)
  const hex = (high: string | undefined, low: string | undefined) => (Number(high) * 256 + Number(low)).toString(16)
  const text = dotted ? `${dotted[1]}${hex(dotted[2], dotted[3])}:${hex(dotted[4], dotted[5])}` : ip
  const [left = '', right] = text.split('::')
  const parse = (part: string) => (part === '' ? [] : part.split(':').map((group) => Number.parseInt(group, 16)))
  if (right === undefined) return parse(left)
  const [head, tail] = [parse(left), parse(right)]
  return [...head, ...Array.from({ length: 8 - head.length - tail.length }, () => 0), ...tail]
}
