import { DomainError } from '@fulcrum/domain'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Readable } from 'node:stream'
import type { Recorder } from '../auth/audit.ts'
import { fileName } from '../exports/exports.ts'
import { disposition } from '../exports/routes.ts'
import type { SignedIn } from '../http/sign-in.ts'
import type { Archives } from './archives.ts'

const config = { policy: { signedIn: true } } as const

/** `/archives`: see `protocol/archives.ts`. */
export function archiveRoutes(archives: Archives, record: Recorder) {
  return (app: FastifyInstance, signedIn: (request: FastifyRequest) => Promise<SignedIn>): void => {
    app.get<{ Params: { workspace: string } }>('/archives/of/:workspace', { config }, async (request, reply) => {
      const { memberId } = await signedIn(request)
      const { workspace } = request.params
      const { name, stream } = await archives.write(memberId, workspace)
      await record({ event: 'archive.made', actor: memberId, subject: workspace })
      void reply
        .header('content-type', 'application/zip')
        .header('content-disposition', disposition(fileName(name.replace(/\.fulcrum$/, ''), '.fulcrum')))
        .header('cache-control', 'no-store')
      return reply.send(stream)
    })

    app.register(async (uploads) => {
      uploads.removeAllContentTypeParsers()
      uploads.addContentTypeParser('*', (_request, payload, done) => done(null, payload))
      uploads.post('/archives', { config, bodyLimit: Number.MAX_SAFE_INTEGER }, async (request) => {
        const { memberId } = await signedIn(request)
        // @NOTE the parser above gives the stream itself; a request without a body gives nothing.
        const body = request.body as Readable | null | undefined
        if (!body) throw new DomainError('invalid', 'Send the archive as the body of the request.', { reason: 'empty' })
        const begun = await archives.begin(memberId, body, 'archive')
        await record({ event: 'archive.sent', actor: memberId, subject: begun.id })
        return begun
      })
    })

    app.get<{ Params: { id: string } }>('/archives/:id', { config }, async (request) => {
      const { memberId } = await signedIn(request)
      return archives.status(memberId, request.params.id)
    })

    app.delete<{ Params: { id: string } }>('/archives/:id', { config }, async (request) => {
      const { memberId } = await signedIn(request)
      return archives.cancel(memberId, request.params.id)
    })
  }
}
