import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { seriousFindings } from './support/accessibility.ts'
import { expectNoTroubles, launchBrowser, openWindow, type Window } from './support/browser.ts'
import { makeBoard, maya, useLink } from './support/people.ts'
import { startFulcrum, type RunningFulcrum } from './support/server.ts'
import { englishOf } from './support/translated.ts'

// A form is built on a board, opened by somebody without an account, and its answer stands on the board at once.

let fulcrum: RunningFulcrum
let browser: Browser
let owner: Window
let board: string
let link: string

beforeAll(async () => {
  browser = await launchBrowser()
  fulcrum = await startFulcrum()
  owner = await openWindow(browser)
  await useLink(owner.page, fulcrum.ownerLink, maya)
  board = await makeBoard(owner.page, fulcrum.url, 'Bugs')
})

afterAll(async () => {
  await browser?.close()
  await fulcrum?.stop()
})

/** Drags a card by its handle above another one. */
async function dragAbove(page: Page, card: RegExp, other: RegExp): Promise<void> {
  const [start, end] = await Promise.all([card, other].map((name) => page.getByRole('button', { name }).boundingBox()))
  if (!start || !end) throw new Error('a card is not drawn')
  await page.mouse.move(start.x + 10, start.y + 18)
  await page.mouse.down()
  await page.mouse.move(start.x + 10, start.y + 4)
  await page.mouse.move(end.x + 10, end.y + 2, { steps: 4 })
  await page.mouse.up()
}

/** Adds a question about a column, which opens. */
async function ask(page: Page, title: string): Promise<void> {
  await page.getByRole('button', { name: 'Add question' }).click()
  await page.getByRole('menuitem', { name: title, exact: true }).click()
  await page.getByRole('button', { name: `Menu of ${title}` }).waitFor()
}

test('a form is built beside a picture of it: words, order by keys, a question that depends on another', async () => {
  const { page } = owner
  await page.getByRole('button', { name: 'Add view' }).click()
  await page.getByRole('menuitem', { name: 'Table' }).first().click()
  await page.locator('[data-tab]:not([data-tab="table"])').first().waitFor()
  await page.getByRole('button', { name: 'Add view' }).click()
  await page.getByRole('menuitem', { name: 'Form' }).first().click()
  await page.getByRole('tab', { name: 'Build' }).waitFor()
  await ask(page, 'Status')
  await ask(page, 'Owner')
  await page.getByRole('textbox', { name: 'Title', exact: true }).first().fill('Report a bug')
  const preview = page.getByRole('group', { name: 'Preview' })
  await preview.getByRole('heading', { name: 'Report a bug' }).waitFor()
  await page.getByRole('button', { name: /^Title/ }).click()
  await page.getByRole('textbox', { name: 'Question' }).fill('What is wrong?')
  await preview.getByText('What is wrong?').waitFor()
  // Title, Due, Status, Owner: the day comes last, then before the owner.
  const grip = page.getByRole('button', { name: /^Move Due/ })
  await grip.focus()
  await page.keyboard.press('ArrowDown')
  await page.getByText('Question 3 of 4').waitFor()
  await expect.poll(() => page.locator(':focus').getAttribute('aria-label')).toMatch(/^Move Due/)
  await page.getByRole('button', { name: 'Menu of Due' }).click()
  await page.getByRole('menuitem', { name: 'Move down' }).click()
  await page.getByText('Question 4 of 4').waitFor()
  await dragAbove(page, /^Move Due/, /^Move Owner/)
  await page.getByText('Question 3 of 4').waitFor()
  await page.getByRole('button', { name: /^Due/ }).click()
  await page.getByRole('switch', { name: 'Must be answered' }).click()
  await page.getByLabel('Shown').click()
  await page.getByRole('option', { name: 'when Status is' }).click()
  await expect.poll(() => preview.getByLabel(/^Due/).isVisible()).toBe(false)
  await page.getByRole('button', { name: /^Save/ }).first().click()
  expect(await seriousFindings(page)).toEqual([])
  await page.getByRole('tab', { name: 'Share' }).click()
  await page.getByLabel('Who may answer').click()
  await page.getByRole('option', { name: 'Anybody with the link' }).click()
  await page.getByRole('button', { name: 'Make the link' }).click()
  link = await page.getByLabel('Link', { exact: true }).inputValue()
  expect(link).toMatch(/\/f\/[\w-]{43}$/)
  expect(await seriousFindings(page)).toEqual([])
})

test.each([
  { theme: 'light', width: 1_000 },
  { theme: 'dark', width: 360 },
] as const)('somebody without an account answers it ($theme, $width px)', async ({ theme, width }) => {
  // The board is open meanwhile: what comes is seen there at once.
  await owner.page.goto(board)
  await owner.page.getByRole('tab', { name: 'Table', exact: true }).click()
  const stranger = await openWindow(browser, { theme })
  const { page } = stranger
  await page.setViewportSize({ width, height: 740 })
  await page.goto(link)
  await page.getByRole('heading', { name: 'Report a bug' }).waitFor()
  expect(await page.getByLabel(/^Due/).isVisible()).toBe(false)
  await page.getByRole('button', { name: 'Send' }).click()
  await page.getByText('This needs an answer.').waitFor()
  expect(await seriousFindings(page)).toEqual([])
  expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true)
  const title = `It crashes at ${width}`
  await page.getByLabel(/^What is wrong/).fill(title)
  // Status is chosen by its first label, which the question about a day waits for.
  await page.getByRole('radiogroup').getByRole('radio').first().check()
  await page.getByLabel(/^Due/).waitFor()
  await page.getByLabel(/^Due/).fill('2026-12-24')
  await page.getByRole('button', { name: 'Send' }).click()
  await page.getByRole('heading', { name: 'Thank you' }).waitFor()
  expectNoTroubles(stranger)
  await stranger.close()
  await owner.page.getByText(title).first().waitFor()
})

test('whoever reads another language is asked and thanked in it', async () => {
  const stranger = await openWindow(browser)
  const { page } = stranger
  await stranger.context.addInitScript(() => localStorage.setItem('fulcrum.language', 'en-XA'))
  // It is only sent as far as here: others are counted.
  await page.route('**/answers', (route) => route.fulfill({ json: { thanks: '' } }))
  await page.goto(link)
  const labels = ['To do', 'In progress', 'In review', 'Blocked', 'Done']
  const written = ['Report a bug', 'What is wrong', 'Status', 'Owner', 'Due', 'Title', ...labels]
  await page.getByRole('heading', { name: 'Report a bug' }).waitFor()
  expect(await englishOf(page, written)).toEqual([])
  await page.getByLabel(/What is wrong/).fill('It crashes')
  await page.locator('button[type="submit"]').click()
  await page.locator('.ff-done h1').waitFor()
  expect(await englishOf(page, written)).toEqual([])
  expectNoTroubles(stranger)
  await stranger.close()
})

test('in the past of the board the form says that it is answered on the board of now', async () => {
  const { page } = owner
  await page.goto(board)
  await page.getByRole('tab', { name: 'Form' }).click()
  await page.getByRole('tab', { name: 'Build' }).waitFor()
  const address = new URL(page.url())
  address.searchParams.set('at', new Date().toISOString())
  await page.goto(address.href)
  await page.getByText('A form is answered on the board as it is now.').waitFor()
})

test('the owner of the board is told of each answer, until the form says that somebody else is', async () => {
  const { page } = owner
  await page.goto(`${fulcrum.url}/inbox`)
  await expect.poll(() => page.getByText('Somebody answered a form').count()).toBe(2)
  const entry = page.getByRole('listitem').filter({ hasText: 'It crashes at 360' })
  await entry.getByRole('button', { name: 'Why do I get this?' }).click()
  await entry.getByRole('note').getByText('An answer to a form made this item').waitFor()
  await page.goto(board)
  await page.getByRole('tab', { name: 'Form' }).click()
  await page.getByRole('tab', { name: 'Build' }).click()
  const hearers = page.getByRole('region', { name: 'Who hears of answers' })
  await hearers.getByLabel('Told in their inbox').click()
  await page.getByRole('option', { name: 'People whom I choose' }).click()
  await hearers.getByText('Nobody is told of answers.').waitFor()
  await hearers.getByRole('button', { name: 'Add somebody' }).click()
  await page.getByRole('menuitem', { name: maya.name }).click()
  await hearers.getByRole('listitem').filter({ hasText: maya.name }).waitFor()
  expect(await seriousFindings(page)).toEqual([])
  await hearers.getByRole('button', { name: `Tell ${maya.name} no more` }).click()
  await hearers.getByText('Nobody is told of answers.').waitFor()
  await page.getByRole('button', { name: /^Save/ }).first().click()
})

test('a form that has all its answers says so, and a link that is taken back opens nothing', async () => {
  const { page } = owner
  await page.goto(board)
  await page.getByRole('tab', { name: 'Form' }).click()
  await page.getByRole('tab', { name: 'Share' }).click()
  await page.getByText('2 answers').waitFor()
  await page.getByLabel('Most answers').fill('2')
  await page.keyboard.press('Tab')
  const stranger = await openWindow(browser)
  await expect
    .poll(
      async () => {
        await stranger.page.goto(link)
        return stranger.page.getByRole('heading').textContent()
      },
      { timeout: 30_000 },
    )
    .toBe('This form is full')
  expect(await seriousFindings(stranger.page)).toEqual([])
  await page.getByRole('button', { name: 'Take the link back' }).click()
  await page.getByRole('button', { name: 'Make the link' }).waitFor()
  await stranger.page.goto(link)
  await stranger.page.getByRole('heading', { name: 'No form here' }).waitFor()
  expect(await seriousFindings(stranger.page)).toEqual([])
  expectNoTroubles(owner)
})

test('a form that nobody named is called as its board by a click, where its link is made', async () => {
  const { page } = owner
  await page.goto(board)
  await page.getByRole('button', { name: 'Add view' }).click()
  await page.getByRole('menuitem', { name: 'Form' }).first().click()
  await page.getByRole('tab', { name: 'Form 2', selected: true }).waitFor()
  await page.getByRole('tab', { name: 'Share' }).click()
  const note = page.getByText('Whoever opens it reads the title “Form 2”.')
  await note.waitFor()
  expect(await seriousFindings(page)).toEqual([])
  await page.getByRole('button', { name: 'Call it “Bugs”' }).click()
  await note.waitFor({ state: 'detached' })
  await page.getByRole('tab', { name: 'Build' }).click()
  await page.getByRole('group', { name: 'Preview' }).getByRole('heading', { name: 'Bugs' }).waitFor()
})
