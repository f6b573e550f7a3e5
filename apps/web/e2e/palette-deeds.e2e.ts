import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { takesKeys } from './support/boards.ts'
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
  page.setDefaultTimeout(20_000)
  await useLink(page, fulcrum.ownerLink, maya)
  await makeBoard(page, fulcrum.url, 'Debts')
})

afterAll(async () => {
  await browser?.close()
  await fulcrum?.stop()
})

async function choose(command: string): Promise<void> {
  await page.keyboard.press('Control+k')
  await page.getByRole('dialog', { name: 'Commands' }).getByRole('combobox').fill(command.toLowerCase())
  await page.getByRole('option', { name: command, selected: true }).waitFor()
  await page.keyboard.press('Enter')
}

test('an item is duplicated by the palette where the keyboard is, and where it is open', async () => {
  await page.keyboard.press('c')
  await page.keyboard.type('Pay the rent')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Escape')
  const title = page.locator('.fb-title', { hasText: /^Pay the rent$/ })
  const copies = page.locator('.fb-title', { hasText: 'Pay the rent (copy)' })
  await title.waitFor()
  await page.reload()
  await title.waitFor()
  await takesKeys(page)
  await page.keyboard.press('ArrowDown')
  await choose('Duplicate this item')
  await expect.poll(() => copies.count()).toBe(1)
  await page.keyboard.press('Space')
  await expect.poll(() => page.url()).toMatch(/\/i\/\d+/)
  await choose('Duplicate this item')
  await expect.poll(() => copies.count()).toBe(2)
})

test('the open board is duplicated, renamed and archived by it, and one signs out', async () => {
  await choose('Duplicate this board')
  await page.getByRole('dialog', { name: 'Duplicate board' }).waitFor()
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'Debts (copy)', level: 1 }).waitFor()
  await choose('Rename this board')
  await page.getByRole('dialog').getByRole('textbox').fill('Debts of old')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'Debts of old', level: 1 }).waitFor()
  await choose('Archive this board')
  await page.getByText('“Debts of old” is archived.').waitFor()
  await choose('Sign out')
  await page.getByRole('button', { name: 'Sign in' }).waitFor()
  expectNoTroubles(window)
})
