import type { JsonObject } from './json.ts'

/** Everything a person can be told. Status codes are mapped once, in the server's `http/errors.ts`. */
export const errorCodes = [
  'invalid',
  'not-found',
  'forbidden',
  'conflict',
  'rule-broken',
  'too-large',
  'too-many',
  'signed-out',
  'unsupported',
  'unavailable',
] as const

/** A code of the closed list. */
export type ErrorCode = (typeof errorCodes)[number]

/**
 * What a person caused and can mend. The message says what is wrong and what to do.
 * `throw new DomainError('invalid', 'A board needs a name: type one.', { field: 'name' })`
 */
export class DomainError extends Error {
  override readonly name = 'DomainError'
  readonly code: ErrorCode
  readonly details: JsonObject
  /** What may be kept of the message for long, where it quotes what people wrote. */
  readonly kept: string

  constructor(code: ErrorCode, message: string, details: JsonObject = {}, { kept = message } = {}) {
    super(message)
    this.code = code
    this.details = details
    this.kept = kept
  }
}

/**
 * The one answer for both "does not exist" and "you may not see it", so that neither tells about the other.
 */
export function notFound(noun: string): DomainError {
  return new DomainError('not-found', `This ${noun} does not exist, or you have no access to it.`, { noun })
}

/** A bug of ours if it fails. */
export function assert(condition: unknown, message: string): asserts condition {
  if (!condition) throw new Error(`Assertion failed: ${message}`)
}

/** The value, where null or undefined would be a bug of ours. */
export function must<T>(value: T | null | undefined, message = 'a value'): T {
  if (value === null || value === undefined) throw new Error(`Expected ${message}`)
  return value
}

/** For branches that the types rule out. */
export function unreachable(value: never): never {
  throw new Error(`Unreachable: ${String(value)}`)
}

/** What a parser returns: a value, or a sentence that says what is wrong. */
export type Result<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly message: string }

/** A good result. */
export function ok<T>(value: T): Result<T> {
  return { ok: true, value }
}

/** A bad result with its sentence. */
export function fail(message: string): Result<never> {
  return { ok: false, message }
}
