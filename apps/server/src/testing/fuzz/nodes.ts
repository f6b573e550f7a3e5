import { DomainError } from '@fulcrum/domain'
import type { AccountId, Json, MemberId } from '@fulcrum/domain'
import { readChunks } from '@fulcrum/protocol'
import type { ChunkPort, QueryPort } from '@fulcrum/client'
import Fastify from 'fastify'
import type pg from 'pg'
import { createPool } from '../../database/pool.ts'
import { answerErrors } from '../../http/errors.ts'
import { startNode } from '../../node.ts'
import type { SyncNode } from '../../node.ts'
import { queries } from '../../queries/all.ts'
import { chunkRoutes } from '../../sync/chunk-routes.ts'
import { silentLog } from '../temporary-cluster.ts'
import { kinds } from '../world.ts'

/** A node with a pool of its own, so that it can die alone. */
export interface FuzzNode {
  readonly sync: SyncNode
  readonly isAlive: boolean
  /** What cuts each of its sockets. */
  readonly sockets: Set<() => void>
  /** Everything it does ends where it is: sockets, connections to the database, statements on their way. */
  kill(): void
  stop(): Promise<void>
  chunks(member: MemberId): ChunkPort
  query(member: MemberId): QueryPort
}

/** What of a database connection must be reached to break it. */
interface Breakable {
  readonly connection: { readonly stream: { destroy(): void } }
}

/** Starts a node of an account beside one database. */
export async function startFuzzNode(url: string, accountId: AccountId): Promise<FuzzNode> {
  const pool = createPool(url, silentLog, 5)
  const connections = new Set<Breakable>()
  // @NOTE pg does not type the stream below a client.
  pool.on('connect', (client) => connections.add(client as unknown as Breakable))
  const sync = await startNode({
    pool,
    databaseUrl: url,
    accountId,
    kinds,
    log: silentLog,
    now: () => Date.now(),
    pollMs: 100,
  })
  const app = await http(sync)
  const sockets = new Set<() => void>()
  let isAlive = true

  return {
    sync,
    sockets,
    get isAlive() {
      return isAlive
    },
    kill: () => {
      isAlive = false
      for (const cut of sockets) cut()
      void end(pool)
      for (const client of connections) client.connection.stream.destroy()
      void sync.stop()
    },
    stop: async () => {
      await app.close()
      if (!isAlive) return
      isAlive = false
      await sync.stop()
      await end(pool)
    },
    chunks:
      (member) =>
      async ({ scope, version, lanes, from, to }) => {
        if (!isAlive) throw unreachable()
        const query = { scope, version: String(version), lanes: lanes.join(','), from: String(from), to: String(to) }
        const response = await app.inject({ url: '/sync/chunks', query, headers: { 'x-member': member } })
        if (response.statusCode !== 200) throw refusal(response.json())
        return {
          version: Number(response.headers['x-fulcrum-version']),
          chunks: readChunks(new Uint8Array(response.rawPayload)),
        }
      },
    query: (member) => async (name, args) => {
      const query = queries.find((each) => each.name === name)
      const principal = isAlive ? sync.hub.principal(member) : null
      if (!query || !principal) throw unreachable()
      return (await query.answer({ hub: sync.hub, principal }, args)) as Json
    },
  }
}

async function http(sync: SyncNode) {
  const app = Fastify({ logger: false })
  answerErrors(app, silentLog)
  // @NOTE only this file asks, with a member's id.
  chunkRoutes(app, sync.hub, async (request) => ({
    memberId: String(request.headers['x-member']) as MemberId,
    sessionId: 'session',
  }))
  await app.ready()
  return app
}

async function end(pool: pg.Pool): Promise<void> {
  await pool.end().catch(() => undefined)
}

function unreachable(): DomainError {
  return new DomainError('unavailable', 'The node is gone.')
}

function refusal({ error }: { error: { code: DomainError['code']; message: string } }): DomainError {
  return new DomainError(error.code, error.message)
}
