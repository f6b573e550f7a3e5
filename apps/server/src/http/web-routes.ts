import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'

export interface WebOptions {
  readonly webDir: string
  /** Where the app stands below its host, without a closing slash. */
  readonly base: string
}

const config = { policy: { public: 'the web app itself, the same for everybody' } } as const

/** The web app: its files, and its page for every other address a browser asks for. */
export async function webRoutes(app: FastifyInstance, { webDir, base }: WebOptions): Promise<void> {
  await app.register(fastifyStatic, {
    root: webDir,
    serve: false,
    maxAge: '365d',
    immutable: true,
    preCompressed: true,
    dotfiles: 'ignore',
  })
  app.get<{ Params: { '*': string } }>('/assets/*', { config }, (request, reply) =>
    reply.sendFile(`assets/${request.params['*']}`),
  )
  const sendFresh = (file: string) => (_request: FastifyRequest, reply: FastifyReply) =>
    reply.header('cache-control', 'no-cache').sendFile(file, { maxAge: 0, immutable: false, cacheControl: false })
  // The worker that opens the app without a connection stands beside the page: it may speak only for what is below it.
  app.get('/offline-worker.js', { config }, sendFresh('offline-worker.js'))
  app.get('/*', { config }, base === '' ? sendFresh('index.html') : await sendPage(webDir, base))
}

/** The page as it is below a path: everything in it stands beside its `<base>`. */
async function sendPage(webDir: string, base: string) {
  const built = await readFile(path.join(webDir, 'index.html'), 'utf8')
  const page = built.replace('<base href="/">', `<base href="${base}/">`)
  const etag = `"${createHash('sha256').update(page).digest('base64url').slice(0, 27)}"`
  return (request: FastifyRequest, reply: FastifyReply) => {
    reply.header('cache-control', 'no-cache').header('etag', etag).type('text/html; charset=utf-8')
    return request.headers['if-none-match'] === etag ? reply.code(304).send() : reply.send(page)
  }
}
