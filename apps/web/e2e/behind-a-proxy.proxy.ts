import { once } from 'node:events'
import { readFileSync, readdirSync, statSync } from 'node:fs'
import type { IncomingMessage, RequestOptions } from 'node:http'
import { request } from 'node:https'
import path from 'node:path'
import { text } from 'node:stream/consumers'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { launchBrowser } from './support/browser.ts'
import { maya, password, useLink } from './support/people.ts'
import { findProxy, freePort, proxyFolder, proxyOf, type RunningProxy } from './support/proxies.ts'
import { startFulcrum, type RunningFulcrum } from './support/server.ts'

// By the samples of deploy/, whatever of them this machine has: `./fulcrum test proxies`.

const kinds = (['nginx', 'caddy'] as const).filter((kind) => findProxy(kind) !== undefined)
const places = [
  { host: 'fulcrum.localhost', base: '' },
  { host: 'tools.localhost', base: '/fulcrum' },
] as const

const cases = kinds.flatMap((kind) => places.map((place) => ({ kind, ...place, where: `${place.host}${place.base}` })))

describe.each(cases)('behind $kind at $where', ({ kind, host, base }) => {
  const place = proxyFolder()
  let proxy: RunningProxy
  let fulcrum: RunningFulcrum
  let browser: Browser
  let context: BrowserContext
  let page: Page
  const troubles: string[] = []
  const strays: string[] = []
  let url: string

  beforeAll(async () => {
    const [port, fulcrumPort] = [await freePort(), await freePort()]
    proxy = proxyOf(kind, { folder: place.folder, port, fulcrumPort })
    await proxy.start()
    url = `https://${host}:${port}${base}`
    process.env['TRUST_PROXY'] = '127.0.0.1'
    fulcrum = await startFulcrum(['--url', `${url}/`, '--port', String(fulcrumPort)])
    browser = await launchBrowser(['--ignore-certificate-errors'])
    context = await browser.newContext({ viewport: { width: 1440, height: 900 }, acceptDownloads: true })
    page = await context.newPage()
    page.setDefaultTimeout(30_000)
    page.on('pageerror', (error) => troubles.push(String(error)))
    page.on('console', (message) => {
      if (/Content Security Policy|Uncaught/i.test(message.text())) troubles.push(message.text())
    })
    page.on('request', (asked) => {
      if (asked.url().startsWith('http') && !`${asked.url()}/`.startsWith(`${url}/`)) strays.push(asked.url())
    })
  })

  afterAll(async () => {
    await browser?.close()
    expect(await fulcrum?.stop()).toBe(0)
    await proxy?.stop()
    place.remove()
    delete process.env['TRUST_PROXY']
  })

  /** Asks through the proxy, from an address of this machine that is not the proxy's own. */
  async function ask(route: string, options: RequestOptions = {}, body?: string | Buffer) {
    const asked = request({
      host: '127.0.0.1',
      port: proxy.port,
      localAddress: '127.0.0.9',
      servername: host,
      ca: readFileSync(proxy.certificate),
      path: `${base}${route}`,
      agent: false,
      ...options,
      headers: { host: `${host}:${proxy.port}`, cookie: await cookies(), ...options.headers },
    })
    asked.end(body)
    const [answer] = (await once(asked, 'response')) as [IncomingMessage]
    return { status: answer.statusCode, headers: answer.headers, body: await text(answer) }
  }

  async function cookies(): Promise<string> {
    return (await context.cookies(`${url}/`)).map(({ name, value }) => `${name}=${value}`).join('; ')
  }

  function post(route: string, body: object, headers: Record<string, string> = {}) {
    return ask(
      route,
      { method: 'POST', headers: { 'content-type': 'application/json', ...headers } },
      JSON.stringify(body),
    )
  }

  /** The board that a test above has made. */
  async function boardId(): Promise<string> {
    const { body } = await post('/api/tree.list', {})
    return /"(board_[0-9a-f]{32})"/.exec(body)?.[1] ?? body
  }

  test('the first owner comes in by a link of that address; the cookies are for HTTPS and that place alone', async () => {
    expect(fulcrum.ownerLink.startsWith(`${url}/link#`)).toBe(true)
    await useLink(page, fulcrum.ownerLink, maya)
    expect(await page.title()).toBe('Home · Fulcrum')
    expect(new URL(page.url()).pathname).toBe(`${base}/`)
    const kept = await context.cookies(`${url}/`)
    expect(kept.map(({ name }) => name).toSorted()).toEqual(
      base === '' ? ['__Host-fulcrum', '__Host-fulcrum-known'] : ['__Secure-fulcrum', '__Secure-fulcrum-known'],
    )
    for (const cookie of kept) expect(cookie).toMatchObject({ secure: true, httpOnly: true, path: base || '/' })
    const { headers } = await ask('/')
    expect(headers['strict-transport-security']).toBe('max-age=31536000')
  })

  test('a board is made, edited by a socket and found again at its own address; links stay where the app is', async () => {
    await page.keyboard.press('Control+k')
    await page.keyboard.type('new board')
    await page.keyboard.press('Enter')
    await page.getByRole('dialog').getByRole('textbox').first().fill('Behind')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'Behind' }).waitFor()
    const { pathname } = new URL(page.url())
    expect(pathname.startsWith(`${base}/b/board_`)).toBe(true)
    const answer = await post('/api/item.create', { board: pathname.split('/').at(-1), title: 'By the API', group: 1 })
    expect(answer.status, answer.body).toBe(200)
    await page.getByText('By the API').waitFor()
    await page.reload()
    await page.getByText('By the API').waitFor()
    const hrefs = await page.locator('a[href^="/"]').evaluateAll((all) => all.map((each) => each.getAttribute('href')))
    expect(hrefs.length).toBeGreaterThan(0)
    for (const href of hrefs) expect(`${href}/`.startsWith(`${base}/`), String(href)).toBe(true)
  })

  test('the pages of the settings and of the API open at their addresses, and an operation can be tried', async () => {
    for (const [id, title] of [
      ['members', 'Members'],
      ['mail', 'Mail'],
      ['api', 'API'],
    ]) {
      await page.goto(`${url}/settings/${id}`)
      await page.getByRole('heading', { name: title ?? '', level: 1 }).waitFor()
    }
    const answer = await ask('/api/openapi.json')
    expect(JSON.parse(answer.body)).toMatchObject({ servers: [{ url }] })
  })

  test('the app is kept for when there is no connection, by a worker that speaks for its own place', async () => {
    await page.goto(`${url}/`)
    // As text: these tests are compiled for Node, which has neither of the two.
    const scope: unknown = await page.evaluate('navigator.serviceWorker.ready.then(({ scope }) => scope)')
    expect(scope).toBe(`${url}/`)
    const kept: string[] = await page.evaluate(
      'caches.keys().then(([name]) => caches.open(name)).then((cache) => cache.keys()).then((all) => all.map(({ url }) => url))',
    )
    expect(kept.length).toBeGreaterThan(10)
    for (const file of kept) expect(file.startsWith(`${url}/`)).toBe(true)
  })

  test('an upload reaches the server while it is still being sent, and one that is too large is refused with a sentence', async () => {
    const piece = Buffer.alloc(4 * 1024 * 1024, `${'x'.repeat(1_000)},${'y'.repeat(1_000)}\n`)
    const upload = {
      host: '127.0.0.1',
      port: proxy.port,
      servername: host,
      ca: readFileSync(proxy.certificate),
      path: `${base}/imports?name=large.csv`,
      method: 'POST',
      agent: false,
      headers: {
        host: `${host}:${proxy.port}`,
        cookie: await cookies(),
        'content-type': 'application/octet-stream',
      },
    } as const
    const asked = request({ ...upload, headers: { ...upload.headers, 'transfer-encoding': 'chunked' } })
    const answered = once(asked, 'response').catch((error: unknown) => [error])
    const arrived = (): number => {
      const folder = path.join(fulcrum.data, 'imports')
      return readdirSync(folder).reduce((sum, name) => sum + statSync(path.join(folder, name)).size, 0)
    }
    asked.write(piece)
    await expect.poll(arrived, { timeout: 20_000 }).toBeGreaterThan(piece.length / 2)
    asked.write(piece)
    await expect.poll(arrived, { timeout: 20_000 }).toBeGreaterThan(piece.length * 1.5)
    asked.end()
    const [answer] = (await answered) as [IncomingMessage]
    expect(answer.statusCode).toBe(200)
    answer.resume()

    const tooLarge = request({
      ...upload,
      headers: { ...upload.headers, 'content-length': String(3 * 1024 ** 3) },
    })
    tooLarge.on('error', () => undefined)
    tooLarge.flushHeaders()
    const [refused] = (await once(tooLarge, 'response')) as [IncomingMessage]
    expect(refused.statusCode).toBe(413)
    tooLarge.destroy()
  })

  test('chunks keep their tags, so that what is here already is not sent again', async () => {
    const id = (await boardId()).replace(/^board_(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
    const route = `/sync/chunks?scope=board:${id}&version=0&lanes=title&from=0&to=1`
    const first = await ask(route, { headers: { 'accept-encoding': 'gzip, br' } })
    expect(first.status, first.body).toBe(200)
    expect(first.headers['content-encoding']).toBeUndefined()
    expect(first.headers.etag).toMatch(/^"/)
    const second = await ask(route, { headers: { 'if-none-match': String(first.headers.etag) } })
    expect([second.status, second.body]).toEqual([304, ''])
  })

  test('a whole workspace is downloaded as it is written', async () => {
    const { body } = await post('/api/tree.list', {})
    const workspace = /"(workspace_[0-9a-f]{32})"/
      .exec(body)?.[1]
      ?.replace(/^workspace_(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
    const archive = await ask(`/archives/of/${workspace ?? ''}`)
    expect([archive.status, archive.headers['content-length']]).toEqual([200, undefined])
    expect(archive.body.startsWith('PK')).toBe(true)
  })

  test('an address that somebody outside claims to have is not believed', async () => {
    const wrong = { email: maya.email, password: 'not the password' }
    const origin = { origin: new URL(url).origin }
    await post('/auth/sign-in', wrong, { ...origin, 'x-forwarded-for': '203.0.113.7', 'x-real-ip': '203.0.113.7' })
    await post(
      '/auth/sign-in',
      { email: maya.email, password: 'also not' },
      { ...origin, forwarded: 'for=203.0.113.8' },
    )
    const mine = await ask(
      '/auth/session.list',
      { method: 'POST', headers: { 'content-type': 'application/json' } },
      '{}',
    )
    expect(mine.status).toBe(200)
    // A session of the page itself, and of this very address: both as the proxy saw them.
    const signedIn = await ask(
      '/auth/sign-in',
      {
        method: 'POST',
        headers: { 'content-type': 'application/json', cookie: '', ...origin, 'x-forwarded-for': '203.0.113.9' },
      },
      JSON.stringify({ email: maya.email, password: password }),
    )
    expect(signedIn.status, signedIn.body).toBe(200)
    const { body } = await post('/auth/session.list', {})
    expect(body).toContain('127.0.0.9')
    expect(body).not.toContain('203.0.113')
  })

  test('pages of other sites open no socket and change nothing', async () => {
    const { status } = await post('/auth/sign-out', {}, { origin: 'https://evil.example' })
    expect(status).toBe(403)
    const socket = await ask('/sync', {
      headers: {
        connection: 'Upgrade',
        upgrade: 'websocket',
        'sec-websocket-version': '13',
        'sec-websocket-key': Buffer.from('sixteen bytes ..').toString('base64'),
        origin: 'https://evil.example',
      },
    })
    expect(socket.status).toBe(403)
  })

  test('a proxy that is started anew is found again, and what was written meanwhile arrives', async () => {
    await page.goto(`${url}/`)
    await page.getByRole('link', { name: 'Behind' }).first().click()
    await page.getByText('By the API').first().waitFor()
    await proxy.stop()
    await page.getByText('By the API').first().dblclick()
    await page.keyboard.press('Control+a')
    await page.keyboard.type('Written without a proxy')
    await page.keyboard.press('Enter')
    await proxy.start()
    await expect
      .poll(async () => (await post('/api/item.list', { board: page.url().split('/').at(-1) })).body, {
        timeout: 60_000,
      })
      .toContain('Written without a proxy')
  })

  test('nothing was asked for outside of its place, and nothing went wrong on the page', () => {
    expect(strays).toEqual([])
    expect(troubles).toEqual([])
  })
})
