import { DomainError } from '@fulcrum/domain'
import { importReading, importStart } from '@fulcrum/protocol'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Readable } from 'node:stream'
import * as z from 'zod/mini'
import type { Recorder } from '../auth/audit.ts'
import { refuseTooLarge } from './upload.ts'
import type { SignedIn } from '../http/sign-in.ts'
import type { Imports } from './imports.ts'

const config = { policy: { signedIn: true } } as const
const uploadQuery = z.object({
  name: z.string().check(z.minLength(1), z.maxLength(500)),
  kind: z.optional(z.string().check(z.maxLength(40))),
})

/** `/imports`: see `protocol/imports.ts`. An import belongs to the person who sent the file. */
export function importRoutes(imports: Imports, record: Recorder) {
  return (app: FastifyInstance, signedIn: (request: FastifyRequest) => Promise<SignedIn>): void => {
    app.get('/imports/sources', { config }, async (request) => {
      await signedIn(request)
      return imports.sources()
    })

    // Files come as they are, of any type and size, as a stream; the parsers of JSON bodies are not asked.
    app.register(async (uploads) => {
      uploads.removeAllContentTypeParsers()
      uploads.addContentTypeParser('*', (_request, payload, done) => done(null, payload))
      uploads.post('/imports', { config, bodyLimit: Number.MAX_SAFE_INTEGER }, async (request) => {
        const { memberId } = await signedIn(request)
        const { name, kind = null } = parsed(uploadQuery, request.query)
        // @NOTE the parser above gives the stream itself; a request without a body gives nothing.
        const body = request.body as Readable | null | undefined
        if (!body) throw new DomainError('invalid', 'Send the file as the body of the request.', { reason: 'empty' })
        // What says itself that it is too large need not be sent first.
        refuseTooLarge(Number(request.headers['content-length'] ?? 0))
        return imports.begin(memberId, { body, name, kind })
      })
    })

    app.post<{ Params: { id: string } }>('/imports/:id/preview', { config }, async (request) => {
      const { memberId } = await signedIn(request)
      return imports.again(memberId, request.params.id, parsed(importReading, request.body ?? {}))
    })

    app.post<{ Params: { id: string } }>('/imports/:id/start', { config }, async (request) => {
      const { memberId } = await signedIn(request)
      const started = imports.start(memberId, request.params.id, parsed(importStart, request.body))
      await record({ event: 'import.started', actor: memberId, subject: started.id })
      return started
    })

    app.get<{ Params: { id: string } }>('/imports/:id', { config }, async (request) => {
      const { memberId } = await signedIn(request)
      return imports.status(memberId, request.params.id)
    })

    app.delete<{ Params: { id: string } }>('/imports/:id', { config }, async (request) => {
      const { memberId } = await signedIn(request)
      const cancelled = await imports.cancel(memberId, request.params.id)
      await record({ event: 'import.cancelled', actor: memberId, subject: cancelled.id })
      return cancelled
    })
  }
}

function parsed<T>(schema: z.ZodMiniType<T>, value: unknown): T {
  const result = schema.safeParse(value)
  if (result.success) return result.data
  const [issue] = result.error.issues
  throw new DomainError('invalid', `${issue?.path.join('.') ?? ''} ${issue?.message ?? 'bad arguments'}`.trim())
}
