import { DomainError } from '@fulcrum/domain'
import type { Json } from '@fulcrum/domain'
import { readChunks } from '@fulcrum/protocol'
import type { ChunkPort, QueryPort } from '../ports.ts'
import { refusalOf } from './refusal.ts'

/** Asks queries by `POST /sync/ask/<name>`: like all of sync, in UUIDs. */
export function fetchQuery(server: string): QueryPort {
  return async (name, args) => {
    const response = await reach(`${server}/sync/ask/${name}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(args),
    })
    return (await response.json()) as Json
  }
}

/** Fetches chunks by `GET /sync/chunks`. */
export function fetchChunks(server: string): ChunkPort {
  return async ({ scope, version, lanes, from, to }) => {
    const query = new URLSearchParams({
      scope,
      version: String(version),
      lanes: lanes.join(','),
      from: String(from),
      to: String(to),
    })
    const response = await reach(`${server}/sync/chunks?${query.toString()}`, {})
    return {
      version: Number(response.headers.get('x-fulcrum-version') ?? -1),
      chunks: readChunks(new Uint8Array(await response.arrayBuffer())),
    }
  }
}

/** Asks the server; what it refuses is thrown as it says it. */
export async function reach(url: string, init: RequestInit): Promise<Response> {
  let response: Response
  try {
    response = await fetch(url, { ...init, credentials: 'same-origin' })
  } catch {
    throw new DomainError('unavailable', 'The server cannot be reached: try again when the connection is back.', {
      reason: 'unreached',
    })
  }
  if (response.ok) return response
  throw refusalOf(response.status, await response.json().catch(() => null))
}
