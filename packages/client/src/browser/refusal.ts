import { DomainError, errorCodes } from '@fulcrum/domain'
import type { ErrorCode, JsonObject } from '@fulcrum/domain'

/** What the server says when it refuses: `{ error: { code, message, details } }`. */
export function refusalOf(status: number, body: unknown): DomainError {
  const error = ((body as JsonObject | null)?.['error'] ?? {}) as JsonObject
  const code = errorCodes.find((known) => known === error['code'])
  const message = error['message']
  if (code && typeof message === 'string') return new DomainError(code, message, (error['details'] ?? {}) as JsonObject)
  // Something between us and the server answered.
  const guess: ErrorCode = status === 401 ? 'signed-out' : status === 413 ? 'too-large' : 'unavailable'
  return new DomainError(guess, `The server answered ${status}: try again in a moment.`, { status })
}
