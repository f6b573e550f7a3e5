import fastifyStatic from '@fastify/static'
import type { FastifyInstance } from 'fastify'

/** The web app: its files, and its page for every other address a browser asks for. */
export async function webRoutes(app: FastifyInstance, webDir: string): Promise<void> {
  const config = { policy: { public: 'the web app itself, the same for everybody' } } as const
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
  // The worker that opens the app without a connection stands at the root: it may speak only for what is below it.
  for (const [path, file] of [
    ['/offline-worker.js', 'offline-worker.js'],
    ['/*', 'index.html'],
  ] as const) {
    app.get(path, { config }, (_request, reply) =>
      reply.header('cache-control', 'no-cache').sendFile(file, { maxAge: 0, immutable: false, cacheControl: false }),
    )
  }
}
