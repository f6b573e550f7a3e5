import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { seriousFindings } from './support/accessibility.ts'
import { takesKeys, typeInto } from './support/boards.ts'
import { expectNoTroubles, launchBrowser, openWindow, type Window } from './support/browser.ts'
import { maya, useLink } from './support/people.ts'
import { startFulcrum, type RunningFulcrum } from './support/server.ts'

let fulcrum: RunningFulcrum
let browser: Browser
let window: Window
let page: Page

beforeAll(async () => {
  browser = await launchBrowser()
  fulcrum = await startFulcrum()
  window = await openWindow(browser)
  page = window.page
  await useLink(page, fulcrum.ownerLink, maya)
  await page.getByRole('button', { name: 'Load a sample workspace' }).click()
  await page.locator('[data-tree="board"]').filter({ hasText: 'Bug queue' }).locator('a').first().click()
  await takesKeys(page)
})

afterAll(async () => {
  await browser?.close()
  await fulcrum?.stop()
})

function chart(): Locator {
  return page.locator('.fch-main')
}

function parts(): Locator {
  return chart().locator('[data-mark]')
}

async function choose(button: string | RegExp, item: string): Promise<void> {
  await page.getByRole('toolbar', { name: 'View' }).getByRole('button', { name: button }).click()
  await page
    .getByRole('menuitem', { name: item })
    .or(page.getByRole('menuitemcheckbox', { name: item }))
    .or(page.getByRole('menuitemradio', { name: item }))
    .first()
    .click()
}

/** The first number of a part's words: `Fixed, High: 11 items`. */
async function countOf(part: Locator): Promise<number> {
  const words = (await part.getAttribute('aria-label')) ?? ''
  return Number(/: (\d+)/.exec(words)?.[1])
}

test('a chart counts what the board has, and each part opens to its items by pointer and by keys', async () => {
  await page.getByRole('tab', { name: 'Bugs by severity' }).click()
  await chart().waitFor()
  const sums = await Promise.all((await parts().all()).map(countOf))
  const shown = Number(/^(\d+) items/.exec(await chart().locator('.fch-note').innerText())?.[1])
  expect(sums.reduce((sum, count) => sum + count, 0)).toBe(shown)
  const first = parts().first()
  const wanted = await countOf(first)
  await first.focus()
  await page.keyboard.press('Enter')
  const list = page.getByRole('complementary', { name: /^Items of/ })
  await expect.poll(() => list.getByRole('listitem').count()).toBe(wanted)
  await page.keyboard.press('Escape')
  await list.waitFor({ state: 'detached' })
  await first.and(page.locator(':focus')).waitFor()
  await page.keyboard.press('ArrowRight')
  const second = parts().nth(1)
  await second.and(page.locator(':focus')).waitFor()
  const inSecond = await countOf(second)
  await second.click()
  await expect.poll(() => list.getByRole('listitem').count()).toBe(inSecond)
  expect(await seriousFindings(page)).toEqual([])
})

test('the items of a part open as a table that leaves only them', async () => {
  const count = await countOf(parts().nth(1))
  await page.getByRole('button', { name: 'Open as table' }).click()
  await page.getByRole('grid').first().waitFor()
  await expect.poll(() => page.locator('[data-row]').count()).toBe(count)
})

test('a new item, made by its key, is counted at once', async () => {
  await page.getByRole('tab', { name: 'Bugs by severity' }).click()
  await chart().waitFor()
  await choose('Stacked bars', 'Number')
  const figure = chart().locator('.fch-number strong')
  const before = Number(await figure.innerText())
  await page.keyboard.press('Escape')
  await page.locator('main').focus()
  await page.keyboard.press('c')
  await typeInto(page, 'Counted')
  await page.keyboard.press('Enter')
  await expect.poll(async () => Number(await figure.innerText())).toBe(before + 1)
})

/** The weekday on which the parts of the chart begin, Sunday is 0; null where they do not agree. */
async function weekdayOfParts(): Promise<number | null> {
  const said = await parts().evaluateAll((all) => all.map((each) => each.getAttribute('aria-label') ?? ''))
  const firsts = said.flatMap((words) => /Week of ([^:,]+(, \d{4})?)/.exec(words)?.[1] ?? [])
  const days = new Set(firsts.map((text) => new Date(`${text} UTC`).getUTCDay()))
  return days.size === 1 ? ([...days][0] ?? null) : null
}

/** By what the address has the chart put items together. */
function byInAddress(): unknown {
  const spec = JSON.parse(new URL(page.url()).searchParams.get('spec') ?? '{}') as { settings?: { by?: unknown } }
  return spec.settings?.by
}

test('weeks are put together as the account has them begin, and another beginning is followed', async () => {
  const board = page.url()
  await page.getByRole('tab', { name: 'Bugs by severity' }).click()
  await chart().waitFor()
  await choose(/^(Stacked bars|Number)$/, 'Bars')
  await page.keyboard.press('Escape')
  // The address says what is shown once it rests.
  await expect.poll(byInAddress).toBeDefined()
  const before = byInAddress()
  await choose(/^By:/, 'Created')
  await expect.poll(weekdayOfParts).toBe(1)
  await expect.poll(byInAddress).not.toBe(before)
  const chosen = page.url()
  await page.goto(new URL('/settings/account', board).href)
  await page.getByRole('combobox', { name: 'Weeks begin on' }).click()
  await page.getByRole('option', { name: 'Sunday' }).click()
  await page.getByRole('combobox', { name: 'Weeks begin on' }).getByText('Sunday').waitFor()
  await page.goto(chosen)
  await expect.poll(weekdayOfParts).toBe(0)
})

test('a burn-up tells each day from the log, in words, by keys and as a table', async () => {
  await page.locator('[data-tree="board"]').filter({ hasText: 'Sprints' }).locator('a').first().click()
  await takesKeys(page)
  await page.getByRole('tab', { name: 'Burn-up' }).click()
  const day = page.getByRole('slider', { name: 'Day' })
  await day.waitFor()
  await day.focus()
  const today = await day.getAttribute('aria-valuetext')
  expect(today).toMatch(/Scope: \d+\s+Started: \d+\s+Done: \d+/)
  await page.keyboard.press('PageDown')
  await page.keyboard.press('Home')
  await expect.poll(() => day.getAttribute('aria-valuenow')).toBe('0')
  expect(await day.getAttribute('aria-valuetext')).not.toBe(today)
  expect(await chart().getByRole('row').count()).toBe(31)
  await expect.poll(() => chart().locator('.fch-note').innerText()).toContain('imported history included')
  expect(await seriousFindings(page)).toEqual([])
})

test('on a narrow screen in the dark it has no part beside the screen', async () => {
  await page.emulateMedia({ colorScheme: 'dark' })
  await page.setViewportSize({ width: 360, height: 780 })
  await page.reload()
  await page.getByRole('slider', { name: 'Day' }).waitFor()
  await expect.poll(() => page.locator('html').evaluate(({ scrollWidth }) => scrollWidth)).toBeLessThanOrEqual(360)
  expectNoTroubles(window)
})
