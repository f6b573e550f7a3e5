// @NOTE the bench as it stood before, over the same pages, was lost by a mistake; this does the same again.
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Browser } from 'playwright-core'
import { defineBench } from './bench.ts'
import type { BenchContext, BenchRow } from './bench.ts'
import { interleave } from './measure.ts'
import { quantile, rowOf } from './stats.ts'
import { launchChromium, openBoard, openPage } from './web-page.ts'
import type { BenchPage } from './web-page.ts'
import { makeBenchWorld } from './world.ts'

const smallItems = 1_000
const floorPage = pathToFileURL(path.join(import.meta.dirname, 'floors/typed-grid.html')).href

/** What `probe.web.ts` puts into a page. */
interface Painted {
  readonly frames: number
  readonly ms: number
}

/** The table in the browser. Its floors: the same table with 1,000 items, and a screen of plain rows over typed arrays. */
export const grid = defineBench({
  name: 'grid',
  goal: 5,
  what: 'the table of a board of 100,000 items in a browser',
  run: async ({ rounds, smoke, log }: BenchContext): Promise<readonly BenchRow[]> => {
    const items = smoke ? 5_000 : 100_000
    const browser = await launchChromium()
    const [largeWorld, smallWorld] = [await makeBenchWorld(items), await makeBenchWorld(smallItems)]
    const pages: BenchPage[] = []
    const opened = async (page: Promise<BenchPage>): Promise<BenchPage> => {
      pages.push(await page)
      return page
    }
    try {
      const large = await opened(openBoard(browser, largeWorld, items))
      const small = await opened(openBoard(browser, smallWorld, smallItems))
      const floor = await openFloor(browser, items)
      const frames = await interleave(
        rounds,
        () => scroll(large),
        () => scroll(small),
      )
      const edits: number[] = []
      for (let round = 0; round < rounds; round++) edits.push(await edit(large, 1_000 + round))
      await openFilter(large)
      const filters = await interleave(
        rounds,
        () => filter(large),
        () => show(floor, 'label(1)'),
      )
      await large.page.keyboard.press('Escape')
      const finds = await interleave(
        rounds,
        () => find(large),
        () => show(floor, "word('number 77')"),
      )
      const waits = await large.page.evaluate<readonly number[]>('fulcrumProbe.interactions()')
      log(`INP p75 ${quantile(waits, 0.75).toFixed(0)} ms over ${waits.length} interactions of 16 ms or more`)
      return [
        rowOf({ what: 'work of a frame while scrolling, p95, against 1,000', unit: 'ms', ...frames, goal: 1.1 }),
        rowOf({
          what: 'an edit until it is painted, against one frame',
          unit: 'frames',
          ours: edits,
          floor: edits.map(() => 1),
          goal: 2,
        }),
        rowOf({ what: 'a filter until it is painted, against typed arrays', unit: 'ms', ...filters, goal: 3 }),
        rowOf({ what: 'a find until it is painted, against typed arrays', unit: 'ms', ...finds, goal: 3 }),
      ]
    } finally {
      for (const page of pages) await page.close()
      await browser.close()
      await largeWorld.stop()
      await smallWorld.stop()
    }
  },
})

async function openFloor(browser: Browser, items: number): Promise<BenchPage> {
  const opened = await openPage(browser)
  await opened.page.goto(floorPage)
  await opened.page.evaluate(`prepare(${items})`)
  return opened
}

/** Until the floor's page shows what passes, ms. */
async function show({ page }: BenchPage, keeps: string): Promise<number> {
  await page.bringToFront()
  await page.evaluate('show(label(0))')
  return page.evaluate<number>(`show(${keeps})`)
}

/** p95 of what the frames of a scroll cost, ten rows a frame, ms. */
async function scroll({ page }: BenchPage): Promise<number> {
  await page.bringToFront()
  const frames = await page.evaluate<readonly { readonly workMs: number }[]>('fulcrumProbe.scroll(0.1, 12000, 340, 90)')
  return quantile(
    frames.map(({ workMs }) => workMs),
    0.95,
  )
}

/** Frames from the key that ends an edit until the cell shows it. */
async function edit({ page }: BenchPage, value: number): Promise<number> {
  await page.bringToFront()
  await page.getByRole('grid').evaluate((element) => element.scrollTo(0, 0))
  const head = page.locator('[role="columnheader"][data-col]').filter({ hasText: /^number 3/ })
  const id = await head.first().getAttribute('data-col')
  await page.locator('[data-row]').nth(4).locator(`[data-col="${id}"]`).focus()
  await page.keyboard.type(String(value % 1_000))
  await page.evaluate('fulcrumProbe.armEdit()')
  await page.keyboard.press('Enter')
  return (await page.evaluate<Painted>('fulcrumProbe.painted()')).frames
}

/** Opens the filter by the first status, where each click on a label filters at once. */
async function openFilter({ page }: BenchPage): Promise<void> {
  await page.bringToFront()
  await page.getByRole('button', { name: 'Filter', exact: true }).click()
  await page.keyboard.type('status 0')
  await page.keyboard.press('Enter')
  await page.getByRole('option').first().waitFor()
}

/** From a click on a label until the table of its items is painted, ms. */
async function filter({ page }: BenchPage): Promise<number> {
  await page.bringToFront()
  const label = page.getByRole('option').first()
  await page.evaluate("fulcrumProbe.armNarrowing('click')")
  await label.click()
  const { ms } = await page.evaluate<Painted>('fulcrumProbe.painted()')
  // Taken out again, so that the next round filters all of them too.
  await page.evaluate("fulcrumProbe.armNarrowing('click')")
  await label.click()
  await page.evaluate('fulcrumProbe.painted()')
  return ms
}

/** From a text in "find in board" until the table of what it finds is painted, ms. */
async function find({ page }: BenchPage): Promise<number> {
  await page.bringToFront()
  const field = page.getByRole('searchbox', { name: 'Find in board' })
  await page.evaluate("fulcrumProbe.armNarrowing('input')")
  await field.fill('number 77')
  const { ms } = await page.evaluate<Painted>('fulcrumProbe.painted()')
  await page.evaluate("fulcrumProbe.armNarrowing('input')")
  await field.fill('')
  await page.evaluate('fulcrumProbe.painted()')
  return ms
}
