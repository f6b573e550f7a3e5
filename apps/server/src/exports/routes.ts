import { DomainError } from '@fulcrum/domain'
import { exportOrder } from '@fulcrum/protocol'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Recorder } from '../auth/audit.ts'
import type { SignedIn } from '../http/sign-in.ts'
import type { Exports } from './exports.ts'

const config = { policy: { signedIn: true } } as const

/** `/exports`: see `protocol/exports.ts`. An export belongs to the person who asked for it, and shows what they see. */
export function exportRoutes(exports: Exports, record: Recorder) {
  return (app: FastifyInstance, signedIn: (request: FastifyRequest) => Promise<SignedIn>): void => {
    app.get('/exports/formats', { config }, async (request) => {
      await signedIn(request)
      return exports.entries()
    })

    app.post('/exports', { config }, async (request) => {
      const { memberId } = await signedIn(request)
      const order = exportOrder.safeParse(request.body)
      if (order.success) {
        const begun = await exports.begin(memberId, order.data)
        const { board, format } = order.data
        await record({ event: 'export.made', actor: memberId, subject: board, details: { format } })
        return begun
      }
      const [issue] = order.error.issues
      throw new DomainError('invalid', `${issue?.path.join('.') ?? ''} ${issue?.message ?? 'bad arguments'}`.trim())
    })

    app.get<{ Params: { id: string } }>('/exports/:id', { config }, async (request) => {
      const { memberId } = await signedIn(request)
      return exports.status(memberId, request.params.id)
    })

    app.get<{ Params: { id: string } }>('/exports/:id/file', { config }, async (request, reply) => {
      const { memberId } = await signedIn(request)
      const { stream, fileName, format } = exports.file(memberId, request.params.id)
      void reply
        .header('content-type', format.mediaType)
        .header('content-disposition', disposition(fileName))
        .header('cache-control', 'no-store')
      return reply.send(stream)
    })

    app.delete<{ Params: { id: string } }>('/exports/:id', { config }, async (request, reply) => {
      const { memberId } = await signedIn(request)
      exports.forget(memberId, request.params.id)
      return reply.code(204).send()
    })
  }
}

/** The header by which a browser saves a file under its name, in letters that every browser knows and in its own. */
export function disposition(name: string): string {
  const plain = name.replace(/[^\x20-\x7e]|["\\%]/g, '_')
  const coded = encodeURIComponent(name).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return `attachment; filename="${plain}"; filename*=UTF-8''${coded}`
}
