import { rmSync } from 'node:fs'
import { chromium, type BrowserContext, type CDPSession, type Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { maya, useLink } from './support/people.ts'
import { freePort } from './support/proxies.ts'
import { scratchFolder, startFulcrum, type RunningFulcrum } from './support/server.ts'

let fulcrum: RunningFulcrum
let context: BrowserContext
let page: Page
let devtools: CDPSession
/** Where the app is: below a path, as a host with more than one has it. */
let url: string
/** Only a profile that is kept can have apps installed. */
const profile = scratchFolder()

interface Icon {
  readonly src: string
  readonly sizes: string
  readonly purpose: string
}

interface Manifest {
  readonly start_url: string
  readonly scope: string
  readonly theme_color: string
  readonly background_color: string
  readonly icons: readonly Icon[]
  readonly shortcuts: readonly { readonly name: string; readonly url: string; readonly icons: readonly Icon[] }[]
}

beforeAll(async () => {
  const port = await freePort()
  url = `http://127.0.0.1:${port}/tools/fulcrum`
  fulcrum = await startFulcrum(['--url', `${url}/`, '--port', String(port)])
  context = await chromium.launchPersistentContext(profile, {
    executablePath: process.env['FULCRUM_CHROMIUM'] ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu'],
    viewport: { width: 1440, height: 900 },
    colorScheme: 'light',
  })
  page = await context.newPage()
  page.setDefaultTimeout(60_000)
  await useLink(page, fulcrum.ownerLink, maya)
  devtools = await context.newCDPSession(page)
})

afterAll(async () => {
  await context?.close()
  await fulcrum?.stop()
  rmSync(profile, { recursive: true, force: true })
})

/** The manifest of the page that is open, as the browser found and read it. */
async function manifest() {
  const { url: from, errors, data } = await devtools.send('Page.getAppManifest')
  // @NOTE our own file; what is missing in it fails the test.
  return { from, errors, says: JSON.parse(data ?? '{}') as Manifest }
}

test('the browser finds nothing that keeps the app from being installed, on its first page and on any other', async () => {
  for (const address of [`${url}/`, `${url}/my-work`, `${url}/settings/profile`]) {
    await page.goto(address)
    await page.getByRole('heading', { level: 1 }).first().waitFor()
    const { from, errors } = await manifest()
    expect([from, errors]).toEqual([`${url}/app.webmanifest`, []])
    const { installabilityErrors } = await devtools.send('Page.getInstallabilityErrors')
    expect(installabilityErrors).toEqual([])
  }
})

test('it starts where the app is, and nothing outside belongs to it', async () => {
  const { from, says } = await manifest()
  expect(new URL(says.start_url, from).href).toBe(`${url}/`)
  expect(new URL(says.scope, from).href).toBe(`${url}/`)
})

test('every icon is a picture of the size that is said, and one fills its square for systems that cut their own shape', async () => {
  const { from, says } = await manifest()
  expect(says.icons.map(({ sizes, purpose }) => `${sizes} ${purpose}`)).toEqual([
    '192x192 any',
    '512x512 any',
    '512x512 maskable',
  ])
  const apple = await page.locator('link[rel=apple-touch-icon]').getAttribute('href')
  const all = [...says.icons, ...says.shortcuts.flatMap(({ icons }) => icons)]
  const asked = [
    ...all.map(({ src, sizes, purpose }) => ({ src: new URL(src, from).href, sizes, isFull: purpose === 'maskable' })),
    { src: new URL(apple ?? '', `${url}/`).href, sizes: '180x180', isFull: true },
  ]
  for (const { src, sizes, isFull } of asked) {
    const drawn = await page.evaluate(`(async () => {
      const answer = await fetch(${JSON.stringify(src)})
      const picture = await createImageBitmap(await answer.blob())
      const drawing = new OffscreenCanvas(picture.width, picture.height).getContext('2d')
      drawing.drawImage(picture, 0, 0)
      const opacity = (at) => drawing.getImageData(at * picture.width, at * picture.height, 1, 1).data[3]
      return {
        type: answer.headers.get('content-type'),
        keeps: answer.headers.get('cache-control'),
        sizes: picture.width + 'x' + picture.height,
        corner: opacity(0),
        middle: opacity(0.5),
      }
    })()`)
    expect(drawn, src).toEqual({
      type: 'image/png',
      keeps: 'public, max-age=31536000, immutable',
      sizes,
      corner: isFull ? 255 : 0,
      middle: 255,
    })
  }
})

test('its shortcuts lead to my work, to the inbox and into a new item', async () => {
  const { from, says } = await manifest()
  const leads = new Map(says.shortcuts.map((each) => [each.name, new URL(each.url, from).href]))
  await page.goto(leads.get('My work') ?? '')
  await page.getByRole('heading', { name: 'My work', level: 1 }).waitFor()
  await page.goto(leads.get('Inbox') ?? '')
  await page.getByRole('heading', { name: 'Inbox', level: 1 }).waitFor()
  await page.goto(leads.get('New item') ?? '')
  await page.getByRole('dialog', { name: 'New item' }).waitFor()
  await page.keyboard.press('Escape')
  await page.getByRole('dialog', { name: 'New item' }).waitFor({ state: 'detached' })
  // The address has said it: whoever loads the page anew is asked for nothing.
  expect(page.url()).toBe(`${url}/`)
})

/** The colour that the system is told for what it draws around the page, and the one of the page’s own top. */
async function colours() {
  return page.evaluate<{ readonly told: readonly string[]; readonly surface: string }>(`(() => {
    const metas = [...document.querySelectorAll('meta[name=theme-color]')]
    const surface = getComputedStyle(document.documentElement)
      .getPropertyValue('--surface')
      .replace(/^#(.)(.)(.)$/, '#$1$1$2$2$3$3')
    return { told: metas.filter(({ media }) => matchMedia(media).matches).map(({ content }) => content), surface }
  })()`)
}

test('what the system draws around it has the colour of the theme that is shown, before the app is there too', async () => {
  // What the worker answers, nobody can hold back.
  await devtools.send('Network.setBypassServiceWorker', { bypass: true })
  const { says } = await manifest()
  expect((await colours()).told).toEqual([says.theme_color])
  for (const [system, choice] of [
    ['dark', 'system'],
    ['dark', 'light'],
    ['light', 'dark'],
    ['light', 'system'],
  ] as const) {
    await page.emulateMedia({ colorScheme: system })
    await page.evaluate(`localStorage.setItem('fulcrum.theme', '${choice}')`)
    await page.route('**/*.js', (route) =>
      route.request().url().includes('/theme-') ? route.continue() : route.abort(),
    )
    await page.goto(`${url}/`)
    const before = await colours()
    await page.unroute('**/*.js')
    await page.goto(`${url}/`)
    await page.getByRole('heading', { name: 'Home', level: 1 }).waitFor()
    const { told, surface } = await colours()
    expect([before.told, told], `${system} ${choice}`).toEqual([[surface], [surface]])
  }
  await devtools.send('Network.setBypassServiceWorker', { bypass: false })
})

test('what the system was told, and the icons, are kept for when there is no connection', async () => {
  const { from, says } = await manifest()
  const kept = async () =>
    page.evaluate<string[]>(`(async () => {
      const names = await caches.keys()
      const all = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()))
      return all.flat().map(({ url }) => url)
    })()`)
  await expect.poll(async () => (await kept()).length).toBeGreaterThan(0)
  await expect
    .poll(kept)
    .toEqual(expect.arrayContaining([from, ...says.icons.map(({ src }) => new URL(src, from).href)]))
})
