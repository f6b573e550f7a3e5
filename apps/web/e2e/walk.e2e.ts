import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { row } from './support/boards.ts'
import { expectNoTroubles, launchBrowser, openWindow, type Window } from './support/browser.ts'
import { jiraExport } from './support/jira-export.ts'
import { ali, inviteByLink, maya, useLink } from './support/people.ts'
import { startFulcrum, type RunningFulcrum } from './support/server.ts'

// From a file of another tool to a board of two people that outlives the sudden end of the server and its database.

let fulcrum: RunningFulcrum
let browser: Browser
let first: Window
let second: Window

beforeAll(async () => {
  browser = await launchBrowser()
  fulcrum = await startFulcrum()
  first = await openWindow(browser)
  second = await openWindow(browser, { theme: 'dark' })
  await useLink(first.page, fulcrum.ownerLink, maya)
})

afterAll(async () => {
  await browser?.close()
  await fulcrum?.stop()
})

async function rename(page: Page, from: string, to: string): Promise<void> {
  await page.locator('[data-row]').getByText(from, { exact: true }).click()
  await page.keyboard.type(to)
  await page.keyboard.press('Enter')
  await row(page, to).waitFor()
}

/** Chooses a file in the import dialog, takes what was guessed, and waits for the report. */
async function importIssues(page: Page, count: number) {
  await page.keyboard.press('Control+k')
  await page.keyboard.type('Import a file')
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog')
  await dialog.getByText('Drop a file here').waitFor()
  await page.getByLabel('File to import').setInputFiles(jiraExport(count))
  await dialog.getByText('What the file becomes').waitFor()
  await dialog.getByRole('button', { name: `Import ${count} items` }).click()
  await dialog.getByRole('button', { name: /^Open / }).waitFor()
  return dialog
}

test('a Jira search becomes a board, whole and with its history', async () => {
  const { page } = first
  const dialog = await importIssues(page, 12)
  await expect(dialog.locator('dl').innerText()).resolves.toMatch(/12\s*items made[^]*24\s*changes of history/)
  await dialog.getByRole('button', { name: /^Open / }).click()
  await row(page, 'Made issue 12').waitFor()

  await row(page, 'Made issue 7').locator('.fb-key').click()
  const why = page.getByRole('region', { name: 'Why is Status Closed?' })
  await why.getByText('Cleo changed it from In Progress').waitFor()
  await why.getByText('from imported history').waitFor()
  await page.keyboard.press('Escape')
  await why.waitFor({ state: 'detached' })
})

test('the same search again changes nothing and makes no twins', async () => {
  const dialog = await importIssues(first.page, 12)
  await expect(dialog.locator('dl').innerText()).resolves.toMatch(/12\s*items unchanged/)
  await first.page.keyboard.press('Escape')
  await expect.poll(() => first.page.locator('[data-row]').count()).toBe(12)
})

test('an invited person sees it, and each sees at once what the other does', async () => {
  const board = first.page.url()
  await useLink(second.page, await inviteByLink(first.page, fulcrum.url), ali)
  await first.page.goto(board)
  await second.page.goto(board)
  await row(second.page, 'Made issue 3').waitFor()
  await rename(second.page, 'Made issue 3', 'Ali was here')
  await row(first.page, 'Ali was here').waitFor()
})

test('after the sudden end of server and database everything is there, also what was done meanwhile', async () => {
  const { page } = first
  await rename(page, 'Made issue 4', 'Acknowledged before the end')
  await row(second.page, 'Acknowledged before the end').waitFor()
  await fulcrum.kill()
  await page.getByText('Offline.').waitFor()
  await rename(page, 'Made issue 5', 'Written while it was dead')
  // The one before waits as well where the server died between storing it and saying so.
  await page.getByText(/(1 change waits|2 changes wait) to be sent/).waitFor()

  await fulcrum.startAgain()
  await row(second.page, 'Written while it was dead').waitFor({ timeout: 60_000 })
  await page.reload()
  await row(page, 'Ali was here').waitFor()
  await row(page, 'Acknowledged before the end').waitFor()
  await row(page, 'Written while it was dead').waitFor()

  await page.locator('main').focus()
  await page.keyboard.press('Control+z')
  await row(second.page, 'Made issue 5').waitFor()
  expectNoTroubles(first, second)
})
