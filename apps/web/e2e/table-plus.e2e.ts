import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addItems } from './support/boards.ts'
import { expectNoTroubles, launchBrowser, openWindow, type Window } from './support/browser.ts'
import { makeBoard, maya, useLink } from './support/people.ts'
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
  await makeBoard(page, fulcrum.url, 'Table')
  await addItems(page, 'One', 'Two', 'Three', 'Four')
})

afterAll(async () => {
  await browser?.close()
  await fulcrum?.stop()
})

async function eventually(look: () => Promise<unknown>, wanted: unknown): Promise<void> {
  await expect.poll(look, { timeout: 10_000 }).toEqual(wanted)
}

function titles(): Promise<string[]> {
  return page.locator('[data-row] .fb-title').allTextContents()
}

async function cell(title: string, column: string): Promise<Locator> {
  const head = page.locator('[role="columnheader"][data-col]').filter({ hasText: new RegExp(`^${column}`) })
  const id = await head.first().getAttribute('data-col')
  return page
    .locator('[data-row]')
    .filter({ has: page.locator('.fb-title', { hasText: new RegExp(`^${title}$`) }) })
    .first()
    .locator(`[data-col="${id}"]`)
}

async function statuses(...wanted: string[]): Promise<string[]> {
  const found = await Promise.all(wanted.map(async (title) => (await cell(title, 'Status')).textContent()))
  return found.map((text) => text ?? '')
}

/** Chooses a status by typing its name into the cell. */
async function setStatus(title: string, status: string): Promise<void> {
  await (await cell(title, 'Status')).click()
  const search = page.getByPlaceholder('Search or create')
  await search.fill(status)
  await search.press('Enter')
  await eventually(() => statuses(title), [status])
}

test('Ctrl D gives the cells below the first what stands in that, and one undo takes it back', async () => {
  await setStatus('One', 'In review')
  await (await cell('Two', 'Status')).focus()
  await page.keyboard.press('Escape')
  await (await cell('One', 'Status')).focus()
  await page.keyboard.press('Shift+ArrowDown')
  await page.keyboard.press('Shift+ArrowDown')
  await page.keyboard.press('Control+d')
  await eventually(() => statuses('One', 'Two', 'Three', 'Four'), ['In review', 'In review', 'In review', ''])
  await page.keyboard.press('Control+z')
  await eventually(() => statuses('One', 'Two', 'Three'), ['In review', '', ''])
  await page.keyboard.press('Control+Shift+z')
  await eventually(() => statuses('Two', 'Three'), ['In review', 'In review'])
})

test('the menu of a cell narrows the view to its value, and to all others', async () => {
  await setStatus('Four', 'Done')
  await (await cell('Four', 'Status')).click({ button: 'right' })
  await page.getByRole('menuitem', { name: /^Filter by this value/ }).click()
  await eventually(titles, ['Four'])
  await page.getByRole('button', { name: 'Reset' }).click()
  await eventually(titles, ['One', 'Two', 'Three', 'Four'])
  await (await cell('Four', 'Status')).click({ button: 'right' })
  await page.getByRole('menuitem', { name: /^Filter this value out/ }).click()
  await eventually(titles, ['One', 'Two', 'Three'])
  await page.getByRole('button', { name: 'Reset' }).click()
  await eventually(titles, ['One', 'Two', 'Three', 'Four'])
})

test('a filter is typed, told where it goes wrong, helped on, and said again as it stands', async () => {
  await (await cell('One', 'Item')).focus()
  await page.keyboard.press('Control+Shift+l')
  const field = page.getByRole('combobox', { name: 'Filter' })
  await field.fill('status is Dnoe')
  await field.press('Enter')
  await page.getByText('“Dnoe” is nothing that Status can be. Did you mean Done?').waitFor()
  await field.fill('status is not do')
  await field.press('Tab')
  await eventually(() => field.inputValue(), 'status is not Done ')
  await field.press('Enter')
  await eventually(titles, ['One', 'Two', 'Three'])
  await page.keyboard.press('Control+Shift+l')
  await eventually(() => field.inputValue(), 'Status is not Done')
  await field.fill('')
  await field.press('Enter')
  await eventually(titles, ['One', 'Two', 'Three', 'Four'])
})

test('labels are merged where they are chosen, after what holds them was told', async () => {
  await (await cell('One', 'Status')).click()
  await page.getByText('Edit labels').click()
  await page.getByRole('button', { name: 'Merge In review into another label' }).click()
  const asked = page.getByRole('group', { name: 'Merge In review' })
  await asked.getByText('3 items').waitFor()
  await asked.getByLabel('Merge In review into').selectOption({ label: 'Done' })
  await asked.getByRole('button', { name: 'Merge', exact: true }).click()
  await eventually(() => statuses('One', 'Two', 'Three', 'Four'), ['Done', 'Done', 'Done', 'Done'])
  await page.getByRole('button', { name: 'Undo' }).click()
  await eventually(() => statuses('One', 'Two', 'Three', 'Four'), ['In review', 'In review', 'In review', 'Done'])
})

test('rows are made lower, a column is pinned and one duplicated from the menu of its head', async () => {
  const head = (name: RegExp) => page.getByRole('columnheader', { name }).first()
  const heightOf = async () => (await page.locator('[data-row]').first().boundingBox())?.height
  await head(/^Due/).click({ button: 'right' })
  await page.getByRole('menuitem', { name: 'Row height' }).click()
  await page.getByRole('menuitemcheckbox', { name: 'Compact' }).click()
  await eventually(heightOf, 28)
  const order = () =>
    page.locator('[role="columnheader"][data-col]').first().locator('xpath=..').locator('[data-col]').allTextContents()
  await head(/^Due/).click({ button: 'right' })
  await page.getByRole('menuitem', { name: 'Pin beside the title' }).click()
  await expect.poll(async () => (await order())[1], { timeout: 10_000 }).toContain('Due')
  await head(/^Status/).click({ button: 'right' })
  await page.getByRole('menuitem', { name: /^Duplicate/ }).click()
  await head(/^Status \(copy\)/).waitFor()
  await page.getByRole('button', { name: 'Reset' }).click()
  await eventually(heightOf, 34)
})

test('nothing went wrong on the way', () => expectNoTroubles(window))
