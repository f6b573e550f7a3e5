import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addColumn, columnId, row, save, shownNumbers, takesKeys, type ShownNumbers } from './support/boards.ts'
import { expectNoTroubles, launchBrowser, openWindow, type Window } from './support/browser.ts'
import { estimateHours, jiraExport } from './support/jira-export.ts'
import { makeBoard, maya, signIn, useLink } from './support/people.ts'
import { runCommand, scratchFolder, startFulcrum, startOn, type RunningFulcrum } from './support/server.ts'

// What a stranger does with a file: out as a workbook, in again, connected, mirrored, summed up, computed with, backed up
// and restored. The numbers are the same at every place.

const issueCount = 40
const themes = { Alpha: [3, 4, 5], Beta: [7, 8], Gamma: [15] } as const
const soon = { timeout: 20_000 }
const columns = ['Estimates', 'Effort', 'State', 'With a reserve']

/** What the board of themes has to say, worked out of what was made. */
function expectedNumbers(): ShownNumbers {
  const rows: Record<string, readonly string[]> = {}
  let total = 0
  for (const [theme, issues] of Object.entries(themes)) {
    const hours = issues.map(estimateHours)
    const sum = hours.reduce((left, right) => left + right, 0)
    total += sum
    rows[theme] = [hours.join(' '), String(sum), issues.map(() => 'Closed').join(' '), String(sum * 2 + 1)]
  }
  return { rows, totals: ['', `Sum ${total}`, '', `Sum ${total * 2 + Object.keys(themes).length}`] }
}

let fulcrum: RunningFulcrum
let browser: Browser
let window: Window
let page: Page
let board: string
const folder = scratchFolder()

beforeAll(async () => {
  browser = await launchBrowser()
  fulcrum = await startFulcrum()
  window = await openWindow(browser, { width: 2400 })
  page = window.page
  await useLink(page, fulcrum.ownerLink, maya)
})

afterAll(async () => {
  await browser?.close()
  await fulcrum?.stop()
  rmSync(folder, { recursive: true, force: true })
})

/** Takes in what was guessed of a file and opens the board. */
async function importBoard(file: Parameters<ReturnType<Page['locator']>['setInputFiles']>[0]): Promise<void> {
  await page.keyboard.press('Control+k')
  await page.keyboard.type('Import a file')
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog')
  await dialog.getByText('Drop a file here').waitFor()
  await page.getByLabel('File to import').setInputFiles(file)
  await dialog.getByRole('button', { name: `Import ${issueCount} items` }).click()
  await dialog.getByRole('button', { name: /^Open / }).click()
  await row(page, 'Made issue 7').waitFor()
  // Its first rows are here before all that are drawn.
  await takesKeys(page)
}

const compared = ['Original Estimate', 'Status', 'Due Date', 'Reporter']

test('a board that goes out as a workbook and comes in again has the same numbers', async () => {
  await importBoard(jiraExport(issueCount))
  const before = await shownNumbers(page, compared)
  await page.getByRole('button', { name: 'Menu of this board' }).click()
  await page.getByRole('menuitem', { name: /^Export/ }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByText('Excel workbook').click()
  await dialog.getByText('Everything').click()
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    dialog.getByRole('button', { name: 'Export' }).click(),
  ])
  const buffer = readFileSync(await download.path())
  await dialog.getByRole('button', { name: 'Done' }).click()
  await importBoard({ name: 'Issues.xlsx', mimeType: 'application/octet-stream', buffer })
  expect(Object.keys(before.rows).length).toBeGreaterThan(10)
  await expect.poll(() => shownNumbers(page, compared), soon).toEqual(before)
})

test('another board connects to it, mirrors it, sums it up and computes with that', async () => {
  board = await makeBoard(page, fulcrum.url, 'Themes')
  await page.locator('main').focus()
  await page.keyboard.press('c')
  for (const theme of Object.keys(themes)) {
    await page.keyboard.type(theme)
    await page.keyboard.press('Enter')
  }
  await page.keyboard.press('Escape')
  const connection = await addColumn(page, 'Connection', 'Issues')
  await connection.getByRole('option', { name: 'Issues' }).click()
  await save(connection)
  const issues = await columnId(page, 'Issues')
  for (const [theme, numbers] of Object.entries(themes)) {
    await row(page, theme).locator(`[data-col="${issues}"]`).click()
    for (const number of numbers) {
      await page.keyboard.press('Control+a')
      await page.keyboard.type(`Made issue ${number}`)
      await page.getByRole('option', { name: new RegExp(`^Made issue ${number}\\b`) }).waitFor()
      await page.keyboard.press('Enter')
    }
    await page.keyboard.press('Tab')
  }
  // Nothing here follows from that column yet: the form has to ask for it.
  const straight = await addColumn(page, 'Formula', 'Straight')
  await straight.getByLabel('Formula', { exact: true }).fill('SUM({Issues.Original Estimate})')
  await straight.getByText('Comes to a number.').waitFor()
  await save(straight)
  await addMirror('Estimates', 'Original Estimate', 'All of them')
  await addMirror('Effort', 'Original Estimate', 'Sum')
  await addMirror('State', 'Status', 'All of them')
  const formula = await addColumn(page, 'Formula', 'With a reserve')
  await formula.getByLabel('Formula', { exact: true }).click()
  await page.keyboard.type('{Eff')
  await page.keyboard.press('Enter')
  await page.keyboard.type(' * 2 + 1')
  await formula.getByText('Comes to a number.').waitFor()
  await save(formula)
  await sumBelow(page, 'Effort')
  await expect.poll(() => shownNumbers(page, columns), soon).toEqual(expectedNumbers())
  for (const [straightly, summed] of Object.values((await shownNumbers(page, ['Straight', 'Effort'])).rows)) {
    expect(straightly).toBe(summed)
  }
  expectNoTroubles(window)
})

async function addMirror(title: string, column: string, shows: string): Promise<void> {
  const mirror = await addColumn(page, 'Mirror', title)
  const choose = async (label: string, option: string): Promise<void> => {
    await mirror.getByLabel(label).click()
    await page.getByRole('option', { name: option, exact: true }).click()
  }
  await choose('Items of', 'Issues')
  await choose('Column of Issues', column)
  if (shows !== 'All of them') await choose('Shows', shows)
  await save(mirror)
}

async function sumBelow(of: Page, title: string): Promise<void> {
  const menu = of.getByRole('button', { name: `Column menu: ${title}` }).first()
  await menu.click({ force: true })
  await of.getByRole('menuitem', { name: 'Show below groups' }).click()
  await of.getByRole('menuitemcheckbox', { name: 'Sum' }).click()
}

/** The same numbers as programs get them: of the items by the API, of the file by the command line. */
async function toldNumbers(at: Pick<RunningFulcrum, 'data'>, of: Page) {
  const api = await of.evaluate(async (id) => {
    const ask = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ board: id }) }
    const answer: unknown = await (await fetch('/api/item.list', ask)).json()
    return answer
  }, new URL(of.url()).pathname.split('/').at(-1))
  const file = path.join(folder, 'themes.csv')
  await runCommand('export', 'csv', 'Themes', file, '--force', '--data', at.data)
  return { api, csv: readFileSync(file, 'utf8') }
}

test('programs and files are told the same, and so is whoever restores a backup', async () => {
  const before = await toldNumbers(fulcrum, page)
  const { rows } = expectedNumbers()
  for (const [theme, [, effort = '', , reserve = '']] of Object.entries(rows)) {
    expect(before.csv).toMatch(new RegExp(`,${theme},.*,${effort},.*,${reserve}`))
    expect(JSON.stringify(before.api)).toContain(`{"number":${effort}}`)
    expect(JSON.stringify(before.api)).toContain(`{"value":${reserve}}`)
  }
  const backups = path.join(folder, 'backups')
  await runCommand('backup', backups, '--data', fulcrum.data)
  const [backup = ''] = readdirSync(backups)
  const restored = mkdtempSync(path.join(folder, 'restored-'))
  await runCommand('restore', path.join(backups, backup), '--data', restored)
  const second = await startOn(restored)
  try {
    const dark = await openWindow(browser, { width: 2400, theme: 'dark' })
    await dark.page.goto(second.url + new URL(board).pathname)
    await signIn(dark.page, maya)
    await row(dark.page, 'Gamma').waitFor()
    // Its heads stand where they stay.
    await takesKeys(dark.page)
    await sumBelow(dark.page, 'Effort')
    await expect.poll(() => shownNumbers(dark.page, columns), soon).toEqual(expectedNumbers())
    expect(await toldNumbers(second, dark.page)).toEqual(before)
    expectNoTroubles(dark)
  } finally {
    await second.stop()
  }
})
