import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { seriousFindings } from './support/accessibility.ts'
import { addItems } from './support/boards.ts'
import { expectNoTroubles, launchBrowser, openWindow, type Window } from './support/browser.ts'
import { ali, inviteByLink, makeBoard, maya, useLink } from './support/people.ts'
import { startFulcrum, type RunningFulcrum } from './support/server.ts'

let fulcrum: RunningFulcrum
let browser: Browser
let first: Window
let second: Window
let board: string

beforeAll(async () => {
  browser = await launchBrowser()
  fulcrum = await startFulcrum()
  first = await openWindow(browser)
  second = await openWindow(browser)
  await useLink(first.page, fulcrum.ownerLink, maya)
  await useLink(second.page, await inviteByLink(first.page, fulcrum.url), ali)
  board = await makeBoard(first.page, fulcrum.url, 'Pumps')
  await addItems(first.page, 'Fix the pump', 'Paint the pump')
})

afterAll(async () => {
  await browser?.close()
  await fulcrum?.stop()
})

/** Opens an item of the board in the panel. */
async function openItem(page: Page, row: number): Promise<void> {
  await page.goto(`${board}/i/${row}`)
  await page.getByRole('button', { name: /^Write an update/ }).waitFor()
}

/** Writes a message that names somebody. */
async function mention(page: Page, name: string, text: string): Promise<void> {
  await page.getByRole('button', { name: /^Write an update/ }).click()
  const box = page.getByRole('textbox', { name: /^Write an update/ })
  await box.pressSequentially(`@${name.slice(0, 3)}`)
  await page.getByRole('option', { name }).first().click()
  await box.pressSequentially(` ${text}`)
  await page.keyboard.press('Control+Enter')
  await page.getByText(text).first().waitFor()
}

const bell = (page: Page) => page.getByRole('navigation').getByRole('link', { name: /^Inbox/ })
const entry = (page: Page, text: string) => page.getByRole('listitem').filter({ hasText: text })

test('a mention is on the other screen a moment later: a word in passing, a count, the title of the tab', async () => {
  await second.page.goto(fulcrum.url)
  await bell(second.page).waitFor()
  await openItem(first.page, 0)
  await mention(first.page, ali.name, 'can you look at the valve?')
  await second.page.getByText(`${maya.name} mentioned you`).waitFor()
  await expect.poll(() => bell(second.page).textContent()).toBe('Inbox1')
  await expect.poll(() => second.page.title()).toMatch(/^\(1\) /)
})

test('the inbox says what, who and why; opening an entry shows the item beside it and reads it on every tab', async () => {
  const { page } = second
  const tab = await second.page.context().newPage()
  await tab.goto(fulcrum.url)
  await expect.poll(() => bell(tab).textContent()).toBe('Inbox1')
  await bell(page).click()
  const line = entry(page, 'Fix the pump')
  await line.getByText('can you look at the valve?').waitFor()
  await line.getByRole('button', { name: 'Why do I get this?' }).click()
  await line.getByRole('note').getByText('An update names you').waitFor()
  await page.keyboard.press('j')
  await page.keyboard.press('Enter')
  await page.getByRole('dialog', { name: /Fix the pump/ }).waitFor()
  await expect.poll(() => bell(tab).textContent()).toBe('Inbox')
  await expect.poll(() => bell(page).textContent()).toBe('Inbox')
  await tab.close()
})

test('E is done with it, undo brings it back, U is unread again, M mutes', async () => {
  const { page } = second
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  await page.keyboard.press('j')
  await page.keyboard.press('e')
  await page.getByText('Nothing waits for you').waitFor()
  await page.keyboard.press('Control+z')
  await entry(page, 'Fix the pump').waitFor()
  await page.keyboard.press('j')
  await page.keyboard.press('u')
  await expect.poll(() => bell(page).textContent()).toBe('Inbox1')
  await page.keyboard.press('m')
  await page.getByText('Nothing waits for you').waitFor()
  await page.getByText('is muted').waitFor()
  await page.keyboard.press('Control+z')
  await entry(page, 'Fix the pump').waitFor()
})

test('M mutes the item that is open beside the list, and is a letter where one writes', async () => {
  const { page } = second
  await page.goto(`${fulcrum.url}/inbox`)
  await entry(page, 'Fix the pump').getByRole('link').first().click()
  const panel = page.getByRole('dialog', { name: /Fix the pump/ })
  await panel.getByRole('button', { name: /^Write an update/ }).click()
  const box = panel.getByRole('textbox', { name: /^Write an update/ })
  await box.pressSequentially('mmm')
  await expect.poll(() => box.textContent()).toBe('mmm')
  await page.keyboard.press('Control+a')
  await page.keyboard.press('Backspace')
  await panel.focus()
  await page.keyboard.press('m')
  await page.getByText('is muted').waitFor()
  await entry(page, 'Fix the pump').waitFor({ state: 'detached' })
  await page.keyboard.press('Control+z')
  await entry(page, 'Fix the pump').waitFor()
})

test('home says who mentions the reader, and leads to what was said', async () => {
  const { page } = second
  await page.goto(fulcrum.url)
  const mentions = page.getByRole('region', { name: 'Mentions' })
  await mentions.getByText(maya.name).waitFor()
  expect(await seriousFindings(page)).toEqual([])
  await mentions.getByRole('link', { name: /Fix the pump/ }).click()
  await page.getByRole('dialog', { name: /Fix the pump/ }).waitFor()
  await page.getByText('can you look at the valve?').last().waitFor()
})

test('who watches an item hears of it; the bell of the panel says who does, and is a choice', async () => {
  await openItem(second.page, 1)
  await second.page.getByRole('button', { name: /^Watch this item/ }).click()
  await second.page.getByRole('button', { name: /^You watch this item/ }).waitFor()
  await openItem(first.page, 1)
  await first.page.getByRole('button', { name: new RegExp(`also ${ali.name}`) }).waitFor()
  await first.page.getByRole('button', { name: /^Write an update/ }).click()
  await first.page.getByRole('textbox', { name: /^Write an update/ }).pressSequentially('It is blue now')
  await first.page.keyboard.press('Control+Enter')
  await second.page.goto(`${fulcrum.url}/inbox`)
  await entry(second.page, 'Paint the pump').getByText('wrote an update').waitFor()
})

test('undo brings back what was done, though the entry after it was opened and read meanwhile', async () => {
  const { page } = second
  await entry(page, 'Paint the pump').getByRole('link').first().click()
  await page.getByRole('dialog', { name: /Paint the pump/ }).waitFor()
  await page.keyboard.press('e')
  await page.getByRole('dialog', { name: /Fix the pump/ }).waitFor()
  await entry(page, 'Paint the pump').waitFor({ state: 'detached' })
  await expect.poll(() => bell(page).textContent()).toBe('Inbox')
  await page.keyboard.press('Control+z')
  await entry(page, 'Paint the pump').waitFor()
})

test('it can be read by everybody, in both looks and on a telephone', async () => {
  const { page } = second
  await page.goto(`${fulcrum.url}/inbox`)
  await entry(page, 'Fix the pump').waitFor()
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    expect(await seriousFindings(page)).toEqual([])
  }
  await page.setViewportSize({ width: 360, height: 740 })
  await entry(page, 'Fix the pump').waitFor()
  const overflow = await page.evaluate('document.documentElement.scrollWidth - innerWidth')
  expect(overflow).toBeLessThanOrEqual(0)
  expect(await seriousFindings(page)).toEqual([])
})

test('no page had troubles', () => {
  expectNoTroubles(first, second)
})
