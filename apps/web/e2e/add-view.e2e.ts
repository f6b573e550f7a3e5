import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addItems, typeInto } from './support/boards.ts'
import { expectNoTroubles, launchBrowser, openWindow, type Window } from './support/browser.ts'
import { makeBoard, maya, useLink } from './support/people.ts'
import { startFulcrum, type RunningFulcrum } from './support/server.ts'

// Whoever makes a view has the keyboard at its tab, by whatever way they asked for it.

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
  await makeBoard(page, fulcrum.url, 'Platform')
  await addItems(page, 'Find faster', 'Pay later')
})

afterAll(async () => {
  await browser?.close()
  await fulcrum?.stop()
})

/** The tabs of the board's views: a form has others of its own. */
const tabs = () => page.getByRole('tablist', { name: 'Views' }).getByRole('tab')

/** What has the keyboard: the tab that is chosen, by its name, or something else. */
function holder(): Promise<string> {
  return page.evaluate<string>(`(() => {
    const { activeElement: at } = document
    const isChosen = at.getAttribute('role') === 'tab' && at.getAttribute('aria-selected') === 'true'
    return isChosen ? at.textContent : at.outerHTML.slice(0, 80)
  })()`)
}

/** The tab of the view has the keyboard, and keeps it once all of the view is here. */
async function tabHolds(name: string): Promise<void> {
  await expect.poll(holder).toBe(name)
  await page.waitForLoadState('networkidle')
  await page.locator('[data-items] .fu-skeleton').first().waitFor({ state: 'detached' })
  expect(await holder()).toBe(name)
}

const kinds = ['Kanban', 'Cards', 'Timeline', 'Calendar', 'Workload', 'Chart', 'Form', 'Table'] as const

test('the menu offers these kinds of views', async () => {
  await page.getByRole('button', { name: 'Add view' }).click()
  const group = page.getByRole('group', { name: 'New view for everyone' })
  const titles = await group
    .getByRole('menuitem')
    .evaluateAll((all) => all.map((each) => each.getAttribute('data-title')))
  expect(titles.toSorted()).toEqual(kinds.toSorted())
  await page.keyboard.press('Escape')
})

test.each(kinds)('%s, by a click', async (kind) => {
  const before = await tabs().count()
  await page.getByRole('button', { name: 'Add view' }).click()
  await page
    .getByRole('group', { name: 'New view for everyone' })
    .getByRole('menuitem', { name: new RegExp(`^${kind}`) })
    .click()
  await expect.poll(() => tabs().count()).toBeGreaterThan(before)
  await tabHolds(before > 1 && kind === 'Table' ? 'Table 2' : kind)
})

test.each(kinds)('%s for oneself, by keys', async (kind) => {
  await page.getByRole('button', { name: 'Add view' }).focus()
  await page.keyboard.press('Enter')
  const mine = page.getByRole('menuitem', { name: 'New view for me' })
  await mine.waitFor()
  await mine.focus()
  await page.keyboard.press('Enter')
  const item = page
    .getByRole('menu', { name: 'New view for me' })
    .getByRole('menuitem', { name: new RegExp(`^${kind}`) })
  await item.focus()
  await page.keyboard.press('Enter')
  await tabHolds(kind === 'Table' ? 'Table 3' : `${kind} 2`)
})

test.each(['For everyone', 'For me'])('what is shown, saved as a view: %s', async (whose) => {
  await page.getByRole('button', { name: 'Add view' }).click()
  await page.getByRole('menuitem', { name: whose, exact: true }).click()
  await typeInto(page, `Kept ${whose}`)
  await page.keyboard.press('Enter')
  await tabHolds(`Kept ${whose}`)
})

test('taking back a view goes to the first one, with one message, and the address follows', async () => {
  await page.goto(`${page.url().split('?')[0]}`)
  await expect.poll(() => tabs().first().getAttribute('aria-selected')).toBe('true')
  await page.getByRole('button', { name: 'Add view' }).click()
  await page.getByRole('menuitem', { name: 'For me', exact: true }).click()
  await typeInto(page, 'In passing')
  await page.keyboard.press('Enter')
  await tabHolds('In passing')
  const made = new URL(page.url()).searchParams.get('view')
  await page.keyboard.press('Control+z')
  await page.getByText('New view: taken back.').waitFor()
  await expect.poll(() => new URL(page.url()).searchParams.get('view')).not.toBe(made)
  expect(await tabs().first().getAttribute('aria-selected')).toBe('true')
  expect(await page.getByText('The view of this address').count()).toBe(0)
})

test('a copy of a view, by its menu: one’s own, gone to, and taken back by one undo', async () => {
  const before = await tabs().allTextContents()
  await tabs().first().click({ button: 'right' })
  await page.getByRole('menuitem', { name: 'Duplicate' }).click()
  await tabHolds(`${before[0]} (copy)`)
  expect(await tabs().count()).toBe(before.length + 1)
  await page.keyboard.press('Control+z')
  await expect.poll(() => tabs().allTextContents()).toEqual(before)
})

test('a kind that was asked for by the palette', async () => {
  await page.locator('main').focus()
  await page.keyboard.press('Control+k')
  await typeInto(page, 'Add view')
  await page.getByRole('option', { name: 'Add view' }).first().waitFor()
  await page.keyboard.press('Enter')
  await page
    .getByRole('menuitem', { name: /^Calendar/ })
    .first()
    .click()
  await tabHolds('Calendar 3')
})

test('nothing went wrong on the way', () => expectNoTroubles(window))
