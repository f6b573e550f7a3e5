import { DomainError, notFound } from '@fulcrum/domain'
import { maxPictureBytes } from '@fulcrum/protocol'
import type { FastifyInstance } from 'fastify'
import { findPicture, storePicture } from '../../pictures/store.ts'
import { audit } from '../audit.ts'
import type { AuthContext } from '../ports.ts'
import type { OwnSession } from './route.ts'

/** The routes of people's pictures; `packages/protocol/src/pictures.ts` says what they take and give. */
export function pictureRoutes(app: FastifyInstance, context: AuthContext, own: OwnSession): void {
  const shelf = { pool: context.pool, accountId: context.door.accountId, now: context.now }

  // Its own parser: everywhere else bytes are a stream that goes to a file.
  void app.register(async (room) => {
    room.removeContentTypeParser('application/octet-stream')
    room.addContentTypeParser(
      'application/octet-stream',
      { parseAs: 'buffer', bodyLimit: maxPictureBytes },
      (_request, body, done) => done(null, body),
    )
    room.post('/auth/picture', { config: { policy: { signedIn: true } } }, async (request) => {
      const { member } = await own(request)
      const { body } = request
      if (!Buffer.isBuffer(body)) {
        throw new DomainError('invalid', 'Send the picture as application/octet-stream.', { field: 'picture' })
      }
      const picture = await storePicture(shelf, member.id, body)
      await audit(context, { event: 'picture.stored', actor: member.id, subject: member.id })
      return { picture }
    })
  })

  app.get<{ Params: { hash: string } }>(
    '/pictures/:hash',
    { config: { policy: { signedIn: true } } },
    async ({ params }, reply) => {
      const found = /^[0-9a-f]{64}$/.test(params.hash) ? await findPicture(shelf, params.hash) : null
      if (found === null) throw notFound('picture')
      return reply.type(found.type).header('cache-control', 'private, max-age=31536000, immutable').send(found.bytes)
    },
  )
}
