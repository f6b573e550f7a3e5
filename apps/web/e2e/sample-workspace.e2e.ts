import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { seriousFindings } from './support/accessibility.ts'
import { takesKeys } from './support/boards.ts'
import { expectNoTroubles, launchBrowser, openWindow, type Window } from './support/browser.ts'
import { ali, inviteByLink, maya, useLink } from './support/people.ts'
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
})

afterAll(async () => {
  await browser?.close()
  await fulcrum?.stop()
})

async function eventually(look: () => Promise<unknown>, wanted: unknown): Promise<void> {
  await expect.poll(look).toEqual(wanted)
}

/** What the tree shows from top to bottom. */
function tree(): Promise<string[]> {
  return page.locator('[data-tree] .fu-nav-link .fu-truncate').allTextContents()
}

function line(name: string): Locator {
  return page.locator('[data-tree="board"], [data-tree="folder"]').filter({ hasText: name }).first()
}

/** Drags a line by its middle to a share of the height of another one. */
async function drag(from: string, to: string, share: number): Promise<void> {
  const [start, end] = [await line(from).boundingBox(), await line(to).boundingBox()]
  if (start === null || end === null) throw new Error('a line is not drawn')
  await page.mouse.move(start.x + 60, start.y + start.height / 2)
  await page.mouse.down()
  await page.mouse.move(start.x + 60, start.y + start.height / 2 + 8)
  await page.mouse.move(end.x + 60, end.y + end.height * share, { steps: 4 })
  await page.mouse.up()
}

async function makeFolder(name: string): Promise<void> {
  await page.getByRole('button', { name: 'Add to Tidewater (sample)' }).click()
  await page.getByRole('menuitem', { name: 'New folder' }).click()
  await page.getByRole('dialog', { name: 'New folder' }).getByLabel('Name').fill(name)
  await page.keyboard.press('Enter')
  await line(name).waitFor()
}

test('the owner of an empty account loads the sample by one click', async () => {
  await page.getByRole('button', { name: 'Load a sample workspace' }).click()
  // A year of work is made, which takes a loaded machine a while.
  await line('Sprints').waitFor({ timeout: 60_000 })
  await eventually(tree, ['Sprints', 'Bug queue', 'Roadmap', 'Technical debt', 'Releases'])
  await page.getByText('is a sample to try things on').waitFor()
})

test('from the sample, Home leads to a board of one’s own: by first steps, by a file, and from another tool', async () => {
  await page.getByRole('link', { name: 'Home', exact: true }).first().click()
  const ways = page.locator('.home-first')
  await ways.getByText('make a board of your own').waitFor()
  await ways.getByRole('button', { name: 'Take the first steps' }).waitFor()
  expect(await seriousFindings(page)).toEqual([])
  await ways.getByRole('button', { name: 'Import a file' }).click()
  await page.getByRole('dialog', { name: 'Import a file' }).getByText('Drop a file here').waitFor()
  await page.keyboard.press('Escape')
  await ways.getByRole('link', { name: 'Coming from another tool?' }).click()
  await page.getByRole('heading', { name: 'Coming from another tool' }).waitFor()
})

test('boards and folders are put where they are dragged, and taken back by a click', async () => {
  await makeFolder('Plans')
  await makeFolder('Quality')
  await drag('Bug queue', 'Quality', 0.5)
  await eventually(tree, ['Plans', 'Quality', 'Bug queue', 'Sprints', 'Roadmap', 'Technical debt', 'Releases'])
  await drag('Releases', 'Roadmap', 0.2)
  const placed = ['Plans', 'Quality', 'Bug queue', 'Sprints', 'Releases', 'Roadmap', 'Technical debt']
  await eventually(tree, placed)
  await drag('Quality', 'Plans', 0.1)
  await eventually(tree, ['Quality', 'Bug queue', 'Plans', 'Sprints', 'Releases', 'Roadmap', 'Technical debt'])
  // What was said of the drag before may stand there still.
  await page.locator('[data-toast]').filter({ hasText: 'Quality' }).getByRole('button', { name: 'Undo' }).click()
  await eventually(tree, placed)
  await page.reload()
  await eventually(tree, placed)
})

test('keys and the menu move a board, through folders too, and the focus stays with it', async () => {
  await line('Sprints').locator('.fu-nav-link').focus()
  await page.keyboard.press('Alt+ArrowUp')
  await eventually(tree, ['Plans', 'Quality', 'Bug queue', 'Sprints', 'Releases', 'Roadmap', 'Technical debt'])
  await page.keyboard.press('Alt+ArrowUp')
  await eventually(tree, ['Plans', 'Quality', 'Sprints', 'Bug queue', 'Releases', 'Roadmap', 'Technical debt'])
  await eventually(() => page.locator(':focus .fu-truncate').textContent(), 'Sprints')
  await line('Roadmap').hover()
  await page.getByRole('button', { name: 'Menu of Roadmap' }).click()
  await page.getByRole('menuitem', { name: 'Move up' }).click()
  await eventually(tree, ['Plans', 'Quality', 'Sprints', 'Bug queue', 'Roadmap', 'Releases', 'Technical debt'])
})

test('a filter of groups is made, nested and changed in place', async () => {
  await page.getByRole('link', { name: 'Bug queue' }).first().click()
  await takesKeys(page)
  const rows = () => page.locator('[data-row]').count()
  const all = await rows()
  await page.getByRole('button', { name: 'Filter', exact: true }).click()
  await page.getByRole('option', { name: 'Combine with and, or, not' }).click()
  const builder = page.getByRole('dialog', { name: 'Filter', exact: true })
  await builder.getByRole('button', { name: 'Condition', exact: true }).click()
  await page.keyboard.type('Status')
  await page.keyboard.press('Enter')
  await page.getByRole('option', { name: 'Confirmed' }).click()
  await page.keyboard.press('Escape')
  await builder.getByRole('button', { name: 'Group', exact: true }).click()
  await page.keyboard.type('Item')
  await page.keyboard.press('Enter')
  await page.keyboard.type('the')
  const group = builder.getByRole('group', { name: 'Group', exact: true })
  await group.getByRole('button', { name: 'Condition', exact: true }).click()
  await page.keyboard.type('Severity')
  await page.keyboard.press('Enter')
  await page.getByRole('option', { name: 'High' }).click()
  await page.keyboard.press('Escape')
  const said = () => builder.getByRole('status').textContent()
  await eventually(said, 'Status is Confirmed and (Item contains the or Severity is High)')
  expect(await seriousFindings(page)).toEqual([])

  await group.getByRole('combobox', { name: 'How this group is taken together' }).click()
  await page.getByRole('option', { name: 'none of these holds' }).click()
  await eventually(said, 'Status is Confirmed and not (Item contains the or Severity is High)')
  await group.getByRole('button', { name: 'Remove this condition' }).last().focus()
  await page.keyboard.press('Alt+ArrowLeft')
  await eventually(said, 'Status is Confirmed and not (Item contains the) and Severity is High')
  await page.keyboard.press('Alt+ArrowRight')
  await eventually(said, 'Status is Confirmed and not (Item contains the or Severity is High)')
  await page.keyboard.press('Escape')

  const chip = page.getByRole('group', { name: 'not (Item contains the or Severity is High)' })
  await chip.getByRole('button').first().click()
  await builder.getByRole('button', { name: 'Menu of this group' }).click()
  await page.getByRole('menuitem', { name: 'Ungroup' }).click()
  await eventually(said, 'Status is Confirmed and Item contains the and Severity is High')
  expect(await rows()).toBeLessThan(all)
  await builder.getByRole('button', { name: 'Clear all' }).click()
  await eventually(rows, all)
  await page.keyboard.press('Escape')
})

test('the filter can be built in a window of 400 pixels', async () => {
  await page.setViewportSize({ width: 400, height: 800 })
  await page.getByRole('button', { name: 'Filter', exact: true }).click()
  await page.getByRole('option', { name: 'Combine with and, or, not' }).click()
  const builder = page.getByRole('dialog', { name: 'Filter', exact: true })
  await builder.getByRole('button', { name: 'Group', exact: true }).click()
  await page.keyboard.type('Item')
  await page.keyboard.press('Enter')
  await page.keyboard.type('a')
  for (const control of await builder.locator('button:visible, input:visible').all()) {
    const box = await control.boundingBox()
    expect((box?.x ?? -1) >= 0 && (box?.x ?? 0) + (box?.width ?? 0) <= 400).toBe(true)
  }
  await page.getByRole('button', { name: 'Clear all' }).click()
  await page.keyboard.press('Escape')
  await page.setViewportSize({ width: 1440, height: 900 })
})

test('a board says what it is for, written in place by those who may, read by all', async () => {
  await page.getByRole('button', { name: 'Add a description' }).click()
  await page.keyboard.type('Triage on Mondays.\nSee https://wiki.example.org/triage.')
  await page.keyboard.press('Control+Enter')
  await page.getByRole('link', { name: 'https://wiki.example.org/triage' }).waitFor()
  await page.getByRole('button', { name: 'More' }).click()
  await page.getByRole('button', { name: 'Less' }).waitFor()

  const link = await inviteByLink(page, fulcrum.url, 'Viewer')
  const other = await openWindow(browser)
  await useLink(other.page, link, ali)
  await other.page.getByRole('link', { name: 'Bug queue' }).first().click()
  await other.page.getByText('Triage on Mondays.').waitFor()
  expect(await other.page.getByRole('button', { name: 'Edit the description' }).count()).toBe(0)
  await other.page.getByRole('link', { name: 'Roadmap' }).first().click()
  await other.page.getByRole('grid').first().waitFor()
  expect(await other.page.getByRole('button', { name: 'Add a description' }).count()).toBe(0)
  expectNoTroubles(window, other)
  await other.close()
})

test('the sample is removed by one click, and offered again', async () => {
  await page.goto(fulcrum.url)
  await page.getByRole('button', { name: 'Remove the sample' }).click()
  await page.getByRole('button', { name: 'Load a sample workspace' }).waitFor()
  await eventually(tree, [])
  expectNoTroubles(window)
})
