import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { seriousFindings } from './support/accessibility.ts'
import { addItems, row } from './support/boards.ts'
import { expectNoTroubles, launchBrowser, openWindow, type Window } from './support/browser.ts'
import { inviteByLink, makeBoard, maya, useLink } from './support/people.ts'
import { startFulcrum, type RunningFulcrum } from './support/server.ts'

let fulcrum: RunningFulcrum
let browser: Browser
let owner: Window
let guest: Window
let boardAddress = ''
let address = ''

beforeAll(async () => {
  browser = await launchBrowser()
  fulcrum = await startFulcrum()
  owner = await openWindow(browser)
  guest = await openWindow(browser)
  await useLink(owner.page, fulcrum.ownerLink, maya)
  boardAddress = await makeBoard(owner.page, fulcrum.url, 'Platform')
  await addItems(owner.page, 'Find faster', 'Pay later')
  await useLink(guest.page, await inviteByLink(owner.page, fulcrum.url, 'Guest'), {
    name: 'Gil Roos',
    email: 'gil@example.org',
  })
})

afterAll(async () => {
  await browser?.close()
  await fulcrum?.stop()
})

const text = (page: Page) => page.getByRole('textbox', { name: 'Text of the doc', exact: true })
const panel = (page: Page, title = 'Find faster') => page.getByRole('dialog', { name: new RegExp(`${title}$`) })
const docs = (page: Page) => page.getByRole('list', { name: 'Docs on this item' }).getByRole('link')

/** Opens an item by its title, and its docs. */
async function openDocs(page: Page, title = 'Find faster'): Promise<void> {
  await page.goto(boardAddress)
  await row(page, title).hover()
  await row(page, title).getByText('Open', { exact: true }).click()
  await panel(page, title).waitFor()
  await page.getByRole('tab', { name: /^Docs/ }).click()
}

test('a doc is made on an item by keys, says on which item it is, and leads back there', async () => {
  const { page } = owner
  await openDocs(page)
  await page.getByText('No docs yet.').waitFor()
  await page.getByRole('textbox', { name: 'New doc' }).focus()
  await page.keyboard.type('Search design')
  await page.keyboard.press('Enter')
  await text(page).waitFor()
  address = page.url()
  await page.getByRole('link', { name: /^PLAT-1\s?Find faster$/ }).click()
  await panel(page).waitFor()
  await page.getByRole('tab', { name: /^Docs\s*1$/ }).click()
  await expect.poll(() => docs(page).allInnerTexts()).toEqual(['Search design'])
  // It does not stand among the docs of the workspace, but below those on items.
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Docs on items', exact: false }).last().click()
  await page.getByRole('navigation').getByRole('link', { name: 'Search design' }).waitFor()
})

test('it is taken off, put back by undo, and attached to another item', async () => {
  const { page } = owner
  await openDocs(page)
  await page.getByRole('button', { name: 'Take Search design off this item' }).click()
  await docs(page).waitFor({ state: 'detached' })
  await page.getByRole('button', { name: 'Undo', exact: true }).click()
  await docs(page).waitFor()
  await openDocs(page, 'Pay later')
  await page.getByRole('button', { name: 'Attach a doc' }).click()
  await page.getByRole('option', { name: /^Search design/ }).click()
  await docs(page).waitFor()
  await openDocs(page)
  await page.getByText('No docs yet.').waitFor()
  await page.getByRole('button', { name: 'Attach a doc' }).click()
  await page.getByRole('option', { name: /^Search design/ }).click()
  await docs(page).waitFor()
})

test('whoever may not read the board does not get to the doc, and does as soon as the board is shared with them', async () => {
  await guest.page.goto(address)
  await guest.page.getByText('This doc does not exist, is in the trash').waitFor()
  const { page } = owner
  await page.goto(boardAddress)
  await page.getByRole('button', { name: 'Share', exact: true }).first().click()
  const share = page.getByRole('dialog', { name: /Share/ })
  await share.getByLabel('Who sees it').click()
  await page.getByRole('option', { name: /guests among them/ }).click()
  await share.getByRole('button', { name: 'Add', exact: true }).click()
  await page.getByRole('option', { name: /^Gil Roos/ }).click()
  await share.getByText('Gil Roos').first().waitFor()
  await expect
    .poll(
      async () => {
        await guest.page.goto(address)
        return text(guest.page)
          .waitFor({ timeout: 3_000 })
          .then(() => true)
          .catch(() => false)
      },
      { timeout: 30_000 },
    )
    .toBe(true)
  await page.keyboard.press('Escape')
  // Who sees it is said where that is set.
  await page.goto(address)
  await page.getByRole('button', { name: 'Share', exact: true }).first().click()
  await page.getByText('Whoever sees the board of its item').waitFor()
  await page.keyboard.press('Escape')
})

test('the docs of an item hold what everything holds: both themes, and a telephone', async () => {
  const { page } = owner
  for (const theme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: theme })
    await openDocs(page)
    await docs(page).waitFor()
    expect(await seriousFindings(page)).toEqual([])
    await page.goto(address)
    await text(page).waitFor()
    expect(await seriousFindings(page)).toEqual([])
  }
  await page.setViewportSize({ width: 360, height: 740 })
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(360)
  await page.setViewportSize({ width: 1440, height: 900 })
  await page.emulateMedia({ colorScheme: 'light' })
  expectNoTroubles(owner, guest)
})
