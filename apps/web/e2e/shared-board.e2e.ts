import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, test } from 'vitest'
import { addItems } from './support/boards.ts'
import { expectNoTroubles, launchBrowser, openWindow, type Window } from './support/browser.ts'
import { ali, inviteByLink, makeBoard, maya, signIn, useLink } from './support/people.ts'
import { startFulcrum, type RunningFulcrum } from './support/server.ts'
import { layWire, type Wire } from './support/wire.ts'

let fulcrum: RunningFulcrum
let browser: Browser
let first: Window
let second: Window
let board: string
/** The first window reaches the server through it. */
let wire: Wire

beforeAll(async () => {
  browser = await launchBrowser()
  fulcrum = await startFulcrum()
  wire = await layWire(fulcrum.url)
  first = await openWindow(browser)
  second = await openWindow(browser)
  await useLink(first.page, fulcrum.ownerLink.replace(fulcrum.url, wire.url), maya)
  await useLink(second.page, await inviteByLink(first.page, wire.url), ali)
  board = await makeBoard(first.page, wire.url, 'Sprint board')
  await second.page.goto(board.replace(wire.url, fulcrum.url))
  await second.page.getByRole('grid').first().waitFor()
})

afterAll(async () => {
  await browser?.close()
  wire?.close()
  await fulcrum?.stop()
})

/** Writes another title over one, in the table. */
async function rename(page: Page, from: string, to: string): Promise<void> {
  await page.locator('[data-row]').getByText(from).click()
  await page.keyboard.type(to)
  await page.keyboard.press('Enter')
  await page.locator('[data-row]').getByText(to).waitFor()
}

test('a board that one person makes stands in the other’s tree, and both are seen to be there', async () => {
  await second.page.getByRole('link', { name: 'Sprint board' }).waitFor()
  await first.page.getByText('2 here').waitFor()
  await second.page.getByText('2 here').waitFor()
})

test('whoever edits a cell is seen there by the other, until it is done', async () => {
  await addItems(first.page, 'Somebody writes here')
  const here = second.page.locator('[data-row]').filter({ hasText: 'Somebody writes here' })
  await here.waitFor()
  await first.page.locator('[data-row]').getByText('Somebody writes here').dblclick()
  const mark = here.getByRole('gridcell', { description: `${maya.name} is editing` })
  await mark.waitFor()
  await first.page.keyboard.press('Escape')
  await mark.waitFor({ state: 'detached' })
})

test('what one window does, the other shows; undo takes it back in both', async () => {
  await addItems(first.page, 'Session tokens survive a password reset')
  await second.page.getByText('Session tokens survive a password reset').waitFor()

  await first.page.locator('main').focus()
  await first.page.keyboard.press('Control+z')
  await first.page.getByText('taken back').waitFor()
  await second.page.getByText('Session tokens survive a password reset').waitFor({ state: 'detached' })
})

test('cut off, changes wait visibly; they arrive by themselves once the wire is whole', async () => {
  const { page } = first
  wire.cut()
  await page.getByText('Offline.').waitFor()
  await addItems(page, 'Written in a tunnel')
  await page.getByText('1 change waits to be sent').waitFor()
  await addItems(second.page, 'Written meanwhile')
  wire.mend()
  await second.page.getByText('Written in a tunnel').waitFor({ timeout: 60_000 })
  await page.getByText('Written meanwhile').waitFor()
  await page.getByText('Offline.').waitFor({ state: 'detached' })
})

test('a machine that says it has no network lets go of its socket at once', async () => {
  const { page, context } = first
  await context.setOffline(true)
  await page.getByText('Offline.').waitFor()
  await addItems(page, 'Written on a plane')
  await page.getByText('1 change waits to be sent').waitFor()
  await context.setOffline(false)
  await second.page.getByText('Written on a plane').waitFor({ timeout: 60_000 })
})

test('the page opens again without a connection, with the board as it was last known', async () => {
  const { page } = first
  // Leaving the board keeps it as it is now.
  await page.getByRole('link', { name: 'Home' }).click()
  await page.getByRole('heading', { name: 'Home', level: 1 }).waitFor()
  await page.waitForTimeout(2_000)
  await page.getByRole('link', { name: 'Sprint board' }).first().click()
  await page.getByText('Written on a plane').waitFor()
  await page.evaluate('navigator.serviceWorker.ready.then(() => true)')
  wire.cut()
  await page.reload()
  await page.getByText('Written on a plane').waitFor()
  await addItems(page, 'Written after the reload')
  wire.mend()
  await second.page.getByText('Written after the reload').waitFor({ timeout: 60_000 })
})

test('what two people wrote meanwhile waits for a decision with both values, and either can be kept', async () => {
  const { page } = first
  await addItems(page, 'One title')
  await second.page.getByText('One title').waitFor()
  wire.cut()
  await page.getByText('Offline.').waitFor()
  await rename(page, 'One title', 'My title')
  await rename(second.page, 'One title', 'Their title')
  wire.mend()
  await page.getByText('1 cell changed elsewhere while you were offline waits for your decision.').waitFor({
    timeout: 60_000,
  })
  await second.page.getByText('My title').waitFor()

  await page.getByRole('button', { name: 'Look' }).click()
  const dialog = page.getByRole('dialog', { name: 'Waiting for your decision' })
  await dialog.getByRole('definition').filter({ hasText: 'My title' }).waitFor()
  await dialog.getByRole('definition').filter({ hasText: 'Their title' }).waitFor()
  await dialog.getByRole('button', { name: 'Keep theirs' }).click()
  await dialog.getByText('Nothing waits for a decision any more.').waitFor()
  await page.keyboard.press('Escape')
  await page.locator('[data-row]').getByText('Their title').waitFor()
  await second.page.locator('[data-row]').getByText('Their title').waitFor()
})

test('what waits survives signing out and in again', async () => {
  const { page } = first
  wire.cut()
  await page.getByText('Offline.').waitFor()
  await addItems(page, 'Kept over a sign-in')
  await page.getByText('1 change waits to be sent').waitFor()
  // The session ends elsewhere; this window learns of it when it is back.
  const other = await openWindow(browser)
  await other.page.goto(`${fulcrum.url}/settings/sessions`)
  await signIn(other.page, maya)
  await other.page.getByRole('button', { name: 'End all others' }).click()
  await other.page.getByText('have ended').waitFor()
  await other.close()
  wire.mend()
  await page.getByRole('heading', { name: 'Sign in' }).waitFor({ timeout: 60_000 })
  await signIn(page, maya)
  await page.getByText('Kept over a sign-in').waitFor()
  await second.page.getByText('Kept over a sign-in').waitFor({ timeout: 60_000 })
})

test('renaming and deleting a board shows at once, and deleting can be taken back', async () => {
  const { page } = first
  await page.getByRole('button', { name: 'Menu of this board' }).click()
  await page.getByRole('menuitem', { name: 'Rename' }).click()
  await page.getByLabel('Name', { exact: true }).fill('Delivery')
  await page.keyboard.press('Enter')
  await second.page.getByRole('heading', { name: 'Delivery', level: 1 }).waitFor()
  await second.page.getByRole('link', { name: 'Delivery' }).waitFor()

  await page.getByRole('button', { name: 'Menu of this board' }).click()
  await page.getByRole('menuitem', { name: 'Delete' }).click()
  await page.getByText('is in the trash for 30 days').waitFor()
  await second.page.getByText('you have no access to it').waitFor()
  await page.getByRole('button', { name: 'Undo' }).click()
  await page.getByRole('link', { name: 'Delivery' }).first().waitFor()
  // Whoever still looks at it has it back by itself.
  await second.page.getByRole('heading', { name: 'Delivery', level: 1 }).waitFor()
  expectNoTroubles(first, second)
})
