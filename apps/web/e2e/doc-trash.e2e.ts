import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addItems, row } from './support/boards.ts'
import { expectNoTroubles, launchBrowser, openWindow, type Window } from './support/browser.ts'
import { ali, inviteByLink, makeBoard, maya, useLink } from './support/people.ts'
import { startFulcrum, type RunningFulcrum } from './support/server.ts'

let fulcrum: RunningFulcrum
let browser: Browser
let owner: Window
let other: Window
let boardAddress = ''

beforeAll(async () => {
  browser = await launchBrowser()
  fulcrum = await startFulcrum()
  owner = await openWindow(browser)
  other = await openWindow(browser)
  await useLink(owner.page, fulcrum.ownerLink, maya)
  boardAddress = await makeBoard(owner.page, fulcrum.url, 'Platform')
  await addItems(owner.page, 'Find faster')
  await useLink(other.page, await inviteByLink(owner.page, fulcrum.url), ali)
})

afterAll(async () => {
  await browser?.close()
  await fulcrum?.stop()
})

const text = (page: Page) => page.getByRole('textbox', { name: 'Text of the doc', exact: true })
const onItem = (page: Page) => page.getByRole('list', { name: 'Docs on this item' }).getByRole('link')
const things = (page: Page) => page.getByRole('navigation').getByRole('link', { name: /^(First|Plan|Last)$/ })

async function openDocs(page: Page): Promise<void> {
  await page.goto(boardAddress)
  await row(page, 'Find faster').hover()
  await row(page, 'Find faster').getByText('Open', { exact: true }).click()
  await page.getByRole('tab', { name: /^Docs/ }).click()
}

async function remove(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Menu of the doc' }).click()
  await page.getByRole('menuitem', { name: 'Delete' }).click()
}

/** Takes the one doc out of the trash. */
async function restore(page: Page): Promise<void> {
  await page.goto(`${fulcrum.url}/settings/trash`)
  await page.getByRole('button', { name: 'Restore' }).click()
  await page.getByText('The trash is empty.').waitFor()
}

async function makeDoc(page: Page, name: string): Promise<void> {
  await page
    .getByRole('button', { name: /^Add to / })
    .first()
    .click()
  await page.getByRole('menuitem', { name: 'New doc', exact: true }).click()
  await page.getByLabel('Name', { exact: true }).fill(name)
  await page.getByRole('button', { name: 'Create doc' }).click()
  await opened(page, name)
}

/** Waits until a doc is shown: the one before it may stand there still. */
async function opened(page: Page, name: string): Promise<void> {
  await expect.poll(() => page.getByRole('textbox', { name: 'Name of the doc' }).inputValue()).toBe(name)
  await text(page).waitFor()
}

test('a doc of the tree comes out of the trash where it stood, also on the page of somebody who has it open', async () => {
  const { page } = owner
  for (const name of ['First', 'Plan', 'Last']) await makeDoc(page, name)
  await things(page).filter({ hasText: 'Plan' }).click()
  await opened(page, 'Plan')
  await text(page).click()
  await page.keyboard.type('What is written')
  await page
    .locator('.doc-status')
    .filter({ hasText: /^Saved$/ })
    .waitFor()
  await other.page.goto(page.url())
  await text(other.page).getByText('What is written').waitFor()
  await remove(page)
  await other.page.getByRole('heading', { name: 'Not here' }).waitFor()
  await expect.poll(() => things(other.page).allInnerTexts()).toEqual(['First', 'Last'])
  await restore(page)
  await text(other.page).getByText('What is written').waitFor()
  await expect.poll(() => things(other.page).allInnerTexts()).toEqual(['First', 'Plan', 'Last'])
})

test('a doc of an item comes out of the trash on its item', async () => {
  const { page } = owner
  await openDocs(page)
  await page.getByRole('textbox', { name: 'New doc' }).fill('Design')
  await page.keyboard.press('Enter')
  await text(page).waitFor()
  await remove(page)
  await openDocs(page)
  await page.getByText('No docs yet.').waitFor()
  await restore(page)
  await openDocs(page)
  await expect.poll(() => onItem(page).allInnerTexts()).toEqual(['Design'])
  await onItem(page).click()
  await page.getByRole('link', { name: /Find faster$/ }).waitFor()
  expectNoTroubles(owner, other)
})
