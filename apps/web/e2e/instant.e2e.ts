import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { columnId, row, takesKeys } from './support/boards.ts'
import { expectNoTroubles, launchBrowser, openWindow, type Window } from './support/browser.ts'
import { maya, useLink } from './support/people.ts'
import { importFile, startFulcrum, type RunningFulcrum } from './support/server.ts'
import { layWire, type Wire } from './support/wire.ts'

const items = 10_000
const mostElements = 3_000
const mostMb = 300

let fulcrum: RunningFulcrum
let wire: Wire
let browser: Browser
let window: Window
let page: Page

/** A board of twenty columns. */
function plan(): string {
  const names = Array.from({ length: 17 }, (_, at) => (at % 2 === 0 ? `Note ${at}` : `Figure ${at}`))
  const lines = [['Name', 'Status', 'Owner', 'Start', 'Due', ...names].join()]
  for (let at = 0; at < items; at++) {
    const day = (shift: number): string =>
      new Date(Date.UTC(2026, 0, 1 + shift + (at % 300))).toISOString().slice(0, 10)
    const cells = names.map((_, column) =>
      column % 2 === 0 ? `text ${(at * 7 + column) % 500}` : String((at * 7919) % 1000),
    )
    const status = ['Done', 'To do', 'In progress', 'In review'][at % 4] ?? ''
    lines.push([`Item ${at} of many`, status, '', day(0), day(9), ...cells].join())
  }
  return lines.join('\n')
}

beforeAll(async () => {
  browser = await launchBrowser()
  fulcrum = await startFulcrum()
  wire = await layWire(fulcrum.url)
  window = await openWindow(browser)
  page = window.page
  await useLink(page, fulcrum.ownerLink.replace(fulcrum.url, wire.url), maya)
  const folder = mkdtempSync(path.join(tmpdir(), 'fulcrum-instant-'))
  const file = path.join(folder, 'large.csv')
  writeFileSync(file, plan())
  try {
    await importFile(fulcrum, 'csv', file)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
  await page.goto(wire.url)
  await page.getByRole('link', { name: 'large' }).first().click()
  await page.locator('[data-row]').first().waitFor()
  await takesKeys(page)
})

afterAll(async () => {
  await browser?.close()
  wire?.close()
  await fulcrum?.stop()
})

const views = [
  ['Kanban', '[data-card]'],
  ['Cards', '[data-card]'],
  ['Timeline', '.ft-lines > *'],
  ['Calendar', '[data-item]'],
  ['Chart', 'main svg'],
] as const

async function fewElements(): Promise<void> {
  expect(await page.locator('*').count()).toBeLessThan(mostElements)
}

/** Everything in the page that can be scrolled is scrolled to a share of its way, and drawn. */
async function scrollAll(share: number): Promise<void> {
  await page.evaluate(`(async () => {
    for (const each of document.querySelectorAll('main *')) {
      if (each.scrollHeight > each.clientHeight + 40) each.scrollTop = (each.scrollHeight - each.clientHeight) * ${share}
    }
    await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))
  })()`)
}

test('a table of 10,000 items and 20 columns has few elements on the page, wherever it is scrolled', async () => {
  await fewElements()
  for (const share of [0.5, 1, 0]) {
    await scrollAll(share)
    await fewElements()
  }
})

/** The rows in the order of their elements: what each says in two of its columns, and whether its cells wait. */
const rowsShown = `(() => {
  const columns = [...document.querySelectorAll('[role="columnheader"][data-col]')]
  const note = columns.find((each) => each.textContent === 'Note 0')?.dataset.col
  return [...document.querySelectorAll('[data-row]')].map((row) => ({
    top: row.getBoundingClientRect().top,
    item: /Item (\\d+) of many/.exec(row.textContent)?.[1],
    note: row.querySelector('[data-col="' + note + '"]')?.textContent,
    waits: row.ariaBusy === 'true',
  }))
})()`

test('a table that is scrolled faster than it can be drawn shows its rows whole and in their order once it rests', async () => {
  const grid = page.getByRole('grid')
  const box = await grid.boundingBox()
  await page.mouse.move((box?.x ?? 0) + 500, (box?.y ?? 0) + 300)
  // A machine that is slower by far: frames are late.
  const session = await page.context().newCDPSession(page)
  await session.send('Emulation.setCPUThrottlingRate', { rate: 6 })
  for (let at = 0; at < 40; at++) await page.mouse.wheel(0, at < 30 ? 400 : -200)
  await session.send('Emulation.setCPUThrottlingRate', { rate: 1 })
  await session.detach()
  const shown = () => page.evaluate<readonly { top: number; item?: string; note?: string; waits: boolean }[]>(rowsShown)
  await expect.poll(async () => (await shown()).filter(({ waits }) => waits).length).toBe(0)
  const inOrder = async () => (await shown()).every(({ top }, at, all) => at === 0 || top > (all[at - 1]?.top ?? 0))
  await expect.poll(inOrder).toBe(true)
  const rows = await shown()
  expect(rows.length).toBeGreaterThan(20)
  for (const { item, note } of rows) expect(note).toBe(`text ${(Number(item) * 7) % 500}`)
  // A row that is clicked there is the one that is meant.
  const there = rows[Math.floor(rows.length / 2)]
  await row(page, `Item ${there?.item} of many`)
    .getByText(`text ${(Number(there?.item) * 7) % 500}`)
    .first()
    .click()
  await expect
    .poll(() => page.evaluate('document.activeElement?.closest("[data-row]")?.textContent'))
    .toContain(`Item ${there?.item} of many`)
  await scrollAll(0)
})

test('more cells than paper takes are told in a sentence, and not laid out', async () => {
  await page.evaluate(`dispatchEvent(new Event('beforeprint'))`)
  const sheet = page.locator('.print-sheet')
  expect(await sheet.textContent()).toMatch(/2\d0,000 cells, and at most 200,000 are printed/)
  expect(await sheet.locator('tr').count()).toBe(0)
  await page.evaluate(`dispatchEvent(new Event('afterprint'))`)
  expect(await sheet.count()).toBe(0)
})

test.each(views)('a %s of them has few elements too', async (kind, drawn) => {
  await page.getByRole('button', { name: 'Add view' }).click()
  await page.getByRole('menuitem', { name: new RegExp(`^${kind}`) }).click()
  await page.getByRole('tab', { name: kind, selected: true }).waitFor()
  await page.locator(drawn).first().waitFor()
  await fewElements()
  for (const share of [0.5, 1]) {
    await scrollAll(share)
    await fewElements()
  }
})

test('the tab stays small after all of that', async () => {
  const own = await page.context().newCDPSession(page)
  await own.send('HeapProfiler.collectGarbage')
  await own.detach()
  const session = await browser.newBrowserCDPSession()
  const { processInfo } = await session.send('SystemInfo.getProcessInfo')
  await session.detach()
  const tabs = processInfo.filter(({ type }) => type === 'renderer')
  const heldMb = tabs.map(({ id }) => {
    const status = readFileSync(`/proc/${id}/status`, 'utf8')
    return Number(/RssAnon:\s+(\d+) kB/.exec(status)?.[1]) / 1_024
  })
  expect(Math.max(...heldMb)).toBeLessThan(mostMb)
})

async function note(title: string): Promise<Locator> {
  return row(page, title).locator(`[data-col="${await columnId(page, 'Note 0')}"]`)
}

test('an edit, the palette, an item and another view are there while the network is silent', async () => {
  // The first try may have left it so.
  wire.flow()
  await page.getByRole('tab', { name: 'Table' }).click()
  const session = await page.context().newCDPSession(page)
  await session.send('Network.clearBrowserCache')
  await page.reload()
  await takesKeys(page)
  // What is fetched ahead is here then.
  await page.waitForLoadState('networkidle')
  wire.stall()

  const asked: string[] = []
  page.on('request', (request) => asked.push(request.url()))
  const cell = await note('Item 3 of many')
  await cell.click()
  await page.keyboard.type('said in silence')
  await page.keyboard.press('Enter')
  await expect.poll(() => cell.textContent()).toBe('said in silence')
  expect(asked).toEqual([])

  await page.keyboard.press('Control+k')
  const palette = page.getByRole('dialog', { name: 'Commands' })
  await palette.getByRole('option').first().waitFor()
  await page.keyboard.press('Escape')
  await palette.waitFor({ state: 'detached' })

  await row(page, 'Item 3 of many').hover()
  await row(page, 'Item 3 of many').getByText('Open', { exact: true }).click()
  const panel = page.getByRole('dialog', { name: /Item 3 of many/ })
  await panel.getByRole('tab', { name: 'Updates' }).waitFor()
  expect(await panel.textContent()).toContain('said in silence')
  await panel.getByRole('button', { name: 'Close' }).click()
  await panel.waitFor({ state: 'detached' })

  for (const [kind, drawn] of [...views, ['Table', '[data-row]'] as const]) {
    await page.getByRole('tab', { name: kind }).click()
    await page.locator(drawn).first().waitFor()
  }

  wire.flow()
  await page.getByText('said in silence').waitFor()
  await expect
    .poll(async () => {
      await page.reload()
      await takesKeys(page)
      return (await note('Item 3 of many')).textContent()
    })
    .toBe('said in silence')
})

test('an edit draws its row and the next, and no other', async () => {
  await page.evaluate(`globalThis.drawnRows = new Set()
    new MutationObserver((list) => {
      for (const { target } of list) {
        const line = (target.closest === undefined ? target.parentElement : target)?.closest('[data-row]')
        if (line) drawnRows.add(line.dataset.row)
      }
    }).observe(document.querySelector('[role="grid"]'), { subtree: true, childList: true, attributes: true, characterData: true })`)
  const cell = await note('Item 5 of many')
  await cell.click()
  await page.keyboard.type('one row')
  await page.keyboard.press('Enter')
  await expect.poll(() => cell.textContent()).toBe('one row')
  await page.evaluate('new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))')
  expect(await page.evaluate('drawnRows.size')).toBeLessThanOrEqual(3)
})

test('nothing went wrong on the way', () => expectNoTroubles(window))
