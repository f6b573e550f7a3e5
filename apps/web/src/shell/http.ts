import { DomainError, errorCodes } from '@fulcrum/domain/errors'
import { appHref } from '@fulcrum/ui/app-href'
import type { ErrorCode, JsonObject } from '@fulcrum/domain'
import { t, told } from '@fulcrum/ui/messages'

/**
 * Posts JSON and gives the answer's JSON. Rejects with a DomainError whose message can be shown: what the server said, or
 * that it could not be reached.
 */
export async function post<Answer>(path: string, body: unknown = {}): Promise<Answer> {
  return request(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
}

/** Posts bytes and gives the answer's JSON, under the same rules as `post`. */
export async function postBytes<Answer>(path: string, bytes: Blob): Promise<Answer> {
  return request(path, { method: 'POST', headers: { 'content-type': 'application/octet-stream' }, body: bytes })
}

/** Gets JSON, under the same rules as `post`. */
export async function get<Answer>(path: string): Promise<Answer> {
  return request(path, {})
}

async function request<Answer>(path: string, init: RequestInit): Promise<Answer> {
  let response: Response
  try {
    response = await fetch(appHref(path), { credentials: 'same-origin', ...init })
  } catch {
    throw new DomainError('unavailable', 'The server cannot be reached. Check the connection and try again.', {
      reason: 'unreached',
    })
  }
  const text = await response.text()
  if (response.ok) return (text === '' ? null : JSON.parse(text)) as Answer
  throw toError(response.status, text)
}

function toError(status: number, text: string): DomainError {
  try {
    // @NOTE the server's one shape of refusals, see its `http/errors.ts`.
    const { error } = JSON.parse(text) as { error: { code: ErrorCode; message: string; details?: JsonObject } }
    if (errorCodes.includes(error.code)) return new DomainError(error.code, error.message, error.details ?? {})
  } catch {
    // A proxy's page, or nothing: said in our own words below.
  }
  if (status === 401) return new DomainError('signed-out', 'Sign in first.')
  return new DomainError('unavailable', 'The server did not answer as it should. Try again in a moment.')
}

/** A sentence for anything that was thrown. */
export function sayError(error: unknown): string {
  return error instanceof DomainError
    ? told(error.message)
    : t('Something went wrong here. Reload the page and try again.')
}

/** True where the refusal means that nobody is signed in any more. */
export function isSignedOut(error: unknown): boolean {
  return error instanceof DomainError && error.code === 'signed-out'
}
