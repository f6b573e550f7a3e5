import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { seriousFindings } from './support/accessibility.ts'
import { expectNoTroubles, launchBrowser, openWindow, type Window } from './support/browser.ts'
import { makeBoard, maya, useLink } from './support/people.ts'
import { startFulcrum, type RunningFulcrum } from './support/server.ts'
import { askAs, idIn } from './support/stage.ts'

// Boards and docs are kept at hand in an order of one's own, and both are found again among what was opened.

let fulcrum: RunningFulcrum
let browser: Browser
let owner: Window

const newId = (): string => crypto.randomUUID().replace(/^(.{14})./, '$17')

beforeAll(async () => {
  browser = await launchBrowser()
  fulcrum = await startFulcrum()
  owner = await openWindow(browser)
  const { page } = owner
  await useLink(page, fulcrum.ownerLink, maya)
  const board = idIn(await makeBoard(page, fulcrum.url, 'Sprints'))
  const { workspaceId: workspace } = await askAs(page)<{ workspaceId: string }>('/api/board.get', { board })
  await askAs(page)('/api/doc.create', { doc: newId(), workspace, name: 'Charter' })
  await askAs(page)('/api/board.create', { board: newId(), workspace, name: 'Bugs' })
  await page.goto(fulcrum.url)
})

afterAll(async () => {
  await browser?.close()
  await fulcrum?.stop()
})

const lines = (page: Page): Locator => page.locator('[data-tree="favourite"]')
const line = (page: Page, name: string): Locator => lines(page).filter({ hasText: name })
const order = (page: Page): Promise<string[]> => lines(page).locator('.fu-nav-link .fu-truncate').allTextContents()

async function openFromTree(page: Page, name: string): Promise<void> {
  await page.locator(':is([data-tree="doc"], [data-tree="board"])').getByRole('link', { name }).click()
  await page.getByRole('heading', { name, level: 1 }).waitFor()
}

test('boards and docs get a star on their pages, and stand among the favourites', async () => {
  const { page } = owner
  for (const name of ['Sprints', 'Charter', 'Bugs']) {
    await openFromTree(page, name)
    await page.getByRole('button', { name: 'Add to favourites' }).click()
    await page.getByRole('button', { name: 'Remove from favourites' }).waitFor()
  }
  await expect.poll(() => order(page)).toEqual(['Sprints', 'Charter', 'Bugs'])
  await line(page, 'Charter').getByRole('link').click()
  await page.getByRole('heading', { name: 'Charter', level: 1 }).waitFor()
})

test('their order is changed by drag, by keys and by menu, and is still so when the page is opened anew', async () => {
  const { page } = owner
  const [start, end] = [await line(page, 'Bugs').boundingBox(), await line(page, 'Sprints').boundingBox()]
  if (start === null || end === null) throw new Error('a line is not drawn')
  await page.mouse.move(start.x + 60, start.y + start.height / 2)
  await page.mouse.down()
  await page.mouse.move(start.x + 60, start.y + start.height / 2 - 8)
  await page.mouse.move(end.x + 60, end.y + end.height * 0.2, { steps: 4 })
  await page.mouse.up()
  await expect.poll(() => order(page)).toEqual(['Bugs', 'Sprints', 'Charter'])
  await line(page, 'Charter').locator('.fu-nav-link').focus()
  await page.keyboard.press('Alt+ArrowUp')
  await expect.poll(() => order(page)).toEqual(['Bugs', 'Charter', 'Sprints'])
  await page
    .locator('[aria-live="polite"]')
    .filter({ hasText: 'Charter moved behind Bugs' })
    .first()
    .waitFor({ state: 'attached' })
  await expect.poll(() => page.locator(':focus .fu-truncate').textContent()).toBe('Charter')
  await line(page, 'Bugs').hover()
  await line(page, 'Bugs').getByRole('button', { name: 'Menu of Bugs' }).click()
  await page.getByRole('menuitem', { name: 'Move down' }).click()
  await expect.poll(() => order(page)).toEqual(['Charter', 'Bugs', 'Sprints'])
  await page.reload()
  await expect.poll(() => order(page)).toEqual(['Charter', 'Bugs', 'Sprints'])
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    expect(await seriousFindings(page)).toEqual([])
  }
})

test('a doc that was opened stands on home, under Recent and in the palette', async () => {
  const { page } = owner
  await openFromTree(page, 'Sprints')
  await page.goto(fulcrum.url)
  await page.getByRole('region', { name: 'Recently opened' }).getByRole('link', { name: 'Charter' }).waitFor()
  await page.getByRole('navigation').getByRole('button', { name: 'Recent', exact: true }).click()
  await page.getByRole('navigation').locator('[data-depth="1"]').filter({ hasText: 'Charter' }).waitFor()
  await page.keyboard.press('Control+k')
  await page.getByRole('option', { name: /Charter/ }).click()
  await page.getByRole('heading', { name: 'Charter', level: 1 }).waitFor()
})

test('the menu of a favourite takes it out', async () => {
  const { page } = owner
  await line(page, 'Charter').hover()
  await line(page, 'Charter').getByRole('button', { name: 'Menu of Charter' }).click()
  await page.getByRole('menuitem', { name: 'Remove from favourites' }).click()
  await expect.poll(() => order(page)).toEqual(['Bugs', 'Sprints'])
})

test('no page had troubles', () => expectNoTroubles(owner))
