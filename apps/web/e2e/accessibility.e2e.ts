import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { seriousFindings } from './support/accessibility.ts'
import { expectNoTroubles, launchBrowser, openWindow, type Window } from './support/browser.ts'
import { inviteByLink, makeBoard, maya, signIn, useLink } from './support/people.ts'
import { startFulcrum, type RunningFulcrum } from './support/server.ts'

let fulcrum: RunningFulcrum
let browser: Browser
let board: string
let invitation: string

beforeAll(async () => {
  browser = await launchBrowser()
  fulcrum = await startFulcrum()
  const { page, close } = await openWindow(browser)
  await useLink(page, fulcrum.ownerLink, maya)
  invitation = await inviteByLink(page, fulcrum.url)
  board = await makeBoard(page, fulcrum.url, 'Sprint board')
  for (const title of ['Session tokens survive a reset', 'Column permissions in the export']) {
    await page.locator('main').focus()
    await page.keyboard.press('c')
    await page.keyboard.type(title)
    await page.keyboard.press('Enter')
    await page.keyboard.press('Escape')
    await page.getByText(title).waitFor()
  }
  await close()
})

afterAll(async () => {
  await browser?.close()
  await fulcrum?.stop()
})

describe.each(['light', 'dark'] as const)('in the %s theme', (theme) => {
  let window: Window

  beforeAll(async () => {
    window = await openWindow(browser, { theme })
  })

  afterAll(() => window.close())

  test('the pages before the door have no serious findings', async () => {
    const { page } = window
    await page.goto(`${fulcrum.url}/sign-in`)
    await page.getByRole('heading', { name: 'Sign in' }).waitFor()
    expect(await seriousFindings(page)).toEqual([])
    await page.goto(invitation)
    await page.getByLabel('Your name').waitFor()
    expect(await seriousFindings(page)).toEqual([])
    await page.goto(`${fulcrum.url}/sign-in`)
    await signIn(page, maya)
    await page.getByRole('link', { name: 'Sprint board' }).first().waitFor()
    expect(await seriousFindings(page)).toEqual([])
  })

  test.each(['profile', 'password', 'sessions', 'account', 'rules', 'members', 'teams', 'trash'])(
    'the settings’ page %s has none',
    async (name) => {
      const { page } = window
      await page.goto(`${fulcrum.url}/settings/${name}`)
      await page.locator('.settings-section').first().waitFor()
      expect(await seriousFindings(page)).toEqual([])
    },
  )

  test('the board has none, nor what lies over it', async () => {
    const { page } = window
    await page.goto(board)
    await page.getByText('Session tokens survive a reset').waitFor()
    expect(await seriousFindings(page)).toEqual([])
    await page.keyboard.press('Control+k')
    await page.getByRole('dialog', { name: 'Commands' }).waitFor()
    expect(await seriousFindings(page)).toEqual([])
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Share' }).click()
    await page.getByText('Roles on this board').waitFor()
    expect(await seriousFindings(page)).toEqual([])
    await page.keyboard.press('Escape')
    expectNoTroubles(window)
  })
})

test('at 360 pixels no page is wider than the window, and the sidebar opens over it', async () => {
  const window = await openWindow(browser, { width: 360 })
  const { page } = window
  await page.goto(fulcrum.url)
  await signIn(page, maya)
  await page.getByRole('heading', { name: 'Home', level: 1 }).waitFor()
  for (const path of ['/', '/settings/profile', '/settings/members', new URL(board).pathname]) {
    await page.goto(`${fulcrum.url}${path}`)
    await page.getByRole('heading', { level: 1 }).waitFor()
    expect([path, await page.evaluate('document.documentElement.scrollWidth')]).toEqual([path, 360])
  }
  await page.getByRole('button', { name: 'Show the sidebar' }).click()
  await page.getByRole('link', { name: 'Home' }).click()
  await page.getByRole('heading', { name: 'Home', level: 1 }).waitFor()
  await page.getByRole('link', { name: 'Home' }).waitFor({ state: 'hidden' })
  await window.close()
})
