import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { once } from 'node:events'
import { request } from 'node:http'
import type { IncomingMessage } from 'node:http'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { text } from 'node:stream/consumers'
import Fastify from 'fastify'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { demandPolicies } from './policy.ts'
import { webRoutes } from './web-routes.ts'

let folder: string
let app: FastifyInstance

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'fulcrum-web-'))
  const web = path.join(folder, 'web')
  mkdirSync(path.join(web, 'assets'), { recursive: true })
  writeFileSync(path.join(folder, 'secret'), 'a secret beside the app')
  writeFileSync(path.join(web, '.secret'), 'a secret in the app')
  writeFileSync(path.join(web, 'assets', '.secret'), 'a secret among the files')
  writeFileSync(path.join(web, 'index.html'), 'the page')
  writeFileSync(path.join(web, 'offline-worker.js'), 'the worker')
  writeFileSync(path.join(web, 'app.webmanifest'), 'the manifest')
  writeFileSync(path.join(web, 'assets', 'app.js'), 'the code')
  mkdirSync(path.join(web, 'assets', 'folder'))
  app = Fastify()
  demandPolicies(app)
  await webRoutes(app, { webDir: web, base: '' })
  await app.listen({ port: 0, host: '127.0.0.1' })
})

afterAll(async () => {
  await app.close()
  rmSync(folder, { recursive: true, force: true })
})

test('the app’s files keep for a year, its page and its worker are asked for anew, and every other address is the page', async () => {
  const code = await app.inject('/assets/app.js')
  expect([code.body, code.headers['cache-control']]).toEqual(['the code', 'public, max-age=31536000, immutable'])
  for (const [url, body] of [
    ['/', 'the page'],
    ['/boards/anything?next=//evil.example', 'the page'],
    ['/offline-worker.js', 'the worker'],
    ['/app.webmanifest', 'the manifest'],
  ] as const) {
    const answer = await app.inject(url)
    expect([answer.statusCode, answer.body, answer.headers['cache-control']]).toEqual([200, body, 'no-cache'])
  }
  const manifest = await app.inject('/app.webmanifest')
  expect(manifest.headers['content-type']).toContain('application/manifest+json')
})

test('below a path the page says so, and is not sent twice to who has it', async () => {
  const web = path.join(folder, 'built')
  mkdirSync(web)
  for (const page of ['index.html', 'form.html']) {
    writeFileSync(path.join(web, page), '<head><base href="/"></head>')
  }
  const below = Fastify()
  await webRoutes(below, { webDir: web, base: '/tools/fulcrum' })
  const first = await below.inject('/b/board_1')
  expect(first.body).toBe('<head><base href="/tools/fulcrum/"></head>')
  expect(first.headers).toMatchObject({ 'cache-control': 'no-cache', 'content-type': 'text/html; charset=utf-8' })
  const again = await below.inject({ url: '/', headers: { 'if-none-match': String(first.headers.etag) } })
  expect([again.statusCode, again.body]).toEqual([304, ''])
  await below.close()
})

test('the page of diagrams has no origin, runs the scripts that are in it, and stands in frames of ours alone', async () => {
  const page = path.join(folder, 'web', 'diagrams.html')
  // Asked for when it is not there, or was another one: what was so then says nothing of now.
  expect((await app.inject('/diagrams.html')).statusCode).toBeGreaterThanOrEqual(400)
  writeFileSync(page, '<body><script>before()</script></body>')
  expect((await app.inject('/diagrams.html')).body).toContain('before()')
  writeFileSync(page, '<body><script>one()</script><script>two()</script></body>')
  const { body, headers } = await app.inject('/diagrams.html')
  expect(body).toContain('two()')
  const policy = String(headers['content-security-policy']).split('; ')
  const hash = (script: string): string => `'sha256-${createHash('sha256').update(script).digest('base64')}'`
  expect(policy.filter((rule) => !rule.endsWith("'none'"))).toEqual([
    'sandbox allow-scripts',
    `script-src ${hash('one()')} ${hash('two()')}`,
    "style-src 'unsafe-inline'",
    "frame-ancestors 'self'",
  ])
  expect(policy).toContain("default-src 'none'")
  expect(headers['x-frame-options']).toBe('SAMEORIGIN')
  rmSync(page)
})

/** Asks for an address as it stands here: whatever parses it would take the steps upwards out. */
async function asWritten(url: string) {
  const asked = request({ port: new URL(app.listeningOrigin).port, host: '127.0.0.1', path: url, agent: false }).end()
  const [answer] = (await once(asked, 'response')) as [IncomingMessage]
  return { status: answer.statusCode, headers: answer.headers, body: await text(answer) }
}

const ways = ['..', '%2e%2e', '.%2e', '%252e%252e', '..%00', '%c0%ae%c0%ae', '\\..', '%5c..', '....']
const separators = ['/', '//', '%2f', '%5c', '%252f', '\\']

test('no address leaves the folder of the app, lists a folder or gives a hidden file', async () => {
  const urls = ['/assets/.secret', '/.secret', '/assets/', '/assets/folder', '/assets/folder/', '/assets/%00']
  for (const way of ways) {
    for (const separator of separators) {
      for (const up of [1, 2, 3]) {
        const steps = Array.from({ length: up }, () => way).join(separator)
        for (const file of ['secret', '.secret', 'etc/passwd']) urls.push(`/assets/${steps}${separator}${file}`)
        urls.push(`/${steps}${separator}secret`)
      }
    }
  }
  urls.push(`/assets//${path.join(folder, 'secret')}`, `/assets/${encodeURIComponent(path.join(folder, 'secret'))}`)
  for (const url of urls) {
    const answer = await asWritten(url)
    expect(answer.body, url).not.toContain('a secret')
    expect(answer.body, url).not.toContain('root:')
    expect(answer.headers.location, url).toBeUndefined()
    expect(answer.status === 200 ? answer.body : '', url).toMatch(/^(the page|)$/)
  }
})
