import { releasePlan } from '@fulcrum/integration-monday/testing'
import { writeWorkbook } from '@fulcrum/workbook/testing'
import { Buffer } from 'node:buffer'
import { readFileSync } from 'node:fs'
import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { expectNoTroubles, launchBrowser, openWindow, type Window } from './support/browser.ts'
import { maya, useLink } from './support/people.ts'
import { startFulcrum, type RunningFulcrum } from './support/server.ts'

// Files of other products and archives of our own, chosen, looked at and taken in by the dialog.

let fulcrum: RunningFulcrum
let browser: Browser
let window: Window
let page: Page
let archive: Buffer

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

async function importDialog(): Promise<Locator> {
  await page.keyboard.press('Control+k')
  await page.keyboard.type('Import a file')
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog')
  await dialog.getByText('Drop a file here').waitFor()
  return dialog
}

async function choose(name: string, buffer: Buffer): Promise<void> {
  await page.getByLabel('File to import').setInputFiles({ name, mimeType: 'application/octet-stream', buffer })
}

function row(title: string): Locator {
  return page.locator('[data-row]').filter({ hasText: title }).first()
}

test('the dialog says what it understands, and a board of another product comes as it was corrected', async () => {
  const dialog = await importDialog()
  for (const label of ['CSV', 'Excel workbook', 'Trello', 'monday.com', 'Archive of Fulcrum']) {
    await dialog.getByText(label, { exact: false }).first().waitFor()
  }
  await choose('Release_plan_1784837413.xlsx', writeWorkbook(releasePlan))
  await dialog.getByText('What the file becomes').waitFor()
  await expect(dialog.locator('.import-summary').innerText()).resolves.toMatch(/monday\.com[^]*5 items[^]*3 comments/)
  // Another title, another kind, a label of another colour, and a field that stays out.
  await dialog.getByLabel('Title of the column for Numbers').fill('Effort in days')
  await dialog.getByLabel('Kind of Rating').click()
  await page.getByRole('option', { name: 'Rating' }).click()
  await dialog.getByRole('button', { name: '3 labels' }).first().click()
  await dialog.getByLabel('Colour of Stuck').click()
  await page.getByRole('option', { name: 'violet' }).click()
  await dialog.getByRole('checkbox', { name: 'Item ID' }).click()
  await dialog.getByRole('button', { name: 'Import 5 items' }).click()
  await dialog.getByRole('button', { name: 'Open Release plan' }).waitFor()
  await expect(dialog.locator('dl').innerText()).resolves.toMatch(
    /5\s*items made[^]*3\s*updates[^]*1\s*link between items/,
  )
  await dialog.getByText('The row sums up others and is left out.').waitFor()
  await dialog.getByRole('button', { name: 'Open Release plan' }).click()
  await row('Ship it').waitFor()
  const titles = await page.getByRole('columnheader').allInnerTexts()
  expect(titles.join('|')).not.toContain('Item ID')
})

test('a workspace is fetched from its menu with its history', async () => {
  await page.getByText('Main', { exact: true }).first().hover()
  await page.getByRole('button', { name: 'Menu of Main' }).click()
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('menuitem', { name: 'Export with history' }).click(),
  ])
  expect(download.suggestedFilename()).toBe('Main.fulcrum')
  archive = readFileSync(await download.path())
  expect(archive.length).toBeGreaterThan(1_000)
  await row('Ship it').waitFor()
})

test('what is wrong with an archive is said before anything is written', async () => {
  const dialog = await importDialog()
  const says = (words: string) => dialog.getByRole('alert').filter({ hasText: words }).waitFor()
  await choose('cut.fulcrum', archive.subarray(0, archive.length / 2))
  await says('damaged or incomplete')
  await choose('notes.fulcrum', Buffer.from('Title\nOne\n'))
  await says('is no archive of Fulcrum')
  await choose('nothing.csv', Buffer.alloc(0))
  await says('is empty')
  // One whose manifest tells of something else than what is there looks well, and is found out when all of it is compared.
  const changed = Buffer.from(archive)
  changed[60] = (changed[60] ?? 0) ^ 0xff
  await choose('changed.fulcrum', changed)
  await dialog.getByRole('button', { name: 'Import the workspace' }).click()
  await says('Nothing of it was taken in')
  await page.keyboard.press('Escape')
  expect(await page.getByRole('button', { name: 'Menu of Main' }).count()).toBe(1)
})

test('an archive shows what is in it, and comes as a workspace', async () => {
  const dialog = await importDialog()
  await choose('Main.fulcrum', archive)
  await dialog.getByText('What the archive holds').waitFor()
  await expect(dialog.locator('dl').innerText()).resolves.toMatch(/1\s*board[^]*5\s*items[^]*3\s*updates/)
  await dialog.getByRole('cell', { name: 'Release plan' }).waitFor()
  await dialog.getByRole('button', { name: 'Import the workspace' }).click()
  await dialog.getByText('Main is ready.').waitFor()
  await expect(dialog.locator('dl').innerText()).resolves.toMatch(/1\s*board[^]*5\s*items/)
  await dialog.getByRole('button', { name: 'Close' }).last().click()
  await page.getByRole('button', { name: 'Menu of Main' }).nth(1).waitFor({ state: 'attached' })
  expectNoTroubles(window)
})
