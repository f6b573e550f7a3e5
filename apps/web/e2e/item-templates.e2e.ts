import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { seriousFindings } from './support/accessibility.ts'
import { addItems, row, takesKeys } from './support/boards.ts'
import { expectNoTroubles, launchBrowser, openWindow, type Window } from './support/browser.ts'
import { clippedTexts, sidewaysScroll } from './support/layout.ts'
import { makeBoard, maya, useLink } from './support/people.ts'
import { startFulcrum, type RunningFulcrum } from './support/server.ts'
import { askAs, idIn } from './support/stage.ts'

let fulcrum: RunningFulcrum
let browser: Browser
let first: Window
let page: Page
let board: string

beforeAll(async () => {
  browser = await launchBrowser()
  fulcrum = await startFulcrum()
  first = await openWindow(browser)
  page = first.page
  await useLink(page, fulcrum.ownerLink, maya)
  board = await makeBoard(page, fulcrum.url, 'Releases')
  await addItems(page, 'Release checklist', 'Fix the pump')
  await below(0, 'Tag it', 'Tell everybody')
})

afterAll(async () => {
  await browser?.close()
  await fulcrum?.stop()
})

const newId = (): string => crypto.randomUUID().replace(/^(.{14})./, '$17')
const panel = (): Locator => page.getByRole('dialog', { name: /release|checklist/i })
const fromTemplate = (): Locator => page.getByRole('button', { name: 'From a template' })

/** Makes sub-items of the item in a row. */
async function below(parent: number, ...titles: readonly string[]): Promise<void> {
  for (const title of titles) {
    await askAs(page)('/api/item.create', { board: idIn(board), id: newId(), title, parent })
  }
}

async function openBoard(): Promise<void> {
  await page.goto(board)
  await takesKeys(page)
}

async function undo(): Promise<void> {
  await page.locator('main').focus()
  await page.keyboard.press('Control+z')
}

/** What the board says of how many items it has. */
async function rows(): Promise<readonly string[]> {
  return page.locator('[data-row] .fb-title').allInnerTexts()
}

test('an item becomes a template by its menu and is no work any more; undo and redo take that back and do it again', async () => {
  await openBoard()
  expect(await fromTemplate().count()).toBe(0)
  await row(page, 'Release checklist').click({ button: 'right' })
  await page.getByRole('menuitem', { name: 'Use as template', exact: true }).click()
  await row(page, 'Release checklist').waitFor({ state: 'detached' })
  await page.getByText('“Release checklist” is a template now').waitFor()
  await fromTemplate().waitFor()
  await undo()
  await row(page, 'Release checklist').waitFor()
  await fromTemplate().waitFor({ state: 'detached' })
  await page.keyboard.press('Control+Shift+z')
  await row(page, 'Release checklist').waitFor({ state: 'detached' })
  expect(await rows()).toEqual(['Fix the pump'])
})

test('an item is made of it, named at once, with its sub-items; one undo takes all of it back', async () => {
  await fromTemplate().click()
  await page.getByRole('menuitem', { name: 'Release checklist', exact: true }).click()
  const title = page.getByRole('textbox', { name: 'Title of the new item' })
  await expect.poll(() => title.inputValue()).toBe('Release checklist')
  await page.keyboard.type('Release 1.4')
  await page.keyboard.press('Enter')
  await row(page, 'Release 1.4').waitFor()
  await row(page, 'Release 1.4').getByRole('button', { name: 'Expand' }).click()
  for (const each of ['Tag it', 'Tell everybody']) await row(page, each).waitFor()
  await undo()
  await row(page, 'Release 1.4').waitFor({ state: 'detached' })
  expect(await rows()).toEqual(['Fix the pump'])
})

test('a template is opened, renamed and given a sub-item; what is made later has them; then it is ordinary again', async () => {
  await fromTemplate().click()
  await page.getByRole('menuitem', { name: 'Open a template' }).click()
  await page.getByRole('menuitem', { name: 'Release checklist', exact: true }).last().click()
  await panel().getByText('This is a template').waitFor()
  const title = panel().getByRole('textbox', { name: 'Title' })
  await title.fill('Our release')
  await title.press('Enter')
  await panel()
    .getByRole('tab', { name: /Sub-items/ })
    .click()
  await panel()
    .getByRole('button', { name: /Tag it/ })
    .waitFor()
  const more = panel().getByRole('textbox', { name: 'New sub-item' })
  await more.fill('Ring the bell')
  await more.press('Enter')
  await panel()
    .getByRole('button', { name: /Ring the bell/ })
    .waitFor()
  expect(await seriousFindings(page)).toEqual([])
  await page.keyboard.press('Escape')

  await page.keyboard.press('Control+k')
  await page.keyboard.type('from a template')
  await page.getByRole('option', { name: /New item from a template/ }).waitFor()
  await page.keyboard.press('Enter')
  await page.getByRole('menuitem', { name: 'Our release', exact: true }).click()
  // Enter takes the name of the template.
  await page.getByRole('textbox', { name: 'Title of the new item' }).press('Enter')
  await row(page, 'Our release').getByRole('button', { name: 'Expand' }).click()
  await row(page, 'Ring the bell').waitFor()

  await fromTemplate().click()
  await page.getByRole('menuitem', { name: 'Open a template' }).click()
  await page.getByRole('menuitem', { name: 'Our release', exact: true }).last().click()
  await panel().getByRole('button', { name: 'Make it an ordinary item again' }).click()
  await panel().getByText('This is a template').waitFor({ state: 'detached' })
  await page.keyboard.press('Escape')
  await expect.poll(async () => (await rows()).filter((each) => each === 'Our release')).toHaveLength(2)
  await fromTemplate().waitFor({ state: 'detached' })
  await undo()
  await fromTemplate().waitFor()
})

test('C offers the templates of the board elsewhere, and a narrow screen has all of it', async () => {
  await page.goto(`${fulcrum.url}/`)
  await page.locator('main').waitFor()
  await page.keyboard.press('c')
  const dialog = page.getByRole('dialog', { name: 'New item' })
  await dialog.getByRole('combobox', { name: 'Template' }).click()
  await page.getByRole('option', { name: 'Our release', exact: true }).click()
  const title = dialog.getByRole('textbox', { name: 'Title' })
  await expect.poll(() => title.inputValue()).toBe('Our release')
  await title.fill('Release 2')
  await dialog.getByRole('button', { name: 'Create item' }).click()
  await page.getByText('Made on Releases').waitFor()
  await page.setViewportSize({ width: 360, height: 740 })
  await openBoard()
  await row(page, 'Release 2').waitFor()
  await fromTemplate().click()
  await page.getByRole('menuitem', { name: 'Our release', exact: true }).waitFor()
  expect([await sidewaysScroll(page), await clippedTexts(page)]).toEqual([0, []])
  await page.keyboard.press('Escape')
  expectNoTroubles(first)
})
