import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { seriousFindings } from './support/accessibility.ts'
import { expectNoTroubles, launchBrowser, openWindow, type Window } from './support/browser.ts'
import { ali, inviteByLink, makeBoard, maya, useLink } from './support/people.ts'
import { startFulcrum, type RunningFulcrum } from './support/server.ts'

let fulcrum: RunningFulcrum
let browser: Browser
let left: Window
let right: Window

const text = (page: Page) => page.getByRole('textbox', { name: 'Text of the doc', exact: true })
const saved = (page: Page) => page.locator('.doc-status').filter({ hasText: /^Saved$/ })
const panel = (page: Page) => page.getByRole('complementary', { name: 'Comments' })
const mark = (page: Page, words: string) => text(page).locator('mark', { hasText: words })
const thread = (page: Page, quote: string) => page.getByRole('listitem', { name: `Comments on “${quote}”` })
const head = (page: Page, count: RegExp) => page.getByRole('button', { name: count })

beforeAll(async () => {
  browser = await launchBrowser()
  fulcrum = await startFulcrum()
  left = await openWindow(browser)
  right = await openWindow(browser)
  await useLink(left.page, fulcrum.ownerLink, maya)
  await makeBoard(left.page, fulcrum.url, 'Platform')
  await useLink(right.page, await inviteByLink(left.page, fulcrum.url), ali)
  const { page } = left
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
  await page.keyboard.type(
    'The index is rebuilt every night.\nQueries read one copy of it.\nThe old one is kept for a day.',
  )
  await saved(page).waitFor()
  await right.page.goto(page.url())
  await text(right.page).getByText('kept for a day').waitFor()
})

afterAll(async () => {
  await browser?.close()
  await fulcrum?.stop()
})

/** Selects words by keys, where the caret is in their block: from its beginning so many words on, and then so many. */
async function select(page: Page, { skip, words }: { skip: number; words: number }): Promise<void> {
  await page.keyboard.press('Home')
  for (let at = 0; at < skip; at++) await page.keyboard.press('Control+ArrowRight')
  for (let at = 0; at < words; at++) await page.keyboard.press('Control+Shift+ArrowRight')
}

/** The same in a block that is clicked first. */
async function selectIn(page: Page, block: number, words: { skip: number; words: number }): Promise<void> {
  await text(page)
    .locator('p')
    .nth(block)
    .click({ position: { x: 2, y: 8 } })
  await select(page, words)
}

/** What the parts of the text say that a selector names, without the cursors of others. */
function shown(page: Page, selector: string): Promise<string> {
  return page.evaluate<string>(`[...document.querySelectorAll('.doc-text ${selector}')]
    .map((part) => {
      const said = part.cloneNode(true)
      for (const caret of said.querySelectorAll('.doc-caret')) caret.remove()
      return said.textContent.replaceAll('\\u2060', '')
    })
    .join('')`)
}

test('words are selected and something is said of them by keys alone, with a name; the other sees it at once', async () => {
  const { page } = left
  await text(page).focus()
  await page.keyboard.press('ArrowUp')
  await select(page, { skip: 2, words: 2 })
  await page.keyboard.press('Control+Alt+KeyM')
  const field = page.getByRole('textbox', { name: 'Comment', exact: true })
  await expect.poll(() => field.evaluate('document.activeElement.tagName')).toBe('TEXTAREA')
  await page.keyboard.type('Which one, @ali')
  await page.getByRole('option', { name: 'Ali Brandt' }).waitFor()
  await page.keyboard.press('Enter')
  await page.keyboard.type('?')
  await page.keyboard.press('Control+Enter')
  await thread(page, 'one copy').waitFor()
  // Who has said it is in the text again.
  await expect.poll(() => text(page).evaluate('document.activeElement.className')).toContain('doc-text')
  await mark(right.page, 'one copy').waitFor()
  await head(right.page, /^Comments, 1 open$/).click()
  await thread(right.page, 'one copy').getByText('Which one, @Ali Brandt ?').waitFor()
  expect(await thread(right.page, 'one copy').locator('.doc-mention').innerText()).toBe('@Ali Brandt')
  // A picture stands in the middle of the line with its name.
  const middles = await thread(right.page, 'one copy').evaluate((card) =>
    ['.fu-avatar', '.doc-comment-head b'].map((part) => {
      const { top, height } = (card.querySelector(part) ?? card).getBoundingClientRect()
      return top + height / 2
    }),
  )
  expect(Math.abs((middles[0] ?? 0) - (middles[1] ?? 99))).toBeLessThanOrEqual(1)
  // What was said is no part of the text.
  await saved(page).waitFor()
  await right.page.reload()
  await mark(right.page, 'one copy').waitFor()
})

test('threads stand in the order of the text, a mark opens its thread, and a thread shows its words', async () => {
  const { page } = right
  await selectIn(page, 0, { skip: 1, words: 1 })
  await page.getByRole('toolbar', { name: 'Format' }).getByRole('button', { name: 'Comment' }).click()
  await page.getByRole('textbox', { name: 'Comment', exact: true }).fill('Of what?')
  await panel(page).getByRole('button', { name: 'Comment', exact: true }).click()
  await thread(page, 'index').waitFor()
  const quotes = (of: Page) => panel(of).locator('li .doc-thread-quote').allInnerTexts()
  await expect.poll(() => quotes(page)).toEqual(['index', 'one copy'])
  await expect.poll(() => quotes(left.page)).toEqual(['index', 'one copy'])
  await mark(page, 'one copy').click()
  await expect.poll(() => page.evaluate('document.activeElement.getAttribute("aria-label")')).toContain('one copy')
  await page.getByRole('textbox', { name: 'Reply' }).fill('The first.')
  await page.keyboard.press('Control+Enter')
  await thread(left.page, 'one copy').getByText('The first.').waitFor()
  await thread(page, 'index').getByTitle('Show in the text').click()
  await expect.poll(() => page.evaluate('document.activeElement.className')).toContain('doc-text')
  await expect.poll(() => mark(page, 'index').getAttribute('data-active')).toBe('')
  // By keys: the caret within the words, and the same keys.
  await page.keyboard.press('Control+Alt+KeyM')
  await expect.poll(() => page.evaluate('document.activeElement.getAttribute("aria-label")')).toContain('index')
  await page.keyboard.press('Escape')
  await expect.poll(() => page.evaluate('document.activeElement.className')).toContain('doc-text')
})

test('the marks stay with their words while both write around them and in them', async () => {
  await selectIn(left.page, 1, { skip: 2, words: 0 })
  await left.page.keyboard.type(' always')
  await expect.poll(() => shown(right.page, 'p')).toContain('read always')
  await selectIn(right.page, 1, { skip: 4, words: 0 })
  await right.page.keyboard.type(' good')
  for (const { page: each } of [left, right]) {
    await expect.poll(() => shown(each, 'p:nth-of-type(2)')).toBe('Queries read always one good copy of it.')
    await expect.poll(() => shown(each, 'p:nth-of-type(2) mark')).toBe('one good copy')
  }
})

test('a thread is resolved by one and opened by the other; one’s own comment is changed, taken away and brought back', async () => {
  await thread(left.page, 'one copy').getByRole('button', { name: 'Resolve' }).click()
  await expect.poll(() => shown(right.page, 'mark')).toBe('index')
  await head(right.page, /^Comments, 1 open$/).waitFor()
  await panel(right.page).getByRole('button', { name: 'Resolved (1)' }).click()
  await thread(right.page, 'one copy').getByText('Resolved by Maya').waitFor()
  await thread(right.page, 'one copy').getByRole('button', { name: 'Open again' }).click()
  await expect.poll(() => shown(left.page, 'p:nth-of-type(2) mark')).toBe('one good copy')
  await head(left.page, /^Comments, 2 open$/).waitFor()
  const mine = thread(right.page, 'index')
  await mine.getByRole('button', { name: 'Comment menu' }).click()
  await right.page.getByRole('menuitem', { name: 'Edit' }).click()
  await mine.getByRole('textbox', { name: 'Comment' }).fill('Of which items?')
  await right.page.keyboard.press('Control+Enter')
  await thread(left.page, 'index').getByText('Of which items?').waitFor()
  await thread(left.page, 'index').getByText('edited').waitFor()
  await mine.getByRole('button', { name: 'Comment menu' }).click()
  await right.page.getByRole('menuitem', { name: 'Take away' }).click()
  await thread(left.page, 'index').waitFor({ state: 'detached' })
  await right.page.getByRole('button', { name: 'Undo', exact: true }).last().click()
  await thread(left.page, 'index').waitFor()
})

test('where the words are taken away the thread stays and says them; with the words the mark comes back to both', async () => {
  const { page } = left
  await selectIn(page, 0, { skip: 1, words: 1 })
  await page.keyboard.press('Backspace')
  await expect.poll(() => shown(page, 'p:first-of-type')).toBe('The is rebuilt every night.')
  for (const { page: each } of [left, right]) {
    await thread(each, 'index').getByText('These words are in the text no more.').waitFor()
    await expect.poll(() => panel(each).locator('li .doc-thread-quote').allInnerTexts()).toEqual(['one copy', 'index'])
  }
  await text(page).focus()
  await page.keyboard.press('Control+z')
  for (const { page: each } of [left, right]) await mark(each, 'index').waitFor()
  await expect.poll(() => panel(right.page).getByText('in the text no more').count()).toBe(0)
})

/** Asks the server as the page's person does. */
async function ask(page: Page, name: string, args: object): Promise<void> {
  await page.evaluate(
    async ([path, body]) => {
      const headers = { 'content-type': 'application/json' }
      const said = await fetch(`/api/${String(path)}`, { method: 'POST', headers, body: JSON.stringify(body) })
      if (!said.ok) throw new Error(await said.text())
    },
    [name, args] as const,
  )
}

test('whoever may comment does so by keys and changes nothing of the text; whoever may read sees what is said', async () => {
  const { page } = left
  const all = await page.evaluate<{ docs: { id: string }[] }>(
    `fetch('/api/doc.list', { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' }).then((said) => said.json())`,
  )
  const doc = all.docs[0]?.id
  const members = await page.evaluate<{ members: { id: string; name: string }[] }>(
    `fetch('/api/member.list', { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' }).then((said) => said.json())`,
  )
  const him = members.members.find(({ name }) => name === ali.name)?.id
  await ask(page, 'doc.setAccess', { doc, access: 'private' })
  await ask(page, 'doc.setMember', { doc, id: him, subject: 'member', role: 'commenter' })
  const before = await shown(page, 'p')
  await right.page.reload()
  await text(right.page).getByText('kept for a day').waitFor()
  await expect.poll(() => text(right.page).getAttribute('contenteditable')).toBe('false')
  await text(right.page).focus()
  for (let at = 0; at < 3; at++) await right.page.keyboard.press('ArrowDown')
  await right.page.keyboard.type('x')
  await right.page.getByRole('toolbar', { name: 'Selected words' }).waitFor()
  await right.page.keyboard.press('Control+Alt+KeyM')
  await right.page.getByRole('textbox', { name: 'Comment', exact: true }).fill('Why a day?')
  await right.page.keyboard.press('Control+Enter')
  await thread(page, 'The old one is kept for a day.').getByText('Why a day?').waitFor()
  expect(await shown(page, 'p')).toBe(before)
  await ask(page, 'doc.setMember', { doc, id: him, subject: 'member', role: 'viewer' })
  await expect.poll(() => panel(right.page).getByRole('button', { name: 'Resolve' }).count()).toBe(0)
  await thread(right.page, 'The old one is kept for a day.').getByText('Why a day?').waitFor()
  expect(await right.page.getByRole('textbox', { name: 'Reply' }).count()).toBe(0)
})

test('nothing serious stands in the way of those who hear or see less; a narrow window has it over the text', async () => {
  const { page } = left
  for (const theme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: theme })
    expect(await seriousFindings(page)).toEqual([])
  }
  await page.getByRole('button', { name: 'Close comments' }).click()
  await page.setViewportSize({ width: 360, height: 740 })
  await head(page, /^Comments, 3 open$/).click()
  const drawer = page.getByRole('dialog', { name: 'Comments' })
  await drawer.waitFor()
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(360)
  expect(await seriousFindings(page)).toEqual([])
  await drawer.getByRole('listitem', { name: 'Comments on “one copy”' }).getByTitle('Show in the text').click()
  await drawer.waitFor({ state: 'detached' })
  await mark(page, 'one').first().click()
  await drawer.getByText('The first.').waitFor()
  await page.keyboard.press('Escape')
  await drawer.waitFor({ state: 'detached' })
  await page.setViewportSize({ width: 1280, height: 800 })
  expectNoTroubles(left, right)
})
