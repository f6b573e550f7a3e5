import { argon2, randomBytes, timingSafeEqual } from 'node:crypto'
import { totalmem } from 'node:os'
import { promisify } from 'node:util'
import { fewAtOnce } from '../few-at-once.ts'

/** Cost of argon2id. OWASP's two equal choices: one pass over much memory, or two over little. */
export interface HashCost {
  readonly memoryKib: number
  readonly passes: number
}

const roomy: HashCost = { memoryKib: 47_104, passes: 1 }
const tight: HashCost = { memoryKib: 19_456, passes: 2 }

/** The cost that new hashes have on this machine. */
export const currentCost: HashCost = totalmem() >= 2 * 1024 ** 3 ? roomy : tight

const hashBytes = 32

const derive = promisify(argon2)

/** Each hash takes 46 MB; a crowd at the door must not take them all at once. */
const oneOfFew = fewAtOnce({
  atOnce: 4,
  maxWaiting: 200,
  refusal: 'Too many people are signing in at once: try again in a moment.',
})

/** Hashes a password: `$argon2id$v=19$m=47104,t=1,p=1$<salt>$<hash>`. */
export async function hashPassword(password: string, cost: HashCost = currentCost): Promise<string> {
  const salt = randomBytes(16)
  const hash = await oneOfFew(() => run(password, salt, cost, hashBytes))
  return `$argon2id$v=19$m=${cost.memoryKib},t=${cost.passes},p=1$${text(salt)}$${text(hash)}`
}

/** Whether a password is the one behind a stored hash. */
export async function verifyPassword(stored: string, password: string): Promise<boolean> {
  const parts = parse(stored)
  if (!parts) return false
  const hash = await oneOfFew(() => run(password, parts.salt, parts.cost, parts.hash.length))
  return timingSafeEqual(hash, parts.hash)
}

/** Whether a stored hash was made at another cost than new ones are. */
export function needsRehash(stored: string): boolean {
  const cost = parse(stored)?.cost
  return cost?.memoryKib !== currentCost.memoryKib || cost.passes !== currentCost.passes
}

function run(password: string, salt: Buffer, { memoryKib, passes }: HashCost, length: number): Promise<Buffer> {
  // The same password typed on two keyboards may differ in how its letters are composed.
  const message = Buffer.from(password.normalize('NFKC'))
  return derive('argon2id', { message, nonce: salt, parallelism: 1, tagLength: length, memory: memoryKib, passes })
}

function parse(stored: string): { cost: HashCost; salt: Buffer; hash: Buffer } | null {
  const match = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=1\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/.exec(stored)
  if (!match) return null
  const [, memory, passes, salt = '', hash = ''] = match
  return {
    cost: { memoryKib: Number(memory), passes: Number(passes) },
    salt: Buffer.from(salt, 'base64'),
    hash: Buffer.from(hash, 'base64'),
  }
}

function text(bytes: Buffer): string {
  return bytes.toString('base64').replace(/=+$/, '')
}
