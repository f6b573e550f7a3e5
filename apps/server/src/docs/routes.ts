import { DomainError, can, docResource, isUuid } from '@fulcrum/domain'
import type { Principal } from '@fulcrum/domain'
import { docCopyOrder, docFileQuery, docVersionOrder } from '@fulcrum/protocol'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Readable } from 'node:stream'
import type * as z from 'zod/mini'
import type { Recorder } from '../auth/audit.ts'
import type { Files } from '../files/files.ts'
import type { SignedIn } from '../http/sign-in.ts'
import type { SyncNode } from '../node.ts'
import { copyDoc } from './copy-doc.ts'
import { requireDoc } from './require-doc.ts'
import { nameVersion, readVersion } from './versions.ts'

const config = { policy: { signedIn: true } } as const

interface OfDoc {
  readonly Params: { doc: string; version: string }
}

/** `/docs`: see `protocol/docs.ts`. */
export function docRoutes(node: SyncNode, files: Files, record: Recorder) {
  return (app: FastifyInstance, signedIn: (request: FastifyRequest) => Promise<SignedIn>): void => {
    const asker = async (request: FastifyRequest): Promise<Principal> => {
      const principal = node.hub.principal((await signedIn(request)).memberId)
      if (principal === null) throw new DomainError('signed-out', 'Sign in first.')
      return principal
    }
    app.post<OfDoc>('/docs/:doc/versions', { config }, async (request) => {
      const { name } = parsed(docVersionOrder, request.body)
      return nameVersion(node, await asker(request), { doc: idOf(request.params.doc), name })
    })
    app.post<OfDoc>('/docs/:doc/copies', { config }, async (request) => {
      const order = parsed(docCopyOrder, request.body)
      return copyDoc(node, await asker(request), { doc: idOf(request.params.doc), ...order })
    })
    app.get<OfDoc>('/docs/:doc/versions/:version', { config }, async (request) => {
      const { doc, version } = request.params
      return readVersion(node, await asker(request), { doc: idOf(doc), version: idOf(version) })
    })
    // Files come as they are, as a stream.
    app.register(async (uploads) => {
      uploads.removeAllContentTypeParsers()
      uploads.addContentTypeParser('application/octet-stream', (_request, payload, done) => done(null, payload))
      uploads.post<OfDoc>('/docs/:doc/files', { config, bodyLimit: Number.MAX_SAFE_INTEGER }, async (request) => {
        const { memberId } = await signedIn(request)
        const doc = idOf(request.params.doc)
        const { name } = parsed(docFileQuery, request.query)
        const state = await requireDoc(node.store, await asker(request), doc)
        // @NOTE the parser above gives the stream itself; a request without a body gives nothing.
        const body = request.body as Readable | null | undefined
        if (!body) throw new DomainError('invalid', 'Send the file as the body of the request.', { reason: 'empty' })
        const announced = Number(request.headers['content-length'])
        const taken = await files.take(
          () => {
            const principal = node.hub.principal(memberId)
            if (principal === null) throw new DomainError('signed-out', 'Sign in first.')
            return principal
          },
          {
            board: null,
            requireRight: (principal) => {
              if (can(principal, 'doc.edit', docResource(state, doc))) return
              throw new DomainError('forbidden', 'You may read this doc, and not write in it.')
            },
            column: undefined,
            name,
            body,
            announcedBytes: Number.isSafeInteger(announced) ? announced : undefined,
          },
        )
        const details = { doc, sizeBytes: taken.sizeBytes }
        await record({ event: 'file.stored', actor: memberId, subject: taken.hash, details })
        return taken
      })
    })
  }
}

function idOf(text: string): string {
  if (!isUuid(text)) throw new DomainError('not-found', 'This doc does not exist, or you have no access to it.')
  return text
}

function parsed<T>(schema: z.ZodMiniType<T>, given: unknown): T {
  const result = schema.safeParse(given)
  if (result.success) return result.data
  const [issue] = result.error.issues
  throw new DomainError('invalid', `${issue?.path.join('.') ?? ''} ${issue?.message ?? 'bad arguments'}`.trim())
}
