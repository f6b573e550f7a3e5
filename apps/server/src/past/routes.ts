import { DomainError, isUuid, notFound, tablesInScope, visibleRecords } from '@fulcrum/domain'
import { frameChunk, pastHeader } from '@fulcrum/protocol'
import type { PastHeader } from '@fulcrum/protocol'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'

import type { SignedIn } from '../http/sign-in.ts'
import { chunkManifest } from '../sync/chunks.ts'
import type { Hub } from '../sync/hub.ts'
import { seenPast } from './seen-past.ts'
import type { SeenPast } from './seen-past.ts'

const compress = promisify(gzip)

/** `GET /sync/past?board=…&at=…`: see `protocol/past.ts`. By today's rights; what was purged is not in it. */
export function pastRoutes(hub: Hub) {
  return (app: FastifyInstance, signedIn: (request: FastifyRequest) => Promise<SignedIn>): void => {
    app.get<{ Querystring: Record<string, string | undefined> }>(
      '/sync/past',
      { config: { policy: { signedIn: true } } },
      async (request, reply) => {
        const { memberId } = await signedIn(request)
        const { board = '', at = '' } = request.query
        if (!isUuid(board)) throw new DomainError('invalid', 'A past board is named by its id.')
        if (!/^-?\d{1,15}$/.test(at)) throw new DomainError('invalid', 'A moment is a number of milliseconds.')
        const principal = hub.principal(memberId)
        if (!principal) throw notFound('board')
        const seen = await seenPast({ hub, principal }, board, Number(at))
        const parts = await partsOf(seen, { at: Number(at), viewerId: memberId })
        return reply
          .header('cache-control', 'private, no-store')
          .header('content-type', 'application/octet-stream')
          .send(Buffer.concat(parts))
      },
    )
  }
}

interface Reading {
  readonly at: number
  readonly viewerId: string
}

/** The head and then the chunks, as they go on the wire; between them everything else has its turn. */
async function partsOf(seen: SeenPast, { at, viewerId }: Reading): Promise<Uint8Array[]> {
  const { state, items, version, isThere, sight } = seen
  const records = isThere ? visibleRecords(state, tablesInScope('board'), sight, viewerId) : []
  const manifest = isThere ? chunkManifest(state, sight) : { rowCount: 0, chunks: 0, lanes: [] }
  const header: PastHeader = { at, version, isThere, records }
  const head = { lane: pastHeader, chunk: 0, body: await compress(JSON.stringify(header), { level: 1 }) }
  const parts = [frameChunk(head)]
  for (const { key } of manifest.lanes) {
    const bodies = await Promise.all(Array.from({ length: manifest.chunks }, (_, chunk) => items.body(key, chunk)))
    for (const [chunk, body] of bodies.entries()) parts.push(frameChunk({ lane: key, chunk, body }))
  }
  return parts
}
