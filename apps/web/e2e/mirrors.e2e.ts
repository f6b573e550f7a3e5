import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, test } from 'vitest'
import { addColumn, addItems, save } from './support/boards.ts'
import { expectNoTroubles, launchBrowser, openWindow, type Window } from './support/browser.ts'
import { makeBoard, maya, useLink } from './support/people.ts'
import { startFulcrum, type RunningFulcrum } from './support/server.ts'

let fulcrum: RunningFulcrum
let browser: Browser
let window: Window

beforeAll(async () => {
  browser = await launchBrowser()
  fulcrum = await startFulcrum()
  window = await openWindow(browser)
  await useLink(window.page, fulcrum.ownerLink, maya)
  await makeBoard(window.page, fulcrum.url, 'Epics')
  await addItems(window.page, 'Passwordless sign-in')
  await makeBoard(window.page, fulcrum.url, 'Tasks')
  await addItems(window.page, 'Rotate the keys')
})

afterAll(async () => {
  await browser?.close()
  await fulcrum?.stop()
})

/** Goes to a cell of an item by the keyboard: so many columns to the right of the title. */
async function goTo(title: string, right: number): Promise<void> {
  const { page } = window
  await page.locator('[data-row]').getByText(title).click()
  for (let at = 0; at < right; at++) await page.keyboard.press('ArrowRight')
}

/** How many columns the board shows before this one, the title not counted. */
async function placeOf(column: string): Promise<number> {
  const titles = await window.page.getByRole('columnheader').allInnerTexts()
  return titles.map((title) => title.trim()).indexOf(column) - titles.map((title) => title.trim()).indexOf('Item')
}

test('a connection stands on both boards by one dialog and one choice', async () => {
  const { page } = window
  const settings = await addColumn(page, 'Connection', 'Epic')
  await settings.getByRole('option', { name: 'Epics' }).click()
  await settings.getByRole('switch', { name: 'Show it on Epics, too' }).click()
  await save(settings)
  await page.getByRole('link', { name: 'Epics' }).click()
  await page.getByRole('columnheader', { name: 'Tasks' }).first().waitFor()
  await page.getByRole('link', { name: 'Tasks' }).click()
  await page.getByRole('columnheader', { name: 'Epic' }).first().waitFor()
  expectNoTroubles(window)
})

test('an item is connected, its status mirrored and changed there, and taken back, all by keyboard', async () => {
  const { page } = window
  await goTo('Rotate the keys', await placeOf('Epic'))
  await page.keyboard.press('Enter')
  await page.getByRole('option', { name: /Passwordless/ }).waitFor()
  await page.keyboard.press('Enter')
  await page.keyboard.press('Tab')
  const row = page.locator('[data-row]').filter({ hasText: 'Rotate the keys' })
  await row.getByText('Passwordless sign-in').waitFor()

  const settings = await addColumn(page, 'Mirror', 'Epic state')
  await settings.getByLabel('Items of').click()
  await page.getByRole('option', { name: 'Epic', exact: true }).click()
  await settings.getByLabel('Column of Epics').click()
  await page.getByRole('option', { name: 'Status', exact: true }).click()
  await save(settings)

  await goTo('Rotate the keys', await placeOf('Epic state'))
  await page.keyboard.press('Enter')
  await page.getByText('Status of EPI').waitFor()
  await page.keyboard.type('done')
  await page.keyboard.press('Enter')
  await row.getByText('Done').waitFor()
  await page.getByRole('link', { name: 'Epics' }).click()
  const epic = page.locator('[data-row]').filter({ hasText: 'Passwordless sign-in' })
  await epic.getByText('Done').waitFor()
  await page.getByRole('link', { name: 'Tasks' }).click()
  await row.getByText('Done').waitFor()
  await page.locator('main').focus()
  await page.keyboard.press('Control+z')
  await page.getByText('taken back').waitFor()
  await row.getByText('Done').waitFor({ state: 'detached' })
  await row.getByText('Passwordless sign-in').waitFor()
  expectNoTroubles(window)
})
