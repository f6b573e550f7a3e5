import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { seriousFindings } from './support/accessibility.ts'
import { expectNoTroubles, launchBrowser, openWindow, type Window } from './support/browser.ts'
import { ali, inviteByLink, makeBoard, maya, useLink } from './support/people.ts'
import { startFulcrum, type RunningFulcrum } from './support/server.ts'
import { askAs, idIn } from './support/stage.ts'

// Boards and docs of a workspace stand in one order, which all who see them share.

let fulcrum: RunningFulcrum
let browser: Browser
let owner: Window
let member: Window

/** An id by which what is made later stands later: an hour from now, and each a second after the one before. */
let madeAt = Date.now() + 3_600_000
function newId(): string {
  madeAt += 1_000
  const time = madeAt.toString(16).padStart(12, '0')
  return `${time.slice(0, 8)}-${time.slice(8)}-7${crypto.randomUUID().slice(15)}`
}

beforeAll(async () => {
  browser = await launchBrowser()
  fulcrum = await startFulcrum()
  owner = await openWindow(browser)
  member = await openWindow(browser)
  const { page } = owner
  await useLink(page, fulcrum.ownerLink, maya)
  await useLink(member.page, await inviteByLink(page, fulcrum.url), ali)
  const ask = askAs(page)
  const board = idIn(await makeBoard(page, fulcrum.url, 'Sprints'))
  const { workspaceId: workspace } = await ask<{ workspaceId: string }>('/api/board.get', { board })
  await ask('/api/doc.create', { doc: newId(), workspace, name: 'Charter' })
  await ask('/api/board.create', { board: newId(), workspace, name: 'Bugs' })
  await ask('/api/doc.create', { doc: newId(), workspace, name: 'Glossary' })
  await ask('/api/folder.create', { id: newId(), workspace, name: 'Plans' })
})

afterAll(async () => {
  await browser?.close()
  await fulcrum?.stop()
})

/** What the tree shows from top to bottom. */
function tree(page: Page): Promise<string[]> {
  return page.locator('[data-tree] .fu-nav-link .fu-truncate').allTextContents()
}

/** For both people, now and after the page is opened anew. */
async function allSee(lines: readonly string[]): Promise<void> {
  for (const { page } of [owner, member]) await expect.poll(() => tree(page)).toEqual(lines)
}

function line(page: Page, name: string): Locator {
  return page.locator('[data-tree]:not([data-tree="workspace"])').filter({ hasText: name }).first()
}

/** Drags a line by its middle to a share of the height of another one. */
async function drag(page: Page, from: string, to: string, share: number): Promise<void> {
  const [start, end] = [await line(page, from).boundingBox(), await line(page, to).boundingBox()]
  if (start === null || end === null) throw new Error('a line is not drawn')
  await page.mouse.move(start.x + 60, start.y + start.height / 2)
  await page.mouse.down()
  await page.mouse.move(start.x + 60, start.y + start.height / 2 + 8)
  await page.mouse.move(end.x + 60, end.y + end.height * share, { steps: 4 })
  await page.mouse.up()
}

const told = (page: Page, words: string): Promise<void> =>
  page.locator('[aria-live="polite"]').filter({ hasText: words }).first().waitFor({ state: 'attached' })

test('docs stand among the boards in the order in which all were made', () =>
  allSee(['Plans', 'Sprints', 'Charter', 'Bugs', 'Glossary']))

test('a doc is dragged before a board and into a folder, and taken back by a click', async () => {
  const { page } = owner
  await drag(page, 'Glossary', 'Sprints', 0.2)
  await told(page, 'Glossary moved before Sprints')
  await allSee(['Plans', 'Glossary', 'Sprints', 'Charter', 'Bugs'])
  await drag(page, 'Charter', 'Plans', 0.5)
  await told(page, 'Charter moved to the end of Plans')
  await allSee(['Plans', 'Charter', 'Glossary', 'Sprints', 'Bugs'])
  await page.getByRole('button', { name: 'Undo' }).click()
  await allSee(['Plans', 'Glossary', 'Sprints', 'Charter', 'Bugs'])
  await drag(page, 'Sprints', 'Charter', 0.8)
  await told(page, 'Sprints moved before Bugs')
  const placed = ['Plans', 'Glossary', 'Charter', 'Sprints', 'Bugs']
  await allSee(placed)
  await page.reload()
  await member.page.reload()
  await allSee(placed)
})

test('keys take a doc through a folder and among what is in it, and the focus stays with it', async () => {
  const { page } = owner
  await line(page, 'Charter').locator('.fu-nav-link').focus()
  await page.keyboard.press('Alt+ArrowUp')
  await told(page, 'Charter moved before Glossary')
  await allSee(['Plans', 'Charter', 'Glossary', 'Sprints', 'Bugs'])
  await page.keyboard.press('Alt+ArrowUp')
  await told(page, 'Charter moved to the end of Plans')
  await line(page, 'Charter').locator('[data-depth="1"]').waitFor()
  await expect.poll(() => page.locator(':focus .fu-truncate').textContent()).toBe('Charter')
  await page.keyboard.press('Alt+ArrowDown')
  await line(page, 'Charter').locator('[data-depth="0"]').waitFor()
  await page.keyboard.press('Alt+ArrowDown')
  await allSee(['Plans', 'Glossary', 'Charter', 'Sprints', 'Bugs'])
})

test('the menu of a doc moves it one down, into a folder and out of it', async () => {
  const { page } = owner
  await line(page, 'Glossary').hover()
  await page.getByRole('button', { name: 'Menu of Glossary' }).click()
  await page.getByRole('menuitem', { name: 'Move down' }).click()
  await allSee(['Plans', 'Charter', 'Glossary', 'Sprints', 'Bugs'])
  await line(page, 'Glossary').hover()
  await page.getByRole('button', { name: 'Menu of Glossary' }).click()
  await page.getByRole('menuitem', { name: 'Move to' }).click()
  await page.getByRole('menuitemcheckbox', { name: 'Plans' }).click()
  await allSee(['Plans', 'Glossary', 'Charter', 'Sprints', 'Bugs'])
  await line(page, 'Glossary').locator('[data-depth="1"]').waitFor()
  await told(page, 'Glossary moved to the end of Plans')
  expect(await seriousFindings(page)).toEqual([])
})

test('no page had troubles', () => expectNoTroubles(owner, member))
