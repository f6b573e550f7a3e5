import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { defineBench } from './bench.ts'
import type { BenchContext, BenchRow } from './bench.ts'
import { interleave } from './measure.ts'
import { median, quantile, rowOf } from './stats.ts'
import { launchChromium, openBoard, openPage } from './web-page.ts'
import type { BenchPage } from './web-page.ts'
import { makeBenchWorld } from './world.ts'

const smallItems = 1_000
const framesPerSlice = 45
const stepPx = 300
/** Less than a group of the small board has, so that both scroll through rows and not from group to group. */
const stretchPx = 2_000
const editsPerSlice = 5
/** Each is in some of the items' texts and not in all of them. */
const words = ['c4', '77']

interface Painted {
  readonly frames: number
  readonly ms: number
}

/** The pages that are measured in turns. */
interface Pages {
  readonly large: BenchPage
  readonly small: BenchPage
  /** The table by hand, with as many items as the large one. */
  readonly floor: BenchPage
}

/** The table in a browser: what more items may cost whoever scrolls, edits, filters and finds. */
export const grid = defineBench({
  name: 'grid',
  goal: 5,
  what: 'the table in a browser at 100,000 items: scroll, edit, filter, find',
  run: async (context: BenchContext): Promise<readonly BenchRow[]> => {
    const items = context.smoke ? 5_000 : 100_000
    const opened: (() => Promise<unknown>)[] = []
    try {
      const browser = await launchChromium()
      opened.push(() => browser.close())
      const openWorld = async (count: number): Promise<BenchPage> => {
        const world = await makeBenchWorld(count)
        opened.push(() => world.stop())
        const board = await openBoard(browser, world, count)
        opened.push(() => board.close())
        return board
      }
      const small = await openWorld(smallItems)
      const large = await openWorld(items)
      const pages = { small, large, floor: await openFloor(browser, items) }
      const rows = [
        ...(await scrolling(context, pages)),
        ...(await editing(context, pages)),
        ...(await filtering(context, pages)),
        ...(await finding(context, pages)),
      ]
      const waits: number[] = await large.page.evaluate('fulcrumProbe.interactions()')
      context.log(`interactions at ${items} items: p75 ${quantile(waits, 0.75)} ms of ${waits.length}, rail < 100 ms`)
      return rows
    } finally {
      for (const close of opened.toReversed()) await close()
    }
  },
})

async function openFloor(browser: Browser, items: number): Promise<BenchPage> {
  const opened = await openPage(browser)
  await opened.page.setContent(readFileSync(path.join(import.meta.dirname, 'floors/typed-grid.html'), 'utf8'))
  await opened.page.evaluate(`prepare(${items})`)
  return opened
}

/** Frames while scrolling, new rows in each. */
async function scrolling({ rounds, smoke }: BenchContext, { large, small }: Pages): Promise<BenchRow[]> {
  const count = smoke ? 10 : framesPerSlice
  const slice = async ({ page, cpuMs }: BenchPage) => {
    await page.bringToFront()
    // Within a group, somewhere in the list.
    const share = (Math.floor(Math.random() * 9) + 0.2) / 10
    const from = await cpuMs()
    const frames: { workMs: number; sinceMs: number }[] = await page.evaluate(
      `fulcrumProbe.scroll(${share}, ${stretchPx}, ${stepPx}, ${count})`,
    )
    const p95 = (of: readonly number[]) => quantile(of, 0.95)
    return {
      cpuMs: ((await cpuMs()) - from) / count,
      workMs: p95(frames.map(({ workMs }) => workMs)),
      sinceMs: p95(frames.map(({ sinceMs }) => sinceMs)),
    }
  }
  const sides = await interleave(
    rounds,
    () => slice(large),
    () => slice(small),
  )
  const apart = median(sides.ours.map(({ sinceMs }) => sinceMs)).toFixed(1)
  return [
    rowOf({
      what: 'scroll: p95 frame, against 1,000 items',
      unit: 'ms',
      ...both(sides, ({ workMs }) => workMs),
      goal: 1.1,
      rail: `p95 of the time between frames ${apart} ms`,
    }),
    rowOf({
      what: 'scroll: CPU of a frame, against 1,000 items',
      unit: 'ms',
      ...both(sides, ({ cpuMs }) => cpuMs),
      goal: 1.1,
    }),
  ]
}

/** Edits typed into cells: Enter, and the cell shows it. */
async function editing({ rounds, smoke }: BenchContext, { large, small }: Pages): Promise<BenchRow[]> {
  let value = 0
  const slice = async ({ page }: BenchPage) => {
    await page.bringToFront()
    await page.evaluate('fulcrumProbe.scroll(0, 1, 0, 1)')
    await page.locator('[data-row]').first().locator('[data-col="8"]').click()
    const all: Painted[] = []
    for (let at = 0; at < (smoke ? 2 : editsPerSlice); at++) {
      await page.keyboard.type(`t${++value}`)
      all.push(await painted(page, 'armEdit()', () => page.keyboard.press('Enter')))
    }
    const frames = all.map((each) => each.frames)
    return { frames: quantile(frames, 0.95), ms: median(all.map(({ ms }) => ms)) }
  }
  const sides = await interleave(
    rounds,
    () => slice(large),
    () => slice(small),
  )
  const frames = sides.ours.map((side) => side.frames)
  return [
    rowOf({
      what: 'edit: frames until it is painted, p95',
      unit: '',
      ours: frames,
      floor: frames.map(() => 1),
      goal: 2,
    }),
    rowOf({
      what: 'edit: Enter to painted, against 1,000 items',
      unit: 'ms',
      ...both(sides, ({ ms }) => ms),
      goal: 1.1,
    }),
  ]
}

/** A label chosen and taken out again in an open filter. */
async function filtering({ rounds }: BenchContext, { large, small, floor }: Pages): Promise<BenchRow[]> {
  for (const { page } of [large, small]) {
    await page.bringToFront()
    await page.getByRole('button', { name: 'Filter', exact: true }).click()
    await page.keyboard.type('status 0')
    await page.keyboard.press('Enter')
    await page.getByRole('option', { name: 'Done' }).waitFor()
  }
  const ours = (side: BenchPage) =>
    costsOf(side, () =>
      painted(side.page, "armNarrowing('click')", () => side.page.getByRole('option', { name: 'Done' }).click()),
    )
  const scans: number[] = []
  const byHand = async () => {
    const costs = await costsOf(floor, (at) => byHandMs(floor, `label(${at % 2 === 0 ? 5 : 0})`))
    scans.push(await floor.page.evaluate<number>('scanMs(label(5))'))
    return costs
  }
  const sides = await interleave(rounds, () => ours(large), byHand)
  const sizes = await interleave(
    rounds,
    () => ours(large),
    () => ours(small),
  )
  for (const { page } of [large, small]) {
    await page.bringToFront()
    await page.keyboard.press('Escape')
  }
  return [
    ...narrowingRows('filter', sides),
    rowOf({
      what: 'filter: CPU that more items add, against their scan',
      unit: 'ms',
      ours: sizes.ours.map(({ cpuMs }, at) => cpuMs - (sizes.floor[at]?.cpuMs ?? Number.NaN)),
      floor: scans.slice(-rounds),
      goal: null,
    }),
  ]
}

/** Words put into the find field and taken out again. */
async function finding({ rounds }: BenchContext, { large, floor }: Pages): Promise<BenchRow[]> {
  const field = large.page.getByRole('searchbox', { name: 'Find in board' })
  const wordAt = (at: number) => (at % 2 === 0 ? (words[(at / 2) % words.length] ?? '') : '')
  const sides = await interleave(
    rounds,
    () => costsOf(large, (at) => painted(large.page, "armNarrowing('input')", () => field.fill(wordAt(at)))),
    () => costsOf(floor, (at) => byHandMs(floor, `word('${wordAt(at)}')`)),
  )
  return narrowingRows('find', sides)
}

interface Cost {
  readonly cpuMs: number
  readonly ms: number
}

interface Sides<T> {
  readonly ours: readonly T[]
  readonly floor: readonly T[]
}

function narrowingRows(what: string, sides: Sides<Cost>): BenchRow[] {
  return [
    rowOf({
      what: `${what}: CPU of the page, against arrays by hand`,
      unit: 'ms',
      ...both(sides, ({ cpuMs }) => cpuMs),
      goal: 3,
    }),
    rowOf({
      what: `${what}: until it is painted, against the same`,
      unit: 'ms',
      ...both(sides, ({ ms }) => ms),
      goal: 3,
    }),
  ]
}

function both<T>({ ours, floor }: Sides<T>, of: (side: T) => number) {
  return { ours: ours.map(of), floor: floor.map(of) }
}

/** What narrowing and widening again cost each time. */
async function costsOf({ page, cpuMs }: BenchPage, narrow: (at: number) => Promise<{ readonly ms: number }>) {
  await page.bringToFront()
  const from = await cpuMs()
  const times: number[] = []
  for (let at = 0; at < words.length * 2; at++) times.push((await narrow(at)).ms)
  return { cpuMs: ((await cpuMs()) - from) / times.length, ms: median(times) }
}

async function byHandMs({ page }: BenchPage, keeps: string): Promise<{ ms: number }> {
  return { ms: await page.evaluate<number>(`show(${keeps})`) }
}

/** Does something and waits until it is on the screen. */
async function painted(page: Page, arm: string, act: () => Promise<void>): Promise<Painted> {
  await page.evaluate(`fulcrumProbe.${arm}`)
  await act()
  return page.evaluate<Painted>('fulcrumProbe.painted()')
}
