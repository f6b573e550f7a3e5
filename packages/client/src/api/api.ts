import { DomainError } from '@fulcrum/domain'
import type { JsonObject } from '@fulcrum/domain'
import { refusalOf } from '../browser/refusal.ts'

/** Where a Fulcrum is, and a token of its Settings → Tokens. */
export interface ApiOptions {
  readonly url: string
  readonly token: string
  /** Takes the place of the runtime's own `fetch`. */
  readonly fetch?: typeof fetch
}

/** What a command did. `T` is what it gives; the document of the API says it. */
export interface Done<T = JsonObject> {
  readonly change: string | null
  readonly versions: Readonly<Record<string, number>>
  /** The id of what was made, by commands that make something. */
  readonly id: string
  readonly result: T
}

/** One command of many. */
export interface BulkCommand {
  readonly command: string
  readonly args: object
}

/** What became of many commands, in their order. */
export interface BulkDone {
  readonly done: number
  readonly refused: number
  readonly batch: string | null
  readonly results: readonly (({ readonly ok: true } & Done) | { readonly ok: false; readonly error: ApiError })[]
}

/** Why a command of many was refused, by code; the message is for people. */
export interface ApiError {
  readonly code: string
  readonly message: string
  readonly details: JsonObject
}

/** A change of a scope, as the token may know of it: of some it is its bare version. */
export interface ApiChange {
  readonly version: number
  readonly id?: string
  readonly at?: number
  readonly actor?: string | null
  readonly command?: string
  readonly patches?: readonly JsonObject[]
}

/** A Fulcrum, for programs. Whatever is refused throws a `DomainError` with its code. */
export interface Api {
  /** Runs a command. A repeat after a broken connection is done once: every call has a key of its own, or the one given. */
  run<T = JsonObject>(command: string, args: object, key?: string): Promise<Done<T>>
  query<T = JsonObject>(query: string, args?: object): Promise<T>
  /** Runs many commands in their order; with `whole` all or none. */
  bulk(
    commands: readonly BulkCommand[],
    options?: { readonly whole?: boolean; readonly key?: string },
  ): Promise<BulkDone>
  /** The entries of a list, page after page. */
  list<T = JsonObject>(query: string, args?: object): AsyncGenerator<T, void, undefined>
  /** The changes of a scope after a version, those to come too: it ends when it is left or the signal says so. */
  changes(scope: string, after?: number, signal?: AbortSignal): AsyncGenerator<ApiChange, void, undefined>
}

/** How often a request is sent again while the server is away, and how long is waited before the second time. */
const tries = 5
const firstPauseMs = 500

/** Opens a Fulcrum to a program. `createApi({ url: 'https://fulcrum.example.org', token: 'ful_…' })` */
export function createApi({ url, token, fetch: send = fetch }: ApiOptions): Api {
  const base = url.replace(/\/+$/, '')

  async function ask<T>(path: string, init: RequestInit, key?: string): Promise<T> {
    const headers = {
      authorization: `Bearer ${token}`,
      ...(init.body !== undefined && { 'content-type': 'application/json' }),
      ...(key !== undefined && { 'idempotency-key': key }),
    }
    for (let n = 1; ; n++) {
      const answer = await once(() => send(`${base}${path}`, { ...init, headers }))
      if (!(answer instanceof DomainError)) return answer as T
      const waitMs = pauseOf(answer, n)
      if (waitMs === null || init.signal?.aborted === true) throw answer
      await new Promise((resolve) => setTimeout(resolve, waitMs))
    }
  }

  const post = <T>(name: string, args: object, key?: string): Promise<T> =>
    ask<T>(`/api/${name}`, { method: 'POST', body: JSON.stringify(args) }, key)

  return {
    run: (command, args, key = crypto.randomUUID()) => post(command, args, key),
    query: (query, args = {}) => post(query, args),
    bulk: (commands, { whole = false, key = crypto.randomUUID() } = {}) => post('bulk', { commands, whole }, key),
    async *list<T>(query: string, args: object = {}) {
      let cursor: unknown
      do {
        const page: JsonObject = await post(query, { ...args, ...(typeof cursor === 'string' && { cursor }) })
        const entries = Object.values(page).find(Array.isArray) ?? []
        // @NOTE whoever asks knows what the list is of.
        yield* entries as T[]
        cursor = page['next']
      } while (typeof cursor === 'string')
    },
    async *changes(scope, after = 0, signal) {
      for (let from = after; ;) {
        if (signal?.aborted === true) return
        const query = new URLSearchParams({ scope, after: String(from), wait: '25' })
        const { changes, next } = await ask<{ readonly changes: readonly ApiChange[]; readonly next: number }>(
          `/api/changes?${query.toString()}`,
          signal ? { signal } : {},
        )
        yield* changes
        from = next
      }
    },
  }
}

/** One try: what was answered, or why it was refused. */
async function once(send: () => Promise<Response>): Promise<unknown> {
  let response: Response
  try {
    response = await send()
  } catch {
    return new DomainError('unavailable', 'The server cannot be reached: is its address right?')
  }
  const body: unknown = await response.json().catch(() => null)
  return response.ok ? body : refusalOf(response.status, body)
}

/** How long to wait before a request is sent again; null where that would change nothing. */
function pauseOf({ code, details }: DomainError, n: number): number | null {
  if (n >= tries) return null
  const { retryAfterMs } = details
  if (code === 'too-many') return typeof retryAfterMs === 'number' ? retryAfterMs : null
  return code === 'unavailable' ? firstPauseMs * 2 ** (n - 1) : null
}
