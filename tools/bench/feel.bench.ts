import { publicId } from '@fulcrum/domain'
import type { Browser, Page } from 'playwright-core'
import { newId } from '../../apps/server/src/testing/world.ts'
import { defineBench } from './bench.ts'
import type { BenchContext, BenchRow } from './bench.ts'
import { acts, drag, elementsOf, openFilter, p95, speeds, tabMb, wheel } from './feel-page.ts'
import { delayed } from './slow-wire.ts'
import { median, quantile, rowOf } from './stats.ts'
import { addProbe, launchChromium, openPage, serveWeb, signIn } from './web-page.ts'
import type { SignedIn, WebServer } from './web-page.ts'
import { makeBenchWorld } from './world.ts'

const columns = 20
const patienceMs = 120_000
/** Answers of the slow network come so much later. */
const networkMs = 200

const views = [
  ['table', 'Table', {}],
  ['kanban', 'Kanban', { groupBy: 1 }],
] as const

/** What people bear, by TRUST.md U3 and U4 and the goals of panels and views; ms where nothing else is said. */
const limits = {
  edit: 50,
  palette: 80,
  panel: 100,
  view: 100,
  find: 100,
  filter: 100,
  slow: 150,
  /** 55 frames a second. */
  frame: 1_000 / 55,
  cold: 3_000,
  warm: 1_500,
  memoryMb: 300,
  elements: 3_000,
}

/** How a board feels to whoever uses it. No floor: the limit stands in its place, and the goal is 1. */
export const feel = defineBench({
  name: 'feel',
  goal: 5,
  what: `a board of ${columns} columns in a browser, against what people bear: open, wheel, edit, find, drag, palette, panel, views`,
  run: async (context: BenchContext): Promise<readonly BenchRow[]> => {
    const sizes = context.items !== undefined ? [context.items] : context.smoke ? [2_000] : [1_000, 10_000, 100_000]
    const browser = await launchChromium()
    const rows: BenchRow[] = []
    try {
      for (const items of sizes) rows.push(...(await feelOf(browser, items, context)))
      return rows
    } finally {
      await browser.close()
    }
  },
})

async function feelOf(browser: Browser, items: number, context: BenchContext): Promise<BenchRow[]> {
  const world = await makeBenchWorld(items, columns)
  for (const [kind, name, spec] of views) {
    await world.browser.must('/api/view.create', { board: world.board, id: newId(), name, kind, mine: false, spec })
  }
  const server = await serveWeb(world)
  try {
    const path = `/b/${publicId('board', world.board)}`
    const who = await signedIn(browser, server)
    const rounds = Math.min(context.rounds, 5)
    const rows = [
      ...(await opening(browser, who, { url: `${server.url}${path}`, items, rounds })),
      ...(await using(browser, who, { url: `${server.url}${path}`, items, rounds, log: context.log })),
    ]
    const slow = await delayed(server.url, networkMs)
    try {
      rows.push(...(await slowly(browser, slow.url, { path, items, rounds })))
    } finally {
      slow.close()
    }
    return rows.map((row) => ({ ...row, what: `${items.toLocaleString('en')}: ${row.what}` }))
  } finally {
    await server.stop()
    await world.stop()
  }
}

async function signedIn(browser: Browser, server: Pick<WebServer, 'url'>): Promise<SignedIn> {
  const { page, close } = await openPage(browser)
  await page.goto(server.url)
  await page.getByLabel('E-mail').waitFor()
  await signIn(page, server.url, page.getByRole('heading', { name: 'Home', level: 1 }))
  const state = await page.context().storageState()
  await close()
  return state
}

interface Used {
  readonly url: string
  readonly items: number
  readonly rounds: number
}

/** From the address to a board with all of its items, with nothing here and with what the last time left. */
async function opening(browser: Browser, who: SignedIn, { url, items, rounds }: Used): Promise<BenchRow[]> {
  const cold: Opened[] = []
  const warm: Opened[] = []
  for (let round = 0; round < rounds; round++) {
    const { page, close } = await openPage(browser, who)
    await page.addInitScript(watchOpening(items))
    cold.push(await opened(page, () => page.goto(url)))
    // What is stored for the next time is stored behind the first.
    await page.waitForTimeout(2_000)
    warm.push(await opened(page, () => page.reload()))
    await close()
  }
  const rail = (all: readonly Opened[]) => `first rows ${median(all.map(({ first }) => first)).toFixed(0)} ms`
  const whole = (all: readonly Opened[]) => all.map((each) => each.whole)
  return [
    limited('open, cold', whole(cold), limits.cold, rail(cold)),
    limited('open, warm', whole(warm), limits.warm, rail(warm)),
  ]
}

interface Opened {
  readonly first: number
  readonly whole: number
}

/** Notes when the first rows are drawn, and when as many lines are there as items. */
function watchOpening(items: number): string {
  return `globalThis.opening = {}; {
    const look = () => {
      const grid = document.querySelector('[role="grid"]')
      if (opening.first === undefined && document.querySelector('[data-row]')) opening.first = performance.now()
      if (Number(grid?.getAttribute('aria-rowcount')) >= ${items}) opening.whole = performance.now()
      else requestAnimationFrame(look)
    }
    requestAnimationFrame(look)
  }`
}

async function opened(page: Page, go: () => Promise<unknown>): Promise<Opened> {
  await go()
  const deadline = performance.now() + patienceMs
  for (;;) {
    const { first, whole } = await page.evaluate<Partial<Opened>>('opening')
    if (first !== undefined && whole !== undefined) return { first, whole }
    if (performance.now() > deadline) throw new Error('the board never was whole in the browser')
    await page.waitForTimeout(50)
  }
}

async function openWhole(page: Page, url: string, items: number): Promise<void> {
  await page.addInitScript(watchOpening(items))
  await opened(page, () => page.goto(url))
  // Copies on disk and what is fetched ahead are no part of what is measured.
  await page.waitForTimeout(3_000)
  await addProbe(page)
}

/** What one does all day. */
async function using(
  browser: Browser,
  who: SignedIn,
  { url, items, rounds, log }: Used & Pick<BenchContext, 'log'>,
): Promise<BenchRow[]> {
  const { page, close } = await openPage(browser, who)
  try {
    await openWhole(page, url, items)
    const memory = await tabMb(browser, page)
    const wheeled: number[] = []
    const flung: number[] = []
    const dragged: number[] = []
    await wheel(page, 10, speeds.flung)
    for (let round = 0; round < rounds; round++) {
      wheeled.push(p95(await wheel(page, 60, speeds.brisk)))
      flung.push(p95(await wheel(page, 40, speeds.flung)))
      dragged.push(p95(await drag(page)))
    }
    const elements = [await elementsOf(page)]
    const edits = await repeated(rounds, 8, (at) => acts.edit(page, at))
    const palettes = await repeated(rounds, 4, () => acts.palette(page))
    const panels = await repeated(rounds, 4, (at) => acts.panel(page, at))
    const [toKanban, toTable]: [number[], number[]] = [[], []]
    for (let at = 0; at < rounds * 2; at++) {
      toKanban.push(await acts.toKanban(page))
      elements.push(await elementsOf(page))
      toTable.push(await acts.toTable(page))
    }
    const finds = await repeated(rounds, 4, (at) => acts.find(page, at))
    await openFilter(page)
    const filters = await repeated(rounds, 4, () => acts.filter(page))
    const waits: number[] = await page.evaluate('fulcrumProbe.interactions()')
    log(
      `interactions at ${items} items: p75 ${quantile(waits, 0.75)} ms, p95 ${quantile(waits, 0.95)} ms of ${waits.length}`,
    )
    return [
      limited(
        'wheel, 3,000 px a second: p95 of the time between frames',
        wheeled,
        limits.frame,
        `${fps(wheeled)} frames a second`,
      ),
      limited('wheel, flung, 18,000 px a second: the same', flung, limits.frame, `${fps(flung)} frames a second`),
      limited('drag of a row: the same', dragged, limits.frame, `${fps(dragged)} frames a second`),
      limited('edit to paint, p95', edits, limits.edit),
      limited('palette open, p95', palettes, limits.palette),
      limited('panel open, p95', panels, limits.panel),
      limited('table to Kanban', toKanban, limits.view),
      limited('Kanban to table', toTable, limits.view),
      limited('find, p95', finds, limits.find),
      limited('filter, p95', filters, limits.filter),
      limited('elements on the page', [Math.max(...elements)], limits.elements, undefined, ''),
      limited('memory of the tab', [memory], limits.memoryMb, undefined, 'MB'),
    ]
  } finally {
    await close()
  }
}

/** The same on a slow machine with a slow network. */
async function slowly(
  browser: Browser,
  origin: string,
  { path, items, rounds }: Omit<Used, 'url'> & { readonly path: string },
): Promise<BenchRow[]> {
  // Its sign-in is its own: the origin is another.
  const who = await signedIn(browser, { url: origin })
  const { page, close } = await openPage(browser, who)
  try {
    await openWhole(page, `${origin}${path}`, items)
    const session = await page.context().newCDPSession(page)
    await session.send('Emulation.setCPUThrottlingRate', { rate: 4 })
    const edits = await repeated(rounds, 5, (at) => acts.edit(page, at))
    const palettes = await repeated(rounds, 3, () => acts.palette(page))
    const panels = await repeated(rounds, 3, (at) => acts.panel(page, at))
    const rail = `CPU 4 times slower, answers ${networkMs} ms later`
    return [
      limited('slow machine: edit to paint, p95', edits, limits.slow, rail),
      limited('slow machine: palette open, p95', palettes, limits.slow, rail),
      limited('slow machine: panel open, p95', panels, limits.slow, rail),
    ]
  } finally {
    await close()
  }
}

/** The p95 of several times the same, for each round. The first time warms up. */
async function repeated(rounds: number, times: number, act: (at: number) => Promise<number>): Promise<number[]> {
  await act(0)
  const all: number[] = []
  for (let round = 0; round < rounds; round++) {
    const own: number[] = []
    for (let at = 0; at < times; at++) own.push(await act(round * times + at + 1))
    all.push(p95(own))
  }
  return all
}

function limited(what: string, ours: readonly number[], limit: number, rail?: string, unit = 'ms'): BenchRow {
  return rowOf({ what, unit, ours, floor: ours.map(() => limit), goal: 1, ...(rail !== undefined && { rail }) })
}

function fps(frames: readonly number[]): string {
  return (1_000 / median(frames)).toFixed(0)
}
