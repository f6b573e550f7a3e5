import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addItems, takesKeys, typeInto } from './support/boards.ts'
import { expectNoTroubles, launchBrowser, openWindow, type Window } from './support/browser.ts'
import { ali, inviteByLink, makeBoard, maya, useLink } from './support/people.ts'
import { importFile, startFulcrum, type RunningFulcrum } from './support/server.ts'

let fulcrum: RunningFulcrum
let browser: Browser
let window: Window
let page: Page
let board: string

beforeAll(async () => {
  browser = await launchBrowser()
  fulcrum = await startFulcrum()
  window = await openWindow(browser)
  page = window.page
  await useLink(page, fulcrum.ownerLink, maya)
  board = await makeBoard(page, fulcrum.url, 'Sprint board')
})

afterAll(async () => {
  await browser?.close()
  await fulcrum?.stop()
})

/** The titles as they stand, from top to bottom. */
function titles(of: Page = page): Promise<string[]> {
  return of.locator('[data-row] .fb-title').allTextContents()
}

/** The cell of an item in a column, by their names. */
async function cell(title: string, column: string, of: Page = page): Promise<Locator> {
  const head = of.locator('[role="columnheader"][data-col]').filter({ hasText: new RegExp(`^${column}`) })
  const id = await head.first().getAttribute('data-col')
  return of.locator('[data-row]').filter({ hasText: title }).first().locator(`[data-col="${id}"]`)
}

/** Where the keyboard is: the column's id and the title of the item. */
async function focused(): Promise<string> {
  const at = page.locator(':focus')
  return `${await at.getAttribute('data-col')}: ${await at.locator('.fb-title').textContent()}`
}

/** Waits until the table says so; tables change a frame after what changes them. */
async function eventually(look: () => Promise<unknown>, wanted: unknown): Promise<void> {
  await expect.poll(look).toEqual(wanted)
}

test('C adds an item, and the next one, and keys are given when the server has them', async () => {
  await addItems(page, 'Session tokens', 'Column permissions', 'Nightly cron', 'Flaky test')
  await eventually(() => titles(), ['Session tokens', 'Column permissions', 'Nightly cron', 'Flaky test'])
  await eventually(() => page.locator('[data-row] .fb-key').allTextContents(), ['SPRI-1', 'SPRI-2', 'SPRI-3', 'SPRI-4'])
})

test('the keyboard walks through the cells, edits them by typing, and takes edits back', async () => {
  await (await cell('Session tokens', 'Item')).click()
  await eventually(focused, 'title: Session tokens')
  await page.keyboard.press('ArrowDown')
  await eventually(focused, 'title: Column permissions')
  await page.keyboard.type('Rights in the export')
  await page.keyboard.press('Enter')
  await eventually(() => titles(), ['Session tokens', 'Rights in the export', 'Nightly cron', 'Flaky test'])
  await eventually(focused, 'title: Nightly cron')

  await page.keyboard.press('ArrowRight')
  await page.keyboard.type('prog')
  await page.keyboard.press('Enter')
  await eventually(async () => (await cell('Nightly cron', 'Status')).textContent(), 'In progress')
  await page.keyboard.press('Delete')
  await eventually(async () => (await cell('Nightly cron', 'Status')).textContent(), '')
  await page.keyboard.press('Control+z')
  await eventually(async () => (await cell('Nightly cron', 'Status')).textContent(), 'In progress')
})

test('however a palette is clicked open, it takes what is typed, and one Escape closes it', async () => {
  const status = await cell('Nightly cron', 'Status')
  const palettes = () => page.getByRole('dialog', { name: 'Status' }).count()
  await status.click()
  await eventually(palettes, 1)
  await status.dblclick()
  await eventually(palettes, 1)
  await page.keyboard.type('nowhere')
  await page.getByRole('option', { name: 'Create “nowhere”' }).waitFor()
  await page.keyboard.press('Escape')
  await eventually(palettes, 0)
})

test('lines that are pasted where items are added make one each, and one undo takes all of them back', async () => {
  const before = await titles()
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  await page.evaluate(`navigator.clipboard.writeText(${JSON.stringify('- Write it down\n- Ask Ada\n- Ship')})`)
  await page.getByRole('button', { name: 'Add item' }).first().click()
  await page.keyboard.press('Control+v')
  await eventually(() => titles(), [...before, 'Write it down', 'Ask Ada', 'Ship'])
  await page.keyboard.press('Escape')
  await page.keyboard.press('Control+z')
  await eventually(() => titles(), before)
})

test('a pasted table fills the cells from the focus on, and one undo takes all of it back', async () => {
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  await page.evaluate(
    `navigator.clipboard.writeText(${JSON.stringify('Done\tMaya Krog\nBlocked\tMaya Krog\nDone\tMaya Krog')})`,
  )
  await (await cell('Session tokens', 'Status')).focus()
  await page.keyboard.press('Control+v')
  await eventually(async () => (await cell('Rights in the export', 'Status')).textContent(), 'Blocked')
  await eventually(
    async () => (await cell('Session tokens', 'Owner')).getByRole('img').getAttribute('aria-label'),
    'Maya Krog',
  )
  await page.getByText('Pasted 6 cells').waitFor()
  await page.getByRole('button', { name: 'Undo' }).click()
  await eventually(async () => (await cell('Rights in the export', 'Status')).textContent(), '')
  await eventually(async () => (await cell('Nightly cron', 'Status')).textContent(), 'In progress')
})

test('cells that are taken together by Shift are copied, filled and cleared together', async () => {
  await (await cell('Nightly cron', 'Status')).focus()
  await page.keyboard.press('Control+c')
  await (await cell('Session tokens', 'Status')).focus()
  await page.keyboard.press('Shift+ArrowDown')
  await page.keyboard.press('Control+v')
  await eventually(async () => (await cell('Session tokens', 'Status')).textContent(), 'In progress')
  await eventually(async () => (await cell('Rights in the export', 'Status')).textContent(), 'In progress')
  await page.keyboard.press('Delete')
  await eventually(async () => (await cell('Session tokens', 'Status')).textContent(), '')
  await eventually(async () => (await cell('Rights in the export', 'Status')).textContent(), '')
  // What the keys took back is offered no more: the click would take back something else.
  const offer = page.getByRole('button', { name: 'Undo' })
  await offer.waitFor()
  await page.keyboard.press('Control+z')
  await eventually(async () => (await cell('Session tokens', 'Status')).textContent(), 'In progress')
  await offer.waitFor({ state: 'detached' })
  await page.keyboard.press('Control+Shift+z')
  await eventually(async () => (await cell('Session tokens', 'Status')).textContent(), '')
  await eventually(async () => (await cell('Nightly cron', 'Status')).textContent(), 'In progress')
})

test('sub-items stand below their item, however deep', async () => {
  await (await cell('Session tokens', 'Item')).click({ button: 'right' })
  await page.getByRole('menuitem', { name: 'Add sub-item' }).click()
  for (const name of ['Write the failing test', 'Tell the team']) {
    await typeInto(page, name)
    await page.keyboard.press('Enter')
  }
  await page.keyboard.press('Escape')
  const wanted = [
    'Session tokens',
    'Write the failing test',
    'Tell the team',
    'Rights in the export',
    'Nightly cron',
    'Flaky test',
  ]
  await eventually(() => titles(), wanted)
  await page.locator('[data-row]').filter({ hasText: 'Session tokens' }).locator('[data-act="toggle-row"]').click()
  await eventually(
    () => titles(),
    wanted.filter((_, index) => index !== 1 && index !== 2),
  )
})

describe('what is shown', () => {
  test('is filtered by chips, and a new item gets what the filter asks for', async () => {
    await page.getByRole('button', { name: 'Filter', exact: true }).click()
    await typeInto(page, 'Status')
    await page.keyboard.press('Enter')
    await page.getByRole('option', { name: 'In progress' }).click()
    await page.keyboard.press('Escape')
    await eventually(() => titles(), ['Nightly cron'])
    await addItems(page, 'Born in progress')
    await eventually(() => titles(), ['Nightly cron', 'Born in progress'])
  })

  test('is said by the address, so that a link shows the same', async () => {
    await expect.poll(() => page.url()).toContain('filter')
    const again = await window.context.newPage()
    await again.goto(page.url())
    await eventually(() => titles(again), ['Nightly cron', 'Born in progress'])
    await again.close()
  })

  test('becomes a view of its own', async () => {
    await page.getByRole('button', { name: 'Save as view' }).click()
    await page.getByRole('menuitem', { name: 'For everyone' }).click()
    await page.getByRole('textbox', { name: 'View for everyone' }).and(page.locator(':focus')).waitFor()
    await page.keyboard.type('Running')
    await page.keyboard.press('Enter')
    await page.getByRole('tab', { name: 'Running', selected: true }).waitFor()
    await eventually(() => page.getByRole('button', { name: 'Save', exact: false }).count(), 0)
    await page.getByRole('button', { name: /^Remove filter/ }).click()
    await eventually(async () => (await titles()).length, 5)
    await page.getByRole('button', { name: 'Reset' }).click()
    await eventually(() => titles(), ['Nightly cron', 'Born in progress'])
    await page.getByRole('tab', { name: 'Table', exact: true }).click()
    await eventually(async () => (await titles()).length, 5)
  })

  test('is grouped by the values of a column and sorted', async () => {
    await page.getByRole('button', { name: 'Group', exact: true }).click()
    await page.getByRole('menuitemcheckbox', { name: 'Status' }).click()
    await eventually(() => page.locator('.fu-group-title').allTextContents(), ['In progress', 'No status'])
    await page.getByRole('button', { name: 'Sort', exact: true }).click()
    await page.getByRole('combobox', { name: 'Add' }).click()
    await page.getByRole('option', { name: 'Item' }).click()
    await page.keyboard.press('Escape')
    await eventually(
      () => titles(),
      ['Born in progress', 'Nightly cron', 'Flaky test', 'Rights in the export', 'Session tokens'],
    )
    await page.getByRole('button', { name: 'Reset' }).click()
  })

  test('is found by typing, sub-items too; Escape clears, and leaves what is empty', async () => {
    await page.locator('main').focus()
    await page.keyboard.press('/')
    await typeInto(page, 'team')
    await eventually(() => titles(), ['Tell the team'])
    await page.keyboard.type('xyz')
    await page.getByText('Nothing here matches').waitFor()
    await page.keyboard.press('Escape')
    await eventually(async () => (await titles()).length, 5)
    // What is typed next is looked for, and is not written into a cell.
    await page.keyboard.type('team')
    await eventually(() => titles(), ['Tell the team'])
    await page.keyboard.press('Escape')
    await eventually(async () => (await titles()).length, 5)
    await page.keyboard.press('Escape')
    await page.getByRole('grid').locator(':focus').waitFor()
  })
})

test('somebody who may only look sees the board without ways to change it', async () => {
  const guest = await openWindow(browser)
  await useLink(guest.page, await inviteByLink(page, fulcrum.url, 'Viewer'), ali)
  await guest.page.goto(board)
  await eventually(async () => (await titles(guest.page)).length > 0, true)
  expect(await guest.page.getByRole('button', { name: 'New item' }).count()).toBe(0)
  expect(await guest.page.locator('[data-act="drag"], [data-act="add-row"], [data-act="add-column"]').count()).toBe(0)
  const status = await cell('Nightly cron', 'Status', guest.page)
  await status.click()
  expect(await guest.page.getByRole('listbox').count()).toBe(0)
  await guest.page.goto(`${board.split('?')[0]}/i/0`)
  await guest.page.getByRole('button', { name: 'who watch: see who' }).waitFor()
  await guest.page.keyboard.press('Control+k')
  const offered = guest.page.getByRole('option')
  for (const [typed, refused] of [
    ['Import', 'Import a file'],
    ['Mail', 'Mail'],
    ['Backups', 'Backups'],
    ['Account', 'Account'],
    ['Members', null],
  ] as const) {
    await guest.page.keyboard.press('Control+a')
    await typeInto(guest.page, typed)
    if (refused === null) await offered.filter({ hasText: typed }).first().waitFor()
    else expect(await offered.filter({ hasText: refused }).count()).toBe(0)
  }
  expectNoTroubles(guest)
  await guest.close()
})

test('a board of 100,000 items is found in, filtered, scrolled and edited with few elements on the page', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'fulcrum-big-'))
  const file = path.join(folder, 'big.csv')
  const lines = ['Name,Status,Points']
  for (let row = 0; row < 100_000; row += 1)
    lines.push(`Item ${row} of many,${row % 5 === 0 ? 'Done' : 'To do'},${(row * 7919) % 1000}`)
  writeFileSync(file, lines.join('\n'))
  try {
    await importFile(fulcrum, 'csv', file)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
  await page.goto(fulcrum.url)
  await page.getByRole('link', { name: 'big' }).first().click()
  await page.locator('[data-row]').first().waitFor()
  await takesKeys(page)

  await page.locator('main').focus()
  await page.keyboard.press('/')
  await typeInto(page, 'item 4242')
  await page.getByText('11 found').waitFor()
  await page.keyboard.press('Escape')

  const elements = () => page.locator('*').count()
  for (const share of [0.25, 0.5, 1]) {
    await page.getByRole('grid').evaluate((grid, part) => grid.scrollTo(0, grid.scrollHeight * part), share)
    await page.evaluate('new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))')
    expect(await elements()).toBeLessThan(3_000)
  }
  await page.locator('[data-row]').filter({ hasText: 'Item 99999 of many' }).waitFor()
  await (await cell('Item 99999 of many', 'Points')).focus()
  await page.keyboard.type('4321')
  await page.keyboard.press('Enter')
  await eventually(async () => (await cell('Item 99999 of many', 'Points')).textContent(), '4,321')
})

test('nothing went wrong on the way', () => expectNoTroubles(window))
