import { DomainError } from '@fulcrum/domain'

/** Refuses an end that is over already. */
export function refusePast(expiresAt: number | null, now: number): void {
  if (expiresAt === null || expiresAt > now) return
  throw new DomainError('invalid', 'Choose an end that is still to come.', { field: 'expiresAt' })
}

/** The one answer for a link that never was, one that ended, and a board that is not there any more. */
export function unknownLink(): DomainError {
  return new DomainError(
    'not-found',
    'There is nothing at this address. The link may have been taken back: ask whoever sent it for a new one.',
    { reason: 'gone' },
  )
}

/** What is said before a password was given. */
export function passwordWanted(): DomainError {
  return new DomainError('forbidden', 'This link asks for a password.', { reason: 'password' })
}

/** What is said where the rules of a board are against links. */
export function linksRefused(): DomainError {
  return new DomainError(
    'conflict',
    'Public links are not allowed on this board. Its owners allow them where they share it.',
    {
      reason: 'rules',
    },
  )
}
