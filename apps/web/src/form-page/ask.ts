import { t } from '@fulcrum/ui/messages'
import type { FormRefusal } from '../shell/forms/draw-form.ts'

/** What the server refused, and why. */
export class Refused extends Error {
  readonly code: string
  readonly reason: string | undefined
  readonly retryAfterMs: number
  readonly problems: FormRefusal['problems']

  constructor({ code, message, details }: ErrorAnswer) {
    super(message)
    this.code = code
    this.reason = details?.reason
    this.retryAfterMs = details?.retryAfterMs ?? 1_000
    this.problems = details?.problems ?? []
  }
}

interface ErrorAnswer {
  readonly code: string
  readonly message: string
  readonly details?: {
    readonly reason?: string
    readonly retryAfterMs?: number
    readonly problems?: FormRefusal['problems']
  }
}

/** Gets JSON, or posts a body; below the page's base. Rejects with a Refused, or where there is no connection as `fetch` does. */
export async function ask<Answer>(path: string, { body }: { readonly body?: string | Blob } = {}): Promise<Answer> {
  const type = typeof body === 'string' ? 'application/json' : 'application/octet-stream'
  const response = await fetch(new URL(path, document.baseURI), {
    credentials: 'same-origin',
    ...(body !== undefined && { method: 'POST', body, headers: { 'content-type': type } }),
  })
  const text = await response.text()
  // @NOTE the server's own answers, of the shapes that both sides share.
  if (response.ok) return JSON.parse(text) as Answer
  throw new Refused(errorIn(text))
}

function errorIn(text: string): ErrorAnswer {
  try {
    // @NOTE see the server's `http/errors.ts`.
    const { error } = JSON.parse(text) as { error: ErrorAnswer }
    if (typeof error.message === 'string') return error
  } catch {
    // A proxy's page, or nothing.
  }
  return { code: 'unavailable', message: t('The server did not answer as it should. Try again in a moment.') }
}
