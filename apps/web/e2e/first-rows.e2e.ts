import type { Browser, Route } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { expectNoTroubles, launchBrowser, openWindow, type Window } from './support/browser.ts'
import { ali, inviteByLink, makeBoard, maya, signIn, useLink } from './support/people.ts'
import { startFulcrum, type RunningFulcrum } from './support/server.ts'

let fulcrum: RunningFulcrum
let browser: Browser
/** The address of the board. */
let board: string
let maker: Window
/** Its chunks are held back. */
let early: Window
const held: Route[] = []
let holding = true

beforeAll(async () => {
  browser = await launchBrowser()
  fulcrum = await startFulcrum()
  maker = await openWindow(browser)
  early = await openWindow(browser)
  await useLink(maker.page, fulcrum.ownerLink, maya)
  await useLink(early.page, await inviteByLink(maker.page, fulcrum.url), ali)
  board = await makeBoard(maker.page, fulcrum.url, 'Slow lines')
  await maker.page.locator('main').focus()
  await maker.page.keyboard.press('c')
  for (const title of ['Cherry', 'Apple', 'Banana']) {
    await maker.page.keyboard.type(title)
    await maker.page.keyboard.press('Enter')
  }
  await maker.page.keyboard.press('Escape')
  await maker.page.getByText('Banana').waitFor()
  await early.page.route('**/sync/chunks*', async (route) => {
    if (holding) held.push(route)
    else await route.continue()
  })
  await early.page.goto(board)
  await early.page.getByText('Banana').waitFor()
})

afterAll(async () => {
  await browser?.close()
  await fulcrum?.stop()
})

const names = ['Cherry', 'Apple', 'Banana', 'Apricot']

/** What the rows are called, from the top down. */
async function shown(): Promise<(string | undefined)[]> {
  const texts = await early.page.locator('[data-row] [data-col="title"]').allTextContents()
  return texts.map((text) => names.find((name) => text.includes(name)))
}

test('before a board is here, what is searched and sorted is answered by the server', async () => {
  const find = early.page.getByRole('searchbox', { name: 'Find in board' })
  await find.fill('an')
  await early.page.getByText('Cherry').waitFor({ state: 'detached' })
  expect(await shown()).toEqual(['Banana'])
  await find.fill('')
  await early.page.getByText('Cherry').waitFor()
  await early.page.getByRole('columnheader', { name: 'Item' }).first().click({ button: 'right' })
  await early.page.getByText('Sort ascending').click()
  await expect.poll(shown).toEqual(['Apple', 'Banana', 'Cherry'])
  expect(held.length).toBeGreaterThan(0)
})

test('before a board is here, its first rows are edited, and others see it', async () => {
  await early.page.locator('[data-row]').getByText('Apple').dblclick()
  await early.page.keyboard.press('ControlOrMeta+a')
  await early.page.keyboard.type('Apricot')
  await early.page.keyboard.press('Enter')
  await early.page.getByText('Apricot').waitFor()
  await maker.page.getByText('Apricot').waitFor()
  expect(held.length).toBeGreaterThan(0)
})

test('when all of it is here, nothing moves', async () => {
  const before = await shown()
  holding = false
  for (const route of held) await route.continue()
  await early.page
    .getByRole('button', { name: /New item/ })
    .and(early.page.locator(':enabled'))
    .waitFor()
  expect(await shown()).toEqual(before)
  expectNoTroubles(early, maker)
})

test('what is typed for the palette before its code is here is not lost', async () => {
  const late = await openWindow(browser)
  let release = () => undefined as void
  const released = new Promise<void>((resolve) => (release = resolve))
  await late.page.route('**/assets/work-*.js', async (route) => {
    await released
    await route.continue()
  })
  await late.page.goto(fulcrum.url)
  await signIn(late.page, maya)
  await late.page.getByRole('link', { name: 'Slow lines' }).first().waitFor()
  await late.page.keyboard.press('ControlOrMeta+k')
  await late.page.keyboard.type('Shortcutz')
  await late.page.keyboard.press('Backspace')
  await late.page.keyboard.type('s')
  await late.page.keyboard.press('Enter')
  release()
  await late.page.getByRole('dialog', { name: 'Shortcuts' }).waitFor()
  expectNoTroubles(late)
})

test('an item that is opened before its code is here opens, though what is searched for goes to the address meanwhile', async () => {
  const late = await openWindow(browser)
  const { promise: released, resolve: release } = Promise.withResolvers<void>()
  await late.page.goto(fulcrum.url)
  await signIn(late.page, ali)
  await late.page.getByRole('link', { name: 'Slow lines' }).first().waitFor()
  await late.page.route('**/assets/item-*.js', async (route) => {
    await released
    await route.continue()
  })
  await late.page.goto(board)
  const line = late.page.locator('[data-row]').filter({ hasText: 'Banana' })
  await line.hover()
  await late.page.getByRole('searchbox', { name: 'Find in board' }).fill('ana')
  // Who clicks looks where the rows stand.
  await late.page.getByText('Cherry').waitFor({ state: 'detached' })
  await line.getByText('Open', { exact: true }).click()
  await late.page.waitForURL(/find=ana/)
  release()
  await late.page.getByRole('dialog', { name: /Banana/ }).waitFor()
  expectNoTroubles(late)
})

test('what is typed into a cell before its kind is here whole is not lost', async () => {
  const late = await openWindow(browser)
  const { promise: released, resolve: release } = Promise.withResolvers<void>()
  await late.page.goto(fulcrum.url)
  await signIn(late.page, ali)
  await late.page.getByRole('link', { name: 'Slow lines' }).first().waitFor()
  await late.page.route('**/assets/work-*.js', async (route) => {
    await released
    await route.continue()
  })
  await late.page.goto(board)
  const due = late.page.locator('[data-row]').filter({ hasText: 'Banana' }).locator('[data-col="3"]')
  await due.click()
  await late.page.keyboard.type('24 Dec 2026')
  await late.page.keyboard.press('Enter')
  release()
  await due.getByText('Dec 24').waitFor()
  await maker.page.getByText('Dec 24').first().waitFor()
  expectNoTroubles(late)
})

test('what a board fetches ahead and does not get is fetched again, and troubles nobody', async () => {
  const late = await openWindow(browser)
  await late.page.goto(fulcrum.url)
  await signIn(late.page, ali)
  await late.page.getByRole('link', { name: 'Slow lines' }).first().waitFor()
  let tries = 0
  await late.page.route('**/assets/parts-*.js', async (route) => {
    tries += 1
    await (tries === 1 ? route.abort('connectionrefused') : route.continue())
  })
  await late.page.goto(board)
  // By whichever way it comes in the end: from the server, or from what the service worker has kept meanwhile.
  const came = () =>
    late.page.evaluate<boolean>(`performance.getEntriesByType('resource').some(
      ({ name, responseStatus }) => /\\/assets\\/parts-[^/]*\\.js$/.test(name) && responseStatus === 200,
    )`)
  await expect.poll(came, { timeout: 60_000 }).toBe(true)
  expect(tries).toBeGreaterThan(0)
  expectNoTroubles(late)
})
