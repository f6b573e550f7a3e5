import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { hardToHit, hardToRead, seriousFindings } from './support/accessibility.ts'
import { addItems, row } from './support/boards.ts'
import { expectNoTroubles, launchBrowser, openWindow, type Window } from './support/browser.ts'
import { clippedTexts, sidewaysScroll } from './support/layout.ts'
import { ali, inviteByLink, makeBoard, maya, useLink } from './support/people.ts'
import { startFulcrum, type RunningFulcrum } from './support/server.ts'

let fulcrum: RunningFulcrum
let browser: Browser
let owner: Window
let other: Window
let boardAddress = ''
let address = ''

beforeAll(async () => {
  browser = await launchBrowser()
  fulcrum = await startFulcrum()
  owner = await openWindow(browser)
  other = await openWindow(browser)
  await useLink(owner.page, fulcrum.ownerLink, maya)
  boardAddress = await makeBoard(owner.page, fulcrum.url, 'Platform')
  await addItems(owner.page, 'Find faster')
  await useLink(other.page, await inviteByLink(owner.page, fulcrum.url), ali)
  await owner.page.goto(fulcrum.url)
  await other.page.goto(fulcrum.url)
})

afterAll(async () => {
  await browser?.close()
  await fulcrum?.stop()
})

const text = (page: Page) => page.getByRole('textbox', { name: 'Text of the doc', exact: true })
const title = (page: Page) => page.getByRole('textbox', { name: 'Name of the doc' })
const inTree = (page: Page, name: string) => page.getByRole('navigation').getByRole('link', { name, exact: true })
const dialog = (page: Page) => page.getByRole('dialog', { name: 'Doc from a template' })
const toast = (page: Page, words: string) => page.locator('.fu-toast', { hasText: words })

/** What the add menu of the first workspace has under this name. */
async function add(page: Page, what: string): Promise<void> {
  await page
    .getByRole('button', { name: /^Add to / })
    .first()
    .click()
  await page.getByRole('menuitem', { name: what, exact: true }).click()
}

async function inMenuOf(page: Page, doc: string, what: string): Promise<void> {
  await inTree(page, doc).hover()
  await page.getByRole('button', { name: `Menu of ${doc}`, exact: true }).click()
  await page.getByRole('menuitem', { name: what, exact: true }).click()
}

/** Pastes a drawn square of 40 pixels. */
function pastePicture(page: Page): Promise<void> {
  return page.evaluate(`(async () => {
    const canvas = Object.assign(document.createElement('canvas'), { width: 40, height: 40 })
    canvas.getContext('2d').fillRect(0, 0, 20, 40)
    const drawn = await new Promise((resolve) => canvas.toBlob(resolve, 'image/png'))
    const clipboardData = new DataTransfer()
    clipboardData.items.add(new File([drawn], 'square.png', { type: 'image/png' }))
    document.querySelector('.doc-text')
      .dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
  })()`)
}

const widthOf = (picture: Locator) =>
  picture.evaluate((image) => (image as unknown as { naturalWidth: number }).naturalWidth)

test('a doc is duplicated from the tree by a colleague, with its pictures, and stands alone when the first one goes', async () => {
  const { page } = owner
  await add(page, 'New doc')
  await page.getByLabel('Name', { exact: true }).fill('Decision')
  await page.getByRole('button', { name: 'Create doc' }).click()
  await text(page).click()
  await page.keyboard.type('## Why\nBecause it is faster\n')
  await pastePicture(page)
  await text(page).locator('img').waitFor()
  await page
    .locator('.doc-status')
    .filter({ hasText: /^Saved$/ })
    .waitFor()
  address = page.url()
  await inMenuOf(other.page, 'Decision', 'Duplicate')
  await text(other.page).getByRole('heading', { name: 'Why' }).waitFor()
  await expect.poll(() => title(other.page).inputValue()).toBe('Copy of Decision')
  await toast(other.page, '“Copy of Decision” is made.').waitFor()
  await inTree(other.page, 'Copy of Decision').waitFor()
  await page.getByRole('button', { name: 'Menu of the doc' }).click()
  await page.getByRole('menuitem', { name: 'Delete' }).click()
  await other.page.reload()
  await expect.poll(() => widthOf(text(other.page).locator('img'))).toBe(40)
  await text(other.page).getByText('Because it is faster').waitFor()
  await toast(page, '“Decision” is in the trash for 30 days.').getByRole('button', { name: 'Undo' }).click()
  await inTree(page, 'Decision').waitFor()
})

test('a copy is made from the page of the doc, and Undo leads back and takes it away', async () => {
  const { page } = owner
  await page.goto(address)
  await text(page).waitFor()
  await page.getByRole('button', { name: 'Menu of the doc' }).click()
  await page.getByRole('menuitem', { name: 'Duplicate' }).click()
  await expect.poll(() => title(page).inputValue()).toBe('Copy of Decision')
  expect(page.url()).not.toBe(address)
  await expect.poll(() => inTree(page, 'Copy of Decision').count()).toBe(2)
  await toast(page, '“Copy of Decision” is made.').getByRole('button', { name: 'Undo' }).click()
  await expect.poll(() => page.url()).toBe(address)
  await expect.poll(() => inTree(page, 'Copy of Decision').count()).toBe(1)
})

test('a doc is saved as a template, and is offered to all wherever docs are begun', async () => {
  const { page } = owner
  await page.getByRole('button', { name: 'Menu of the doc' }).click()
  await page.getByRole('menuitem', { name: 'Save as template' }).click()
  await page.getByLabel('Name', { exact: true }).fill('Record of a decision')
  await page.getByLabel('What it is good for').fill('For what we will be asked about in a year')
  await page.getByText('Everyone here may use the template.').waitFor()
  await page.getByRole('button', { name: 'Save template' }).click()
  await toast(page, 'The template “Record of a decision” is saved.').waitFor()
  expect(await inTree(page, 'Record of a decision').count()).toBe(0)
  await add(other.page, 'Doc from a template')
  const choice = dialog(other.page).getByRole('button', { name: /^Record of a decision/ })
  expect(await choice.innerText()).toContain('For what we will be asked about in a year · by Maya Krog')
  await dialog(other.page)
    .getByRole('button', { name: /^Meeting notes/ })
    .waitFor()
  expect(
    await dialog(other.page)
      .getByRole('button', { name: /^Delete the template/ })
      .count(),
  ).toBe(0)
  await choice.click()
  await text(other.page).getByText('Because it is faster').waitFor()
  await inTree(other.page, 'Record of a decision').waitFor()
  await page.goto(boardAddress)
  await row(page, 'Find faster').hover()
  await row(page, 'Find faster').getByText('Open', { exact: true }).click()
  await page.getByRole('tab', { name: /^Docs/ }).click()
  await page.getByRole('button', { name: 'From a template' }).click()
  await dialog(page)
    .getByRole('button', { name: /^Record of a decision/ })
    .press('Enter')
  await text(page).getByText('Because it is faster').waitFor()
  await page.getByRole('link', { name: /Find faster$/ }).waitFor()
})

test('a template is changed where it stands, and taken away and back in the dialog', async () => {
  const { page } = owner
  await add(page, 'Doc from a template')
  await dialog(page).getByRole('button', { name: 'Open the template Record of a decision' }).click()
  await page.getByText('This is a template').waitFor()
  await text(page).click()
  await page.keyboard.press('Control+End')
  await page.keyboard.type('And who decided?')
  await page
    .locator('.doc-status')
    .filter({ hasText: /^Saved$/ })
    .waitFor()
  await add(other.page, 'Doc from a template')
  await dialog(other.page)
    .getByRole('button', { name: /^Record of a decision/ })
    .click()
  await text(other.page).getByText('And who decided?').waitFor()
  await add(page, 'Doc from a template')
  await dialog(page).getByRole('button', { name: 'Delete the template Record of a decision' }).click()
  await dialog(page).getByText('A doc of your own becomes a template').waitFor()
  await toast(page, '“Record of a decision” is in the trash for 30 days.').getByRole('button', { name: 'Undo' }).click()
  // The dialog stays, and has it again.
  await dialog(page)
    .getByRole('button', { name: /^Record of a decision/ })
    .waitFor()
  expect(await page.getByRole('heading', { name: 'Not here' }).count()).toBe(0)
  await page.keyboard.press('Escape')
  await dialog(page).waitFor({ state: 'detached' })
})

test('the templates hold what everything holds: both themes, and a telephone', async () => {
  const { page } = owner
  expect(await seriousFindings(page)).toEqual([])
  await page.emulateMedia({ colorScheme: 'dark' })
  expect(await hardToRead(page)).toEqual([])
  await page.setViewportSize({ width: 360, height: 740 })
  expect(await hardToHit(page)).toEqual([])
  expect(await clippedTexts(page)).toEqual([])
  expect(await sidewaysScroll(page)).toBe(0)
  expectNoTroubles(owner, other)
})
