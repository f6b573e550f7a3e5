import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { seriousFindings } from './support/accessibility.ts'
import { expectNoTroubles, launchBrowser, openWindow, type Window } from './support/browser.ts'
import { takeKeyboard } from './support/keyboard.ts'
import { ali, inviteByLink, makeBoard, maya, useLink } from './support/people.ts'
import { startFulcrum, type RunningFulcrum } from './support/server.ts'

let fulcrum: RunningFulcrum
let browser: Browser
let first: Window
let second: Window
let doc: string

const text = (page: Page) => page.getByRole('textbox', { name: 'Text of the doc', exact: true })
const bell = (page: Page) => page.getByRole('navigation').getByRole('link', { name: /^Inbox/ })
const thread = (page: Page) => page.getByRole('listitem', { name: 'Comments on “one copy”' })
const entry = (page: Page) => page.getByRole('listitem').filter({ hasText: 'Search' })
const focused = (page: Page, what: 'aria-label' | 'href') =>
  page.evaluate<string | null>(`document.activeElement.getAttribute('${what}')`)

beforeAll(async () => {
  browser = await launchBrowser()
  fulcrum = await startFulcrum()
  first = await openWindow(browser)
  second = await openWindow(browser)
  await useLink(first.page, fulcrum.ownerLink, maya)
  await makeBoard(first.page, fulcrum.url, 'Platform')
  await useLink(second.page, await inviteByLink(first.page, fulcrum.url), ali)
  const { page } = first
  await page.goto(fulcrum.url)
  await page
    .getByRole('button', { name: /^Add to / })
    .first()
    .click()
  await page.getByRole('menuitem', { name: 'New doc' }).click()
  await page.getByLabel('Name', { exact: true }).fill('Search')
  await page.getByRole('button', { name: 'Create doc' }).click()
  await text(page).waitFor()
  await text(page).focus()
  await page.keyboard.type('Queries read one copy of it.')
  await page
    .locator('.doc-status')
    .filter({ hasText: /^Saved$/ })
    .waitFor()
  doc = page.url()
})

afterAll(async () => {
  await browser?.close()
  await fulcrum?.stop()
})

test('who is named in a comment on a doc hears of it on another page, and works through it by keys alone', async () => {
  const keys = await takeKeyboard(second.page)
  await second.page.goto(fulcrum.url)
  await bell(second.page).waitFor()
  const { page } = first
  await page.keyboard.press('Home')
  for (let at = 0; at < 2; at++) await page.keyboard.press('Control+ArrowRight')
  for (let at = 0; at < 2; at++) await page.keyboard.press('Control+Shift+ArrowRight')
  await page.keyboard.press('Control+Alt+KeyM')
  await page.getByRole('textbox', { name: 'Comment', exact: true }).waitFor()
  await page.keyboard.type('Which one, @ali')
  await page.getByRole('option', { name: ali.name }).waitFor()
  await page.keyboard.press('Enter')
  await page.keyboard.type('?')
  await page.keyboard.press('Control+Enter')
  await thread(page).waitFor()
  // Nobody is asked to look at what is before them: whoever wrote it goes elsewhere.
  await page.goto(fulcrum.url)
  await bell(page).waitFor()

  await second.page.getByText(`${maya.name} mentioned you: Search`).waitFor()
  await expect.poll(() => bell(second.page).textContent()).toBe('Inbox1')
  await keys.command('Inbox')
  await entry(second.page).getByText(`Which one, @${ali.name} ?`).waitFor()
  await keys.press('j')
  await keys.press('Enter')
  await second.page.getByRole('dialog', { name: 'Search' }).waitFor()
  await expect.poll(() => bell(second.page).textContent()).toBe('Inbox')
  await expect.poll(() => focused(second.page, 'href')).toMatch(/\/d\/doc_[0-9a-f]+\?comment=/)
  await keys.press('Enter')
  await expect.poll(() => focused(second.page, 'aria-label')).toBe('Comments on “one copy”')
  await keys.tabTo(thread(second.page).getByRole('textbox', { name: 'Reply' }))
  await second.page.keyboard.type('The first.')
  await keys.press('Control+Enter')
  await thread(second.page).getByText('The first.').waitFor()
  expect(keys.pointerCount()).toBe(0)
})

test('who began the thread hears of the answer; the word in passing leads to it and reads the entry', async () => {
  const { page } = first
  await page.getByText(`${ali.name} replied: Search`).waitFor()
  await expect.poll(() => bell(page).textContent()).toBe('Inbox1')
  await page.getByRole('button', { name: 'Open', exact: true }).click()
  await thread(page).getByText('The first.').waitFor()
  await expect.poll(() => focused(page, 'aria-label')).toBe('Comments on “one copy”')
  await expect.poll(() => bell(page).textContent()).toBe('Inbox')
  // While the doc is open what is said of it is seen there.
  await second.page.getByRole('textbox', { name: 'Reply' }).fill('Or the last.')
  await second.page.keyboard.press('Control+Enter')
  await thread(page).getByText('Or the last.').waitFor()
  await expect.poll(() => bell(page).textContent()).toBe('Inbox1')
  expect(await page.getByText(`${ali.name} replied: Search`).count()).toBe(0)
})

test('the inbox says why; a thread that is resolved is opened as well, and a doc can be muted and heard again', async () => {
  const { page } = first
  await second.page.getByRole('button', { name: 'Resolve', exact: true }).click()
  await page.goto(`${fulcrum.url}/inbox`)
  await entry(page).getByText('resolved your comment').waitFor()
  await entry(page).getByRole('button', { name: 'Why do I get this?' }).click()
  await entry(page).getByRole('note').getByText('somebody resolved it').waitFor()
  await entry(page).getByRole('link', { name: 'Search' }).click()
  await page.getByRole('dialog', { name: 'Search' }).getByText('replied').first().waitFor()
  await page.getByRole('link', { name: 'Open the comments' }).click()
  await thread(page).getByText('Resolved by').waitFor()
  await page.goto(`${fulcrum.url}/inbox`)
  await entry(page).waitFor()
  await page.keyboard.press('j')
  await page.keyboard.press('m')
  await page.getByText('Search is muted').waitFor()
  await second.page.getByRole('button', { name: 'Resolved (1)' }).waitFor()
  await page.goto(`${fulcrum.url}/settings/notifications`)
  const muted = page.getByRole('list', { name: 'Muted' }).getByRole('listitem').filter({ hasText: 'Search' })
  await muted.getByText('Doc', { exact: true }).waitFor()
  await muted.getByRole('button', { name: 'Hear of it again' }).click()
  await page.getByText('Nothing is muted.').waitFor()
})

test('it can be read by everybody, in both looks and on a telephone', async () => {
  await second.page.goto(doc)
  await second.page.getByRole('button', { name: /^Comments/ }).click()
  await second.page.getByRole('button', { name: 'Resolved (1)' }).click()
  await thread(second.page).click()
  await second.page.getByRole('textbox', { name: 'Reply' }).fill('And now?')
  await second.page.keyboard.press('Control+Enter')
  const { page } = first
  await page.goto(`${fulcrum.url}/inbox`)
  await entry(page).getByRole('link', { name: 'Search' }).click()
  await page.getByRole('dialog', { name: 'Search' }).getByText('And now?').waitFor()
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    expect(await seriousFindings(page)).toEqual([])
  }
  await page.setViewportSize({ width: 360, height: 740 })
  const overflow = await page.evaluate('document.documentElement.scrollWidth - innerWidth')
  expect(overflow).toBeLessThanOrEqual(0)
  expect(await seriousFindings(page)).toEqual([])
  await page.getByRole('link', { name: 'Open the comments' }).click()
  await page.getByRole('dialog', { name: 'Comments' }).getByText('And now?').waitFor()
})

test('no page had troubles', () => {
  expectNoTroubles(first, second)
})
