import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { expectNoTroubles, launchBrowser, openWindow, type Window } from './support/browser.ts'
import { pdfPages } from './support/pdf.ts'
import { makeBoard, maya, useLink } from './support/people.ts'
import { startFulcrum, type RunningFulcrum } from './support/server.ts'

let fulcrum: RunningFulcrum
let browser: Browser
let window: Window
let page: Page

const rows = 300
const newId = (): string => crypto.randomUUID().replace(/^(.{14})./, '$17')
const ids = Array.from({ length: rows }, newId)
let board = ''

/** Runs commands as the person does, from the page. */
async function run(commands: readonly { readonly command: string; readonly args: object }[]): Promise<void> {
  await page.evaluate(async (list) => {
    const headers = { 'content-type': 'application/json' }
    const answer = await fetch('/api/bulk', { method: 'POST', headers, body: JSON.stringify({ commands: list }) })
    if (!answer.ok) throw new Error(await answer.text())
  }, commands)
}

beforeAll(async () => {
  browser = await launchBrowser()
  fulcrum = await startFulcrum()
  window = await openWindow(browser, { theme: 'dark' })
  page = window.page
  await useLink(page, fulcrum.ownerLink, maya)
  board = new URL(await makeBoard(page, fulcrum.url, 'Paper')).pathname.split('/')[2] ?? ''
  await run(
    ids.map((id, row) => ({
      command: 'item.create',
      args: { board, id, title: `Line ${row} of the plan`, group: 1 },
    })),
  )
  await page.getByText(`${rows} items`).waitFor()
})

afterAll(async () => {
  await browser?.close()
  await fulcrum?.stop()
})

interface Printed {
  /** How the heads of tables come again, from `beforeprint` to `afterprint`. */
  readonly heads: string
  /** The text of each page. */
  readonly pages: readonly string[]
}

/** What is on paper. */
async function printed(): Promise<Printed> {
  await page.evaluate(`addEventListener('beforeprint', () => {
    const heads = document.querySelectorAll('.print-sheet thead')
    globalThis.heads = [...heads].map((head) => getComputedStyle(head).display).join()
  }, { once: true })`)
  const pdf = await page.pdf({ format: 'A4' })
  expect(await page.locator('.print-sheet').count()).toBe(0)
  // @NOTE the page made it, above.
  return { heads: (await page.evaluate('globalThis.heads')) as string, pages: pdfPages(pdf) }
}

/** Of lines with a number: those that are on paper whole, as often as they are. */
function numbersIn(pages: readonly string[], line: RegExp): number[] {
  return pages.flatMap((each) => [...each.matchAll(line)].map(([, number]) => Number(number)))
}

const all = Array.from({ length: rows }, (_, row) => row)

test('a table is printed whole, each row once and none cut, with its head on every page', async () => {
  expect(await page.locator('[data-row]').count()).toBeLessThan(rows)
  const { heads, pages } = await printed()
  expect(heads).toBe('table-header-group')
  expect(pages.length).toBeGreaterThan(5)
  for (const text of pages) expect(text).toContain('Status')
  expect(numbersIn(pages, /Line (\d+) of the plan/g)).toEqual(all)
})

test.each(['Kanban', 'Timeline'])('so is a %s, though it draws less', async (kind) => {
  await page.getByRole('button', { name: 'Add view' }).click()
  await page.getByRole('menuitem', { name: new RegExp(`^${kind}`) }).click()
  await page.getByRole('tab', { name: kind, selected: true }).waitFor()
  const found = numbersIn((await printed()).pages, /Line (\d+) of the plan/g)
  expect(found.sort((left, right) => left - right)).toEqual(all)
})

test('a form is printed as its questions, to be filled in by hand', async () => {
  await page.getByRole('button', { name: 'Add view' }).click()
  await page.getByRole('menuitem', { name: /^Form/ }).click()
  await page.getByRole('tab', { name: 'Form', selected: true }).waitFor()
  await page.getByRole('tab', { name: 'Build' }).waitFor()
  const { pages } = await printed()
  expect(pages.join()).toMatch(/Title.*Due/s)
  expect(pages.join()).not.toMatch(/Build|Share/)
  await page.getByRole('tab', { name: 'Table' }).click()
})

test('an item is printed with its cells, its sub-items and what was said, and not the board below it', async () => {
  const item = ids[4] ?? ''
  const below = all.slice(0, 60)
  const said = all.slice(0, 80)
  const content = said.map((at) => ({ type: 'paragraph', content: [{ type: 'text', text: `Word ${at} said` }] }))
  await run([
    ...below.map((at) => ({
      command: 'item.create',
      args: { board, id: newId(), title: `Part ${at} below`, parent: item },
    })),
    { command: 'update.post', args: { board, item, id: newId(), content: { type: 'doc', content } } },
  ])
  await page.locator('[data-row]').filter({ hasText: 'Line 4 of the plan' }).hover()
  await page.locator('[data-row]').filter({ hasText: 'Line 4 of the plan' }).getByText('Open', { exact: true }).click()
  const panel = page.getByRole('dialog', { name: /Line 4 of the plan/ })
  await panel.getByText('Word 79 said').waitFor()
  const { pages } = await printed()
  const text = pages.join()
  expect(text).toContain('Line 4 of the plan')
  expect(text).not.toContain('Line 5 of the plan')
  expect(numbersIn(pages, /Part (\d+) below/g)).toEqual(below)
  expect(numbersIn(pages, /Word (\d+) said/g)).toEqual(said)
})

test('the board is printed from its own menu, although an item lies over it', async () => {
  await page.evaluate(`globalThis.realPrint ??= print; globalThis.print = () => {
    dispatchEvent(new Event('beforeprint'))
    globalThis.heading = document.querySelector('.print-sheet h1').textContent
    dispatchEvent(new Event('afterprint'))
  }`)
  const heading = (): Promise<unknown> => page.evaluate('globalThis.heading')
  await page
    .getByRole('dialog', { name: /Line 4/ })
    .getByRole('button', { name: 'More', exact: true })
    .click()
  await page.getByRole('menuitem', { name: /^Print/ }).click()
  await expect.poll(heading).toBe('Line 4 of the plan')
  // The panel lies over it: it is reached by keys.
  await page.getByRole('button', { name: 'Menu of this board' }).press('Enter')
  await page.getByRole('menuitem', { name: /^Print/ }).press('Enter')
  await expect.poll(heading).toBe('Paper')
  await page.locator('.fu-menu').waitFor({ state: 'detached' })
  await page.keyboard.press('Control+p')
  await expect.poll(heading).toBe('Line 4 of the plan')
  await page
    .getByRole('dialog', { name: /Line 4 of the plan/ })
    .getByRole('button', { name: 'Close' })
    .click()
  await page.locator('.fu-panel').waitFor({ state: 'detached' })
})

test('nothing but the sheet is on paper, and its ink is dark also where the screen is', async () => {
  // What is drawn of the app's own parts takes its colours from the theme.
  const ink = (): Promise<unknown> =>
    page.evaluate(`(() => {
      const probe = document.createElement('i')
      probe.style.color = 'var(--text)'
      ;(document.querySelector('.print-sheet') ?? document.body).append(probe)
      const { color } = getComputedStyle(probe)
      probe.remove()
      return { theme: document.documentElement.dataset.theme, isDark: Math.max(...color.match(/[\\d.]+/g).slice(0, 3)) < 64 }
    })()`)
  expect(await ink()).toEqual({ theme: 'dark', isDark: false })
  await page.evaluate(`dispatchEvent(new Event('beforeprint'))`)
  await page.emulateMedia({ media: 'print' })
  expect(await ink()).toEqual({ theme: 'light', isDark: true })
  const colours = await page.evaluate(`(() => {
    const { color, backgroundColor } = getComputedStyle(document.querySelector('.print-sheet'))
    return { color, backgroundColor }
  })()`)
  expect(colours).toEqual({ color: 'rgb(22, 24, 29)', backgroundColor: 'rgb(255, 255, 255)' })
  expect(await page.locator('body > :not(.print-sheet):visible').count()).toBe(0)
  await page.evaluate(`dispatchEvent(new Event('afterprint'))`)
  await page.emulateMedia({ media: null })
  expect(await ink()).toEqual({ theme: 'dark', isDark: false })
})

test('a doc is printed whole, without what is around it', async () => {
  await page
    .getByRole('button', { name: /^Add to / })
    .first()
    .click()
  await page.getByRole('menuitem', { name: 'New doc' }).click()
  await page.getByLabel('Name', { exact: true }).fill('Chapter')
  await page.getByRole('button', { name: 'Create doc' }).click()
  await page.locator('.doc-text').focus()
  const text = all.slice(0, 150).map((at) => `Sentence ${at} here`)
  await page.evaluate(`{
    const clipboardData = new DataTransfer()
    clipboardData.setData('text/plain', ${JSON.stringify(text.join('\n\n'))})
    const paste = new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true })
    document.querySelector('.doc-text').dispatchEvent(paste)
  }`)
  await page.getByText('Sentence 149 here').waitFor()
  const { pages } = await printed()
  expect(pages.length).toBeGreaterThan(2)
  expect(numbersIn(pages, /Sentence (\d+) here/g)).toEqual(all.slice(0, 150))
  expect(pages.join()).not.toMatch(/Inbox|Share/)
})

test('nothing went wrong on the way', () => expectNoTroubles(window))
