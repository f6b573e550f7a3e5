import { DomainError } from '@fulcrum/domain'
import { formAnswer, formLimits, formShare, formUnshare } from '@fulcrum/protocol'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Readable } from 'node:stream'
import * as z from 'zod/mini'
import type { Recorder } from '../auth/audit.ts'
import type { FindSession, SignedIn } from '../http/sign-in.ts'
import type { Hub } from '../sync/hub.ts'
import type { Answerer, Forms } from './forms.ts'

const inside = { policy: { signedIn: true } } as const
const outside = { policy: { public: 'whoever has the link of a form answers it' } } as const

/** An answer is texts; files come on their own. */
const maxAnswerBytes = 512 * 1024

const fileQuery = z.strictObject({
  column: z.string().check(z.regex(/^[1-9]\d{0,8}$/, 'Expected the number of a column.')),
  name: z.string().check(z.minLength(1, 'Say what the file is called.'), z.maxLength(255)),
})

/** `/forms`: see `protocol/forms.ts`. */
export function formRoutes(
  { hub, findSession }: { readonly hub: Hub; readonly findSession: FindSession },
  forms: Forms,
  record: Recorder,
) {
  return (app: FastifyInstance, signedIn: (request: FastifyRequest) => Promise<SignedIn>): void => {
    const principalOf = async (request: FastifyRequest) => {
      const principal = hub.principal((await signedIn(request)).memberId)
      if (!principal) throw new DomainError('signed-out', 'You are not a member here any more.')
      return principal
    }

    app.get<{ Params: { board: string; view: string } }>(
      '/forms/shared/:board/:view',
      { config: inside },
      async (request) => {
        const { board, view } = parsed(formUnshare, request.params)
        // JSON has a word for nothing; an empty body is none.
        return { link: await forms.shared(await principalOf(request), board, view) }
      },
    )
    app.post('/forms/share', { config: inside }, async (request) => {
      const principal = await principalOf(request)
      const order = parsed(formShare, request.body)
      const link = await forms.share(principal, order)
      const details = { board: order.board, audience: order.audience }
      await record({ event: 'form.shared', actor: principal.memberId, subject: order.view, details })
      return link
    })
    app.post('/forms/share/limits', { config: inside }, async (request) =>
      forms.limit(await principalOf(request), parsed(formLimits, request.body)),
    )
    app.post('/forms/unshare', { config: inside }, async (request) => {
      const principal = await principalOf(request)
      const { board, view } = parsed(formUnshare, request.body)
      await forms.unshare(principal, board, view)
      await record({ event: 'form.unshared', actor: principal.memberId, subject: view, details: { board } })
      return {}
    })

    const answererOf = (request: FastifyRequest<{ Params: { token: string } }>): Answerer => ({
      token: request.params.token,
      address: request.ip,
      member: async () => (await findSession(request.headers))?.memberId ?? null,
    })
    app.get<{ Params: { token: string } }>('/forms/open/:token', { config: outside }, async (request, reply) => {
      void reply.header('x-robots-tag', 'noindex, nofollow')
      return forms.open(answererOf(request))
    })
    app.post<{ Params: { token: string } }>(
      '/forms/open/:token/answers',
      { config: outside, bodyLimit: maxAnswerBytes },
      async (request) => forms.answer(answererOf(request), parsed(formAnswer, request.body)),
    )
    // Files come as they are, of any type, as a stream.
    app.register(async (uploads) => {
      uploads.removeAllContentTypeParsers()
      uploads.addContentTypeParser('*', (_request, payload, done) => done(null, payload))
      uploads.post<{ Params: { token: string } }>(
        '/forms/open/:token/files',
        { config: outside, bodyLimit: Number.MAX_SAFE_INTEGER },
        async (request) => {
          const { column, name } = parsed(fileQuery, request.query)
          // @NOTE the parser above gives the stream itself; a request without a body gives nothing.
          const body = request.body as Readable | null | undefined
          if (!body) throw new DomainError('invalid', 'Send the file as the body of the request.', { reason: 'empty' })
          const announced = Number(request.headers['content-length'])
          const announcedBytes = Number.isSafeInteger(announced) ? announced : undefined
          const order = { column: Number(column), name, body, announcedBytes }
          const taken = await forms.takeFile(answererOf(request), order)
          await record({ event: 'file.stored', details: { form: true, sizeBytes: taken.sizeBytes } })
          return taken
        },
      )
    })
  }
}

function parsed<T>(schema: z.ZodMiniType<T>, given: unknown): T {
  const read = schema.safeParse(given)
  if (read.success) return read.data
  const [issue] = read.error.issues
  const field = issue?.path.join('.') ?? ''
  throw new DomainError('invalid', `${field} ${issue?.message ?? 'bad arguments'}`.trim(), { field })
}
