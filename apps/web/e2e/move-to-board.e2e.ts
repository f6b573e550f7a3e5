import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { seriousFindings } from './support/accessibility.ts'
import { expectNoTroubles, launchBrowser, openWindow, type Window } from './support/browser.ts'
import { maya, useLink } from './support/people.ts'
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
  await page.getByRole('button', { name: 'Load a sample workspace' }).click()
  await page.getByRole('link', { name: 'Bug queue' }).first().click()
  await page.getByRole('grid').first().waitFor()
})

afterAll(async () => {
  await browser?.close()
  await fulcrum?.stop()
})

const rows = (): Locator => page.locator('[data-row]')

/** Opens the first item in its panel and gives its key. */
async function openFirst(): Promise<string> {
  await rows().first().waitFor()
  await page.locator('.fb-key').first().click()
  return (await page.locator('.item-key').textContent()) ?? ''
}

async function picture(name: string): Promise<void> {
  const folder = process.env['FULCRUM_SHOTS']
  if (folder !== undefined) await page.screenshot({ path: `${folder}/${name}.png` })
}

let moved: string

test('an item goes to another board after a look at what becomes of its cells', async () => {
  moved = await openFirst()
  await page.getByRole('button', { name: 'More', exact: true }).last().click()
  await page.getByRole('menuitem', { name: 'Move to board …' }).click()
  const choose = page.getByRole('dialog', { name: 'Move 1 item to board' })
  await choose.waitFor()
  await picture('choose')
  await page.keyboard.type('Roadm')
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog', { name: /^Move \d+ items? to Roadmap$/ })
  await dialog.getByRole('table').waitFor()
  await dialog.getByText('is kept as text').waitFor()
  await picture('preview')
  await dialog.getByRole('button', { name: /^Move \d+ items?$/ }).click()
  await page.getByText(/^Moved \d+ items? to Roadmap$/).waitFor()
  await picture('moved')
  await page
    .locator('.fu-toast')
    .getByRole('button', { name: /^Open [A-Z]+-\d+$/ })
    .click()
  await page.getByText(`Was ${moved}`).waitFor()
  await page.getByRole('tab', { name: 'Activity' }).click()
  await page.getByText('moved it here from another board').waitFor()
  await picture('there')
})

test('its old key and its old address lead to where it is now', async () => {
  const there = new URL(page.url())
  await page.goto(`${fulcrum.url}/i/${moved.toLowerCase()}`)
  await page.waitForURL(new RegExp(there.pathname))
  await page.getByText(`Was ${moved}`).waitFor()
  await page.keyboard.press('Control+k')
  await page.keyboard.type(moved)
  await page.getByRole('option', { name: `Open ${moved}` }).waitFor()
  await picture('palette')
  await page.keyboard.press('Escape')
  await page.goto(`${fulcrum.url}/i/NOPE-1`)
  await page.getByText('or ever was').waitFor()
})

test('several selected items are copied, and one click takes that back', async () => {
  await page.getByRole('link', { name: 'Bug queue' }).first().click()
  await rows().nth(2).waitFor()
  for (const at of [0, 1]) {
    await rows().nth(at).hover()
    await rows().nth(at).getByRole('checkbox').first().check({ force: true })
  }
  const bar = page.getByRole('toolbar', { name: 'Selected items' })
  await bar.getByRole('button', { name: 'Move' }).click()
  await page.getByRole('menuitem', { name: 'Copy to board …' }).click()
  await page.getByRole('dialog', { name: 'Copy 2 items to board' }).waitFor()
  await page.keyboard.type('Technical')
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog', { name: /^Copy \d+ items to Technical debt$/ })
  await dialog.getByRole('table').waitFor()
  expect(await seriousFindings(page)).toEqual([])
  await dialog.getByRole('button', { name: /^Copy \d+ items$/ }).click()
  await page.getByText(/^Copied \d+ items to Technical debt$/).waitFor()
  await page.getByRole('button', { name: 'Undo' }).last().click()
  await page.getByText(/^Copied \d+ items/).waitFor({ state: 'detached' })
  expectNoTroubles(window)
})
