import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addItems, takesKeys, typeInto } from './support/boards.ts'
import { expectNoTroubles, launchBrowser, openWindow, type Window } from './support/browser.ts'
import { makeBoard, maya, useLink } from './support/people.ts'
import { startFulcrum, type RunningFulcrum } from './support/server.ts'

let fulcrum: RunningFulcrum
let browser: Browser
let profile: Window
/** The first tab has the socket. */
let tabs: [Page, Page]
let board: string
let sockets = 0

beforeAll(async () => {
  browser = await launchBrowser()
  fulcrum = await startFulcrum()
  profile = await openWindow(browser)
  await useLink(profile.page, fulcrum.ownerLink, maya)
  board = await makeBoard(profile.page, fulcrum.url, 'Two tabs')
  tabs = [profile.page, await openTab()]
})

async function openTab(): Promise<Page> {
  const tab = await profile.context.newPage()
  tab.setDefaultTimeout(15_000)
  tab.on('websocket', () => (sockets += 1))
  await tab.goto(board)
  await takesKeys(tab)
  return tab
}

afterAll(async () => {
  await browser?.close()
  await fulcrum?.stop()
})

test('two tabs of one person share a socket, and each shows what the other does', async () => {
  const [leader, follower] = tabs
  await addItems(follower, 'From the second tab')
  await leader.getByText('From the second tab').waitFor()
  await addItems(leader, 'From the first tab')
  await follower.getByText('From the first tab').waitFor()
  expect(sockets).toBe(0)
})

test('what one tab does offline shows in the other, and goes out once', async () => {
  const [leader, follower] = tabs
  await profile.context.setOffline(true)
  await follower.getByText('Offline.').waitFor()
  await addItems(follower, 'Offline in the second tab')
  await leader.getByText('Offline in the second tab').waitFor()
  await profile.context.setOffline(false)
  await follower.getByText('Offline.').waitFor({ state: 'detached', timeout: 60_000 })
  expect(await leader.getByText('Offline in the second tab').count()).toBe(1)
})

test('when the tab with the socket closes, the other goes on by itself', async () => {
  const [leader, follower] = tabs
  await leader.close()
  await addItems(follower, 'After the first tab closed')
  // The server gives the key: the tab has a socket of its own by now.
  const row = follower.locator('[data-row]').filter({ hasText: 'After the first tab closed' })
  await row.locator('.fb-key').filter({ hasText: /-\d+$/ }).waitFor()
  await follower.reload()
  for (const title of ['After the first tab closed', 'Offline in the second tab', 'From the first tab']) {
    await follower.getByText(title).waitFor()
    expect(await follower.getByText(title).count()).toBe(1)
  }
  expect(sockets).toBeGreaterThan(0)
  expectNoTroubles(profile)
})

test('what is done in the moment in which the tab with the socket closes outlives a reload in the same moment', async () => {
  const [, leader] = tabs
  const follower = await openTab()
  await follower.locator('main').focus()
  await follower.keyboard.press('c')
  await typeInto(follower, 'Done in the last moment')
  await follower.evaluate(
    `addEventListener('keydown', ({ key }) => key === 'Enter' && setTimeout(() => location.reload()), { capture: true })`,
  )
  await Promise.all([leader.close(), follower.keyboard.press('Enter'), follower.waitForEvent('load')])
  const row = follower.locator('[data-row]').filter({ hasText: 'Done in the last moment' })
  await row.locator('.fb-key').filter({ hasText: /-\d+$/ }).waitFor()
  await follower.reload()
  await row.waitFor()
  expect(await row.count()).toBe(1)
  expectNoTroubles(profile)
})
