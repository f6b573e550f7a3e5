import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { row, takesKeys } from './support/boards.ts'
import { expectNoTroubles, launchBrowser, openWindow, type Window } from './support/browser.ts'
import { oldIssues, oldTrackerExport } from './support/old-tracker.ts'
import { maya, useLink } from './support/people.ts'
import { startFulcrum, type RunningFulcrum } from './support/server.ts'

// Somebody who has never seen Fulcrum and reads no page of help: all that leads on is what stands on the screen.

const issues = oldIssues(360)
const finished: readonly string[] = ['Resolved', 'Closed']

let fulcrum: RunningFulcrum
let browser: Browser
let newcomer: Window
let page: Page

beforeAll(async () => {
  browser = await launchBrowser()
  fulcrum = await startFulcrum()
  newcomer = await openWindow(browser)
  page = newcomer.page
  await useLink(page, fulcrum.ownerLink, maya)
})

afterAll(async () => {
  await browser?.close()
  await fulcrum?.stop()
})

async function addView(kind: string): Promise<void> {
  await page.getByRole('button', { name: 'Add view' }).click()
  await page.getByRole('menuitem', { name: kind, exact: true }).first().click()
  await page.getByRole('tab', { name: kind, exact: true, selected: true }).waitFor()
}

function column(name: string): Locator {
  return page.getByRole('region', { name, exact: true })
}

test('the tracker of many years comes as a board by its file alone', async () => {
  await page.getByRole('button', { name: 'Import a file' }).click()
  await page.getByLabel('File to import').setInputFiles(oldTrackerExport(issues))
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Name of the board').fill('Old tracker')
  await dialog.getByRole('button', { name: `Import ${issues.length} items` }).click()
  await dialog.getByRole('button', { name: 'Open Old tracker' }).click()
  await takesKeys(page)
  await row(page, 'Old issue 1').waitFor()
})

test('it becomes a Kanban by component, whose limits count what is open', async () => {
  await addView('Kanban')
  await page.getByRole('button', { name: /^Columns:/ }).click()
  await page.getByRole('menu').getByText('Component/s').click()
  const open = (name: string): number =>
    issues.filter(({ status, components }) => !finished.includes(status) && components.includes(name)).length
  await setLimit('Repository', '2')
  await setLimit('UI', '9')
  await column('Repository')
    .getByText(`${open('Repository')} of 2 open`)
    .waitFor()
  await column('UI')
    .getByText(`${open('UI')} of 9 open`)
    .waitFor()
  await page.getByRole('button', { name: 'Save for everyone' }).click()
})

async function setLimit(name: string, most: string): Promise<void> {
  await page.getByRole('button', { name: `Menu of ${name}`, exact: true }).click()
  await page.getByRole('menuitem', { name: /^Set a limit/ }).click()
  await page.getByLabel('At most so many items').fill(most)
  await page.getByRole('button', { name: 'Set', exact: true }).click()
}

test('and a timeline, on which what has a due date stands where it was due', async () => {
  await addView('Timeline')
  // The items in sight have none: the timeline says so, and leads to those that have.
  await page.getByRole('button', { name: 'Only items with dates' }).click()
  await expect.poll(() => page.getByText('Old issue 2', { exact: true }).count()).toBe(0)
  const [first] = issues.filter(({ due }) => due !== null)
  expect(first?.due).toBe('2011-07-20')
  await page
    .getByRole('button', { name: new RegExp(`^${first?.title}, .*2011`) })
    .first()
    .waitFor()
  await page.getByText('July 2011').waitFor()
  await page.getByRole('button', { name: 'Save for everyone' }).click()
})

test('and a form, by which somebody without an account makes an item', async () => {
  await addView('Form')
  await page.getByRole('tab', { name: 'Share' }).click()
  const who = page.getByLabel('Who may answer')
  // It stands at once below the words about it, and not at the foot of an empty page.
  await expect.poll(async () => (await who.boundingBox())?.y ?? 900).toBeLessThan(450)
  await who.click()
  await page.getByRole('option', { name: 'Anybody with the link' }).click()
  await page.getByRole('button', { name: 'Make the link' }).click()
  const stranger = await openWindow(browser)
  await stranger.page.goto(await page.getByLabel('Link', { exact: true }).inputValue())
  await stranger.page.getByLabel(/^Title/).fill('The search finds nothing')
  await stranger.page.getByRole('button', { name: 'Send' }).click()
  await stranger.page.getByRole('heading', { name: 'Thank you' }).waitFor()
  await page.getByRole('tab', { name: 'Table', exact: true }).click()
  await page.getByPlaceholder('Find in board').fill('The search finds')
  await row(page, 'The search finds nothing').waitFor()
  expectNoTroubles(newcomer, stranger)
})
