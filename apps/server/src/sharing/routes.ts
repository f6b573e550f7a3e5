import { DomainError, idOf } from '@fulcrum/domain'
import { shareAs, sharedOpen, shareChange, shareMake, shareRevoke } from '@fulcrum/protocol'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import * as z from 'zod/mini'
import { networkOf } from '../auth/attempts.ts'
import type { Recorder } from '../auth/audit.ts'
import type { SignedIn } from '../http/sign-in.ts'
import { onceAMinute } from '../once-a-minute.ts'
import type { Hub } from '../sync/hub.ts'
import type { LivePages } from './live.ts'
import type { Sharing } from './sharing.ts'

const inside = { policy: { signedIn: true } } as const
const outside = { policy: { public: 'whoever has the link of a board reads it' } } as const

const ofBoard = z.strictObject({ board: idOf('board') })

const compress = promisify(gzip)
/** What is smaller goes as it is. */
const smallBytes = 8 * 1024

/** `/shares` and `/shared`: see `protocol/sharing.ts`. */
export function sharingRoutes(
  hub: Hub,
  { sharing, livePages }: { readonly sharing: Sharing; readonly livePages: LivePages },
  record: Recorder,
) {
  // Whoever has a link can open it as often as they like: what they do must not become as many rows.
  const isFirst = onceAMinute()
  return (app: FastifyInstance, signedIn: (request: FastifyRequest) => Promise<SignedIn>): void => {
    const principalOf = async (request: FastifyRequest) => {
      const principal = hub.principal((await signedIn(request)).memberId)
      if (!principal) throw new DomainError('signed-out', 'You are not a member here any more.')
      return principal
    }

    app.get<{ Params: { board: string } }>('/shares/:board', { config: inside }, async (request) => {
      const { board } = parsed(ofBoard, request.params)
      return { links: await sharing.list(await principalOf(request), board) }
    })
    app.post('/shares/make', { config: inside }, async (request) => {
      const principal = await principalOf(request)
      const order = parsed(shareMake, request.body)
      const link = await sharing.make(principal, order)
      const details = { board: order.board, view: order.view, password: link.hasPassword, expiresAt: link.expiresAt }
      await record({ event: 'share.created', actor: principal.memberId, subject: link.id, details })
      return link
    })
    app.post('/shares/change', { config: inside }, async (request) => {
      const principal = await principalOf(request)
      const order = parsed(shareChange, request.body)
      const link = await sharing.change(principal, order)
      const details = {
        board: order.board,
        password: link.hasPassword,
        expiresAt: link.expiresAt,
        newColumns: order.withNewColumns === true,
      }
      await record({ event: 'share.changed', actor: principal.memberId, subject: link.id, details })
      return link
    })
    app.post('/shares/revoke', { config: inside }, async (request) => {
      const principal = await principalOf(request)
      const { board, id } = parsed(shareRevoke, request.body)
      await sharing.revoke(principal, board, id)
      await record({ event: 'share.revoked', actor: principal.memberId, subject: id, details: { board } })
      return {}
    })

    app.post('/shares/as', { config: inside }, async (request, reply) => {
      const principal = await principalOf(request)
      const { board, member } = parsed(shareAs, request.body)
      const shown = await sharing.viewAs(principal, board, member)
      await record({ event: 'board.viewedAs', actor: principal.memberId, subject: member, details: { board } })
      return sendJson(request, reply, shown)
    })

    type Shared = { Params: { token: string } }
    app.post<Shared>('/shared/:token', { config: outside }, async (request, reply) => {
      unlisted(reply)
      const { token } = request.params
      try {
        const reader = { token, address: request.ip }
        const { shared, link, isNew } = await sharing.open(reader, parsed(sharedOpen, request.body ?? {}))
        if (isNew && isFirst(`${link.id} ${networkOf(request.ip)}`)) {
          await record({ event: 'share.opened', subject: link.id, details: { board: link.board } })
        }
        return await sendJson(request, reply, shared)
      } catch (error) {
        if (error instanceof DomainError && error.details['reason'] === 'wrong') {
          await record({ event: 'share.refused', details: { address: request.ip } })
        }
        throw error
      }
    })
    app.post<Shared>('/shared/:token/live', { config: outside }, async (request, reply) => {
      const { pass = '' } = parsed(sharedOpen, request.body ?? {})
      const news = await livePages.follow(request.params.token, pass, request.ip)
      // A proxy that gathers what it passes on would hold it back.
      unlisted(reply).header('content-type', 'application/x-ndjson').header('x-accel-buffering', 'no')
      return reply.send(news)
    })
  }
}

function unlisted(reply: FastifyReply): FastifyReply {
  return reply.header('x-robots-tag', 'noindex, nofollow')
}

async function sendJson(request: FastifyRequest, reply: FastifyReply, answer: object): Promise<FastifyReply> {
  const body = Buffer.from(JSON.stringify(answer))
  void reply.header('content-type', 'application/json; charset=utf-8').header('vary', 'accept-encoding')
  const takesGzip = String(request.headers['accept-encoding'] ?? '').includes('gzip')
  if (!takesGzip || body.length < smallBytes) return reply.send(body)
  return reply.header('content-encoding', 'gzip').send(await compress(body, { level: 4 }))
}

function parsed<T>(schema: z.ZodMiniType<T>, given: unknown): T {
  const read = schema.safeParse(given)
  if (read.success) return read.data
  const [issue] = read.error.issues
  const field = issue?.path.join('.') ?? ''
  throw new DomainError('invalid', `${field} ${issue?.message ?? 'bad arguments'}`.trim(), { field })
}
