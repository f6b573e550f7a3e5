import { createHash } from 'node:crypto'
import { readFile, stat } from 'node:fs/promises'
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
  // What systems are told of the app stands there too: its addresses are read from where it is.
  app.get('/app.webmanifest', { config }, sendFresh('app.webmanifest'))
  // Whoever has the link of a form comes here: the page is the same for all, knows nobody, and is for no search engine.
  const sendForm = base === '' ? sendFresh('form.html') : await sendPage(webDir, base, 'form.html')
  app.get('/f/*', { config }, (request, reply) => sendForm(request, reply.header('x-robots-tag', 'noindex, nofollow')))
  // Whoever has the link of a board gets the app's own page, which says so too that it is for no search engine.
  const sendShared = await sendPage(webDir, base, 'index.html', '<meta name="robots" content="noindex, nofollow" />')
  app.get('/s/*', { config }, (request, reply) =>
    sendShared(request, reply.header('x-robots-tag', 'noindex, nofollow')),
  )
  const sendDiagrams = sendFresh('diagrams.html')
  const policyOfDiagrams = diagramsPolicies(path.join(webDir, 'diagrams.html'))
  // Diagrams are drawn in a frame of our pages, in which texts of people are at work.
  app.get('/diagrams.html', { config }, async (request, reply) => {
    reply.header('content-security-policy', await policyOfDiagrams()).header('x-frame-options', 'SAMEORIGIN')
    return sendDiagrams(request, reply)
  })
  app.get('/*', { config }, base === '' ? sendFresh('index.html') : await sendPage(webDir, base))
}

/** The policy of the page that is there now: it is read again once the page is another one, and nothing is kept of a failure. */
function diagramsPolicies(file: string): () => Promise<string> {
  let last: { readonly of: string; readonly policy: string } | null = null
  return async () => {
    const { mtimeMs, size, ino } = await stat(file)
    const of = `${mtimeMs} ${size} ${ino}`
    if (last?.of !== of) last = { of, policy: policyFor(await readFile(file, 'utf8')) }
    return last.policy
  }
}

/**
 * What the page of diagrams may do: run the scripts that are in it, and nothing else. It has no origin, wherever it is opened, so
 * that it reads nothing of ours; it fetches nothing, not even from us.
 */
function policyFor(page: string): string {
  const hashes = [...page.matchAll(/<script>([\s\S]*?)<\/script>/g)].map(
    ([, script = '']) => `'sha256-${createHash('sha256').update(script).digest('base64')}'`,
  )
  return [
    'sandbox allow-scripts',
    "default-src 'none'",
    `script-src ${hashes.join(' ')}`,
    "style-src 'unsafe-inline'",
    "frame-ancestors 'self'",
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ')
}

/** The page as it is below a path: everything in it stands beside its `<base>`. */
async function sendPage(webDir: string, base: string, file = 'index.html', more = '') {
  const built = await readFile(path.join(webDir, file), 'utf8')
  const page = built.replace('<base href="/">', `<base href="${base}/">${more}`)
  const etag = `"${createHash('sha256').update(page).digest('base64url').slice(0, 27)}"`
  return (request: FastifyRequest, reply: FastifyReply) => {
    reply.header('cache-control', 'no-cache').header('etag', etag).type('text/html; charset=utf-8')
    return request.headers['if-none-match'] === etag ? reply.code(304).send() : reply.send(page)
  }
}
