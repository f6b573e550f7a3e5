import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { stripTypeScriptTypes } from 'node:module'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { publicId } from '@fulcrum/domain'
import { chromium } from 'playwright-core'
import type { Browser, BrowserContext, CDPSession, Page } from 'playwright-core'
import { goodPassword } from '../../apps/server/src/testing/booted-server.ts'
import { ensureChromium } from '../test/chromium.ts'
import type { BenchWorld } from './world.ts'

const root = path.join(import.meta.dirname, '../..')
const probe = path.join(import.meta.dirname, 'probe.web.ts')
const patienceMs = 120_000

const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** The machine's Chromium. */
export async function launchChromium(): Promise<Browser> {
  const chromiumAt = ensureChromium((line) => console.log(`   ${line}`))
  if ('missing' in chromiumAt) throw new Error(chromiumAt.missing)
  return chromium.launch({ executablePath: chromiumAt.found, args: flags })
}

/** A page of its own profile, with the CPU time of its main thread. */
export interface BenchPage {
  readonly page: Page
  /** CPU time that the page's main thread has used, ms. */
  cpuMs(): Promise<number>
  close(): Promise<void>
}

/** Who is signed in to a context, and nothing else of it. */
export type SignedIn = Awaited<ReturnType<BrowserContext['storageState']>>

/** Opens an empty page. */
export async function openPage(browser: Browser, storageState?: SignedIn): Promise<BenchPage> {
  const context = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    reducedMotion: 'reduce',
    ...(storageState !== undefined && { storageState }),
  })
  const page = await context.newPage()
  page.setDefaultTimeout(patienceMs)
  const session = await context.newCDPSession(page)
  await session.send('Performance.enable', { timeDomain: 'threadTicks' })
  return { page, cpuMs: () => taskMs(session), close: () => context.close() }
}

async function taskMs(session: CDPSession): Promise<number> {
  const { metrics } = await session.send('Performance.getMetrics')
  const task = metrics.find(({ name }) => name === 'TaskDuration')
  if (task === undefined) throw new Error('this Chromium does not tell how long its tasks take')
  return task.value * 1_000
}

/** A board in a browser, as `./fulcrum up` serves it, whole and at rest. */
export async function openBoard(browser: Browser, world: BenchWorld, items: number): Promise<BenchPage> {
  const server = await serveWeb(world)
  const opened = await openPage(browser)
  const close = async () => {
    await opened.close()
    await server.stop()
  }
  try {
    await signIn(opened.page, `${server.url}/b/${publicId('board', world.board)}`)
    await untilWhole(opened.page, items)
    await addProbe(opened.page)
    return { ...opened, close }
  } catch (error) {
    await close()
    throw error
  }
}

/** Puts into a page what says when something is painted. */
export async function addProbe(page: Page): Promise<void> {
  await page.evaluate(stripTypeScriptTypes(readFileSync(probe, 'utf8')))
}

/** Signs in as the owner of a world, on the page that an address leads to. */
export async function signIn(page: Page, url: string, until = page.getByRole('grid')): Promise<void> {
  await page.goto(url)
  await page.getByLabel('E-mail').fill('olga@example.org')
  await page.getByLabel('Password', { exact: true }).fill(goodPassword)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await until.waitFor()
}

/** The first rows come before the rest: only then are there as many lines as items. */
async function untilWhole(page: Page, items: number): Promise<void> {
  const deadline = performance.now() + patienceMs
  while (Number(await page.getByRole('grid').getAttribute('aria-rowcount')) < items) {
    if (performance.now() > deadline) throw new Error('the board never was whole in the browser')
    await page.waitForTimeout(100)
  }
  // What comes right after opening (copies on disk, presence) is no part of what is measured.
  await page.waitForTimeout(1_000)
}

/** The server of a world as `./fulcrum up` starts it, with the web app. */
export interface WebServer {
  readonly url: string
  stop(): Promise<void>
}

/** Serves a world's web app, in the place of the process that it began with: one beside the database is enough. */
export async function serveWeb({ server, databaseUrl }: BenchWorld): Promise<WebServer> {
  await server.stop()
  const data = mkdtempSync(path.join(tmpdir(), 'fulcrum-grid-'))
  const args = ['--disable-warning=ExperimentalWarning', 'apps/cli/src/main.ts', 'up', '--port', '0', '--data', data]
  const child = spawn(process.execPath, args, {
    cwd: root,
    env: { ...process.env, DATABASE_URL: databaseUrl, FULCRUM_LOG: 'error' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const exited = once(child, 'exit')
  const stop = async () => {
    child.kill('SIGTERM')
    await exited
    rmSync(data, { recursive: true, force: true })
  }
  const ended = exited.then(() => [''])
  const [line] = (await Promise.race([once(createInterface({ input: child.stdout }), 'line'), ended])) as [string]
  const url = /http:\/\/\S+/.exec(line)?.[0]
  if (url !== undefined) return { url, stop }
  await stop()
  throw new Error('./fulcrum up did not say its address')
}
