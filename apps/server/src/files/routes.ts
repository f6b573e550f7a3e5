import { DomainError } from '@fulcrum/domain'
import { thumbnailSizes, uploadQuery } from '@fulcrum/protocol'
import type { ThumbnailSize } from '@fulcrum/protocol'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Readable } from 'node:stream'
import { fromPublic } from '../api/public-ids.ts'
import { callerOf, principalOf } from '../api/caller.ts'
import type { Recorder } from '../auth/audit.ts'
import { disposition } from '../exports/routes.ts'
import type { Hub } from '../sync/hub.ts'
import type { FileRow } from './file-rows.ts'
import type { Files } from './files.ts'
import { rangeOf } from './range.ts'
import type { Thumbnails } from './thumbnails.ts'

const config = { policy: { signedIn: true, orToken: true } } as const

/** Nothing that people send in may run on our origin, or be taken for a page of it. */
const lockedDown = "sandbox; default-src 'none'; style-src 'none'; frame-ancestors 'none'"

interface FilesServed {
  readonly files: Files
  readonly thumbnails: Thumbnails
}

/** `/api/files` and `/files`: see `protocol/files.ts`. */
export function fileRoutes(hub: Hub, { files, thumbnails }: FilesServed, record: Recorder) {
  return (app: FastifyInstance): void => {
    // Files come as they are, of any type, as a stream; the parsers of JSON bodies are not asked.
    app.register(async (uploads) => {
      uploads.removeAllContentTypeParsers()
      uploads.addContentTypeParser('*', (_request, payload, done) => done(null, payload))
      uploads.post('/api/files', { config, bodyLimit: Number.MAX_SAFE_INTEGER }, async (request) => {
        const caller = callerOf(hub, request)
        const { board, column, name } = parsedQuery(request.query)
        refuseForms(request)
        // @NOTE the parser above gives the stream itself; a request without a body gives nothing.
        const body = request.body as Readable | null | undefined
        if (!body) throw new DomainError('invalid', 'Send the file as the body of the request.', { reason: 'empty' })
        const announced = Number(request.headers['content-length'])
        const taken = await files.take(() => principalOf(caller), {
          board,
          column: column === undefined ? undefined : Number(column),
          name,
          body,
          announcedBytes: Number.isSafeInteger(announced) ? announced : undefined,
        })
        const details = { board, sizeBytes: taken.sizeBytes }
        await record({ event: 'file.stored', actor: caller.memberId, subject: taken.hash, details })
        return taken
      })
    })

    const download = async (
      request: FastifyRequest<{ Params: { hash: string; '*': string }; Querystring: { fit?: unknown } }>,
      reply: FastifyReply,
    ) => {
      const { hash, '*': name } = request.params
      const file = await files.find(principalOf(callerOf(hub, request)), hash)
      const fit = sizeOf(request.query.fit)
      const tag = fit === null ? `"${file.hash}"` : `"${file.hash}-${fit}"`
      void reply
        // It is the same for ever, but who may read it is asked each time.
        .header('cache-control', 'private, no-cache')
        .header('content-security-policy', lockedDown)
      const small = fit === null ? null : await thumbnails.of(file, fit)
      if (fit !== null && small === null) {
        throw new DomainError('not-found', 'There is no small picture of this file.')
      }
      // Of what there is not, nobody may keep an answer under its tag.
      void reply.header('etag', tag)
      if (request.headers['if-none-match'] === tag) return reply.code(304).send()
      if (small !== null) {
        return reply
          .header('content-disposition', dispositionOf(file, `${savedName(name)}.webp`))
          .header('content-type', 'image/webp')
          .send(small)
      }
      void reply
        .header('accept-ranges', 'bytes')
        .header('content-disposition', dispositionOf(file, name))
        .header('content-type', file.isPicture ? file.type : 'application/octet-stream')
      const range = rangeOf(request.headers, { size: file.sizeBytes, tag })
      if (range === 'outside') {
        return reply.code(416).header('content-range', `bytes */${file.sizeBytes}`).send()
      }
      if (range === null) {
        return reply.header('content-length', file.sizeBytes).send(await files.open(file))
      }
      return reply
        .code(206)
        .header('content-range', `bytes ${range.start}-${range.end}/${file.sizeBytes}`)
        .header('content-length', range.end - range.start + 1)
        .send(await files.open(file, range))
    }
    // A name may be longer than the router takes a parameter to be.
    app.get('/files/:hash/*', { config, exposeHeadRoute: false }, download)
  }
}

function parsedQuery(query: unknown) {
  const result = uploadQuery.safeParse(fromPublic(uploadQuery, query))
  if (result.success) return result.data
  const [issue] = result.error.issues
  const field = issue?.path.join('.') ?? ''
  throw new DomainError('invalid', `${field} ${issue?.message ?? 'bad arguments'}`.trim(), { field })
}

/** Into which square a picture is to be drawn small; null where it is asked for as it is. */
function sizeOf(text: unknown): ThumbnailSize | null {
  if (text === undefined) return null
  const found = thumbnailSizes.find((size) => String(size) === text)
  if (found !== undefined) return found
  const message = `Small pictures fit into ${thumbnailSizes.join(' or ')} pixels.`
  throw new DomainError('invalid', message, { field: 'fit' })
}

/** A form around the file would be kept with it. */
function refuseForms({ headers }: FastifyRequest): void {
  if (!/^(multipart\/|application\/x-www-form-urlencoded)/i.test(headers['content-type'] ?? '')) return
  throw new DomainError('invalid', 'Send the file itself as the body, not a form around it.', { reason: 'form' })
}

/** Only pictures are shown in place; all else is saved. */
function dispositionOf({ isPicture }: FileRow, name: string): string {
  const saved = disposition(savedName(name))
  return isPicture ? saved.replace(/^attachment/, 'inline') : saved
}

/** The name in the address is the reader's to choose, so it may be anything. */
function savedName(name: string): string {
  const last = name.toWellFormed().split(/[\\/]/).at(-1) ?? ''
  const shown = last.replace(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu, '').trim()
  return shown === '' ? 'file' : shown.slice(0, 255)
}
