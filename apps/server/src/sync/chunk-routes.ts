import { DomainError, isScope, notFound, scopeId, scopeKind } from '@fulcrum/domain'
import type { Scope } from '@fulcrum/domain'
import { Readable } from 'node:stream'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { SignedIn } from '../http/sign-in.ts'
import { ChunkCache, chunkManifest, chunksTag } from './chunks.ts'
import type { CachedChunk } from './chunks.ts'
import type { Hub } from './hub.ts'

/**
 * `GET /sync/chunks?scope=board:…&version=7&lanes=title,c1&from=0&to=12`: the items of a board as compressed columns, none
 * older than `version`. `x-fulcrum-version` says from which version on the changes are still needed. The ETag is of the
 * contents, so a client that has them already is told so by any node.
 */
export function chunkRoutes(
  app: FastifyInstance,
  hub: Hub,
  signedIn: (request: FastifyRequest) => Promise<SignedIn>,
): void {
  const cache = new ChunkCache()
  app.get<{ Querystring: Record<string, string | undefined> }>(
    '/sync/chunks',
    { config: { policy: { signedIn: true } } },
    async (request, reply) => {
      const { memberId } = await signedIn(request)
      const { scope = '', version, lanes = '', from, to } = request.query
      if (!isScope(scope) || scopeKind(scope) !== 'board') throw new DomainError('invalid', 'Chunks are of a board.')
      const principal = hub.principal(memberId)
      await boardAt(hub, scope, Number(version ?? 0))
      const seen = principal ? await hub.boardFor(principal, scopeId(scope)) : null
      if (seen === null) throw notFound('board')
      const { board, sight } = seen
      const manifest = chunkManifest(board, sight)
      const allowed = new Set(manifest.lanes.map(({ key }) => key))
      const wanted = [...new Set(lanes.split(','))].filter((lane) => allowed.has(lane))
      const range = { from: place(from, 0), to: Math.min(place(to, manifest.chunks), manifest.chunks) }
      const at = board.version
      const parts: Promise<CachedChunk>[] = []
      for (let chunk = range.from; chunk < range.to; chunk++) {
        for (const lane of wanted) parts.push(cache.get(board, lane, chunk))
      }
      const chunks = await Promise.all(parts)
      const tag = chunksTag(chunks)
      void reply
        .header('cache-control', 'private, no-cache')
        .header('etag', tag)
        .header('x-fulcrum-version', String(at))
      if (request.headers['if-none-match'] === tag) return reply.code(304).send()
      return reply
        .header('content-type', 'application/octet-stream')
        .header('content-length', String(chunks.reduce((sum, { framed }) => sum + framed.length, 0)))
        .send(inPieces(chunks))
    },
  )
}

/** Bytes that are handed on at once. */
const pieceBytes = 256 * 1024

/** The chunks as they lie in the cache, without a copy of all of them: a board is megabytes. */
function inPieces(chunks: readonly CachedChunk[]): Readable {
  let at = 0
  return new Readable({
    highWaterMark: pieceBytes,
    read() {
      for (let chunk = chunks[at]; chunk !== undefined; chunk = chunks[at]) {
        at += 1
        if (!this.push(chunk.framed)) return
      }
      this.push(null)
    },
  })
}

/** Waits until the board is here, at least at a version that the asker has heard of, maybe from another node. */
async function boardAt(hub: Hub, scope: Scope, version: number): Promise<void> {
  const held = await hub.store.get(scope)
  if (held.state.version < version) await hub.store.catchUp(scope)
}

function place(text: string | undefined, otherwise: number): number {
  if (text === undefined) return otherwise
  if (!/^\d{1,6}$/.test(text)) throw new DomainError('invalid', 'A chunk is named by its number.')
  return Number(text)
}
