import { DomainError } from '@fulcrum/domain/errors'
import { sayError } from './http.ts'

/** Why something cannot be read: the server was not reached, it failed, or it is not for this person. */
export interface Trouble {
  readonly kind: 'offline' | 'failed' | 'refused'
  /** A sentence: what the server said, or that it could not be reached. */
  readonly text: string
}

/** What stands in the place of something whose question ended so; `Failure` draws it. */
export function troubleOf(error: unknown): Trouble {
  const text = sayError(error)
  if (!(error instanceof DomainError)) return { kind: 'failed', text }
  if (error.code === 'forbidden') return { kind: 'refused', text }
  return { kind: error.details['reason'] === 'unreached' ? 'offline' : 'failed', text }
}
