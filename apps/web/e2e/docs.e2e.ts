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
let address = ''

beforeAll(async () => {
  browser = await launchBrowser()
  fulcrum = await startFulcrum()
  left = await openWindow(browser)
  right = await openWindow(browser)
  await useLink(left.page, fulcrum.ownerLink, maya)
  await makeBoard(left.page, fulcrum.url, 'Platform')
  await useLink(right.page, await inviteByLink(left.page, fulcrum.url), ali)
  await left.page.goto(fulcrum.url)
})

afterAll(async () => {
  await browser?.close()
  await fulcrum?.stop()
})

const text = (page: Page) => page.getByRole('textbox', { name: 'Text of the doc', exact: true })
const saved = (page: Page) => page.locator('.doc-status').filter({ hasText: /^Saved$/ })

/** What a doc says, block by block, without what only this window shows: cursors of others, and how far items are. */
function lines(page: Page): Promise<string[]> {
  return page.evaluate<
    string[]
  >(`[...document.querySelectorAll('.doc-text :is(p, h1, h2, h3, pre):not(.doc-drawing *)')]
    .map((block) => {
      const shown = block.cloneNode(true)
      for (const aside of shown.querySelectorAll('.doc-caret, .doc-item .fu-label')) aside.remove()
      return shown.textContent.replaceAll('\\u2060', '').trim()
    })
    .filter((line) => line !== '')`)
}

async function type(page: Page, words: string): Promise<void> {
  await text(page).focus()
  await page.keyboard.press('Control+End')
  await page.keyboard.type(words)
}

test('a doc is made in a workspace, and its name is written at its head', async () => {
  const { page } = left
  await page
    .getByRole('button', { name: /^Add to / })
    .first()
    .click()
  await page.getByRole('menuitem', { name: 'New doc' }).click()
  await page.getByLabel('Name', { exact: true }).fill('Search')
  await page.getByRole('button', { name: 'Create doc' }).click()
  const title = page.getByRole('textbox', { name: 'Name of the doc' })
  await title.fill('Search design')
  await title.press('Enter')
  await page.getByRole('navigation').getByRole('link', { name: 'Search design' }).waitFor()
  await text(page).waitFor()
  address = page.url()
  expect(address).toMatch(/\/d\/doc_/)
})

test('headings, lists, checklists, tables, code and callouts come by what is typed and by the menu behind a slash', async () => {
  const { page } = left
  await type(page, '## Goals\n- fast\nand **bold** words\n\n\n[ ] measure it\n\n\n')
  await page.keyboard.type('/tab')
  await page.getByRole('option', { name: 'Table' }).waitFor()
  await page.keyboard.press('Enter')
  await page.keyboard.type('Index')
  await page.keyboard.press('Tab')
  await page.keyboard.type('Size')
  await expect.poll(() => text(page).locator('th').allTextContents()).toEqual(['Index', 'Size', ''])
  await expect.poll(() => text(page).locator('h2').innerText()).toBe('Goals')
  await expect.poll(() => text(page).locator('ul li').count()).toBeGreaterThan(1)
  expect(await text(page).locator('strong').innerText()).toBe('bold')
  await text(page).locator('input[type="checkbox"]').check()
  await expect.poll(() => text(page).locator('li[data-checked="true"]').count()).toBe(1)
  await saved(page).waitFor()
  // The server took all of it: another browser shows the same.
  await right.page.goto(address)
  await expect.poll(() => lines(right.page)).toEqual(await lines(page))
})

test('two people write at once, see each other, and both end with the same', async () => {
  await type(left.page, '')
  await right.page.locator('.doc-caret-name', { hasText: 'Maya' }).waitFor()
  const before = await lines(left.page)
  await Promise.all([
    (async () => {
      await text(left.page).locator('h2').click()
      await left.page.keyboard.press('End')
      await left.page.keyboard.type(' of the first release', { delay: 5 })
    })(),
    (async () => {
      await text(right.page).locator('li').first().click()
      await right.page.keyboard.press('End')
      await right.page.keyboard.type(' for a million items', { delay: 5 })
    })(),
  ])
  await expect.poll(() => lines(left.page)).toContain('Goals of the first release')
  await expect.poll(() => lines(left.page)).toContain('fast for a million items')
  await expect.poll(async () => (await lines(left.page)).join() === (await lines(right.page)).join()).toBe(true)
  expect((await lines(left.page)).length).toBe(before.length)
})

test('what is written without a connection is kept, also over a reload of the other, and both end with the same', async () => {
  await right.context.setOffline(true)
  await right.page.locator('.doc-status', { hasText: 'Offline' }).waitFor()
  await text(right.page).locator('h2').click()
  await right.page.keyboard.press('End')
  await right.page.keyboard.type(', written on a train', { delay: 5 })
  await right.page.locator('.doc-status', { hasText: 'Offline, kept here' }).waitFor()
  await text(left.page).locator('li').first().click()
  await left.page.keyboard.press('End')
  await left.page.keyboard.type(' and more', { delay: 5 })
  await saved(left.page).waitFor()
  await left.page.reload()
  await expect.poll(() => lines(left.page)).toContain('fast for a million items and more')
  expect(await lines(left.page)).not.toContain('Goals of the first release, written on a train')
  await right.context.setOffline(false)
  await expect
    .poll(() => lines(left.page), { timeout: 45_000 })
    .toContain('Goals of the first release, written on a train')
  await expect.poll(() => lines(right.page)).toEqual(await lines(left.page))
  await saved(right.page).waitFor()
})

test('the undo of the text takes back what oneself wrote, and leaves what others wrote', async () => {
  await text(left.page).locator('h2').click()
  await left.page.keyboard.press('End')
  await left.page.keyboard.type('!!!')
  await expect.poll(() => lines(right.page)).toContain('Goals of the first release, written on a train!!!')
  await text(right.page).locator('li').first().click()
  await right.page.keyboard.press('End')
  await right.page.keyboard.type(' indeed')
  await expect.poll(() => lines(left.page)).toContain('fast for a million items and more indeed')
  await text(left.page).focus()
  await left.page.keyboard.press('Control+z')
  await expect.poll(() => lines(left.page)).toContain('Goals of the first release, written on a train')
  await expect.poll(() => lines(right.page)).toContain('fast for a million items and more indeed')
})

test('people are named by an at, and text is marked by the bar at the selection', async () => {
  const { page } = left
  await text(page).locator('h2').click()
  await page.keyboard.press('End')
  await page.keyboard.press('Enter')
  await page.keyboard.type('Ask @Ali')
  await page.getByRole('option', { name: 'Ali Brandt' }).waitFor()
  await page.keyboard.press('Enter')
  await text(page).locator('.doc-mention', { hasText: '@Ali Brandt' }).waitFor()
  await page.keyboard.press('Shift+Home')
  await page.getByRole('toolbar', { name: 'Format' }).getByRole('button', { name: 'Italic' }).click()
  await expect.poll(() => text(page).locator('em').allInnerTexts()).not.toEqual([])
  await text(right.page).locator('.doc-mention', { hasText: '@Ali Brandt' }).waitFor()
})

/** Pastes what a clipboard holds, by its kinds. */
function paste(page: Page, kinds: Readonly<Record<string, string>>): Promise<void> {
  return page.evaluate(`{
    const board = new DataTransfer()
    for (const [kind, words] of Object.entries(${JSON.stringify(kinds)})) board.setData(kind, words)
    const paste = new ClipboardEvent('paste', { clipboardData: board, bubbles: true, cancelable: true })
    document.querySelector('.doc-text').dispatchEvent(paste)
  }`)
}

test('a link that would run is none', async () => {
  const { page } = left
  await type(page, '')
  const html =
    '<p>pasted <a href="javascript:alert(1)">bad</a> <img src="x" onerror="alert(1)"> <script>alert(1)</script></p>'
  await paste(page, { 'text/html': html })
  await expect.poll(() => text(page).innerText()).toContain('pasted bad')
  await saved(page).waitFor()
  expect(await text(page).locator('a, img[src], script').count()).toBe(0)
})

const markdown = [
  '# Release plan',
  '',
  'Ships on **Friday**, see [the board](https://a.example/b).',
  '',
  '- [x] freeze',
  '- [ ] tag <script>alert(1)</script>',
  '',
  '| Part | Owner |',
  '|---|---|',
  '| `api` | Ali |',
  '',
  '![pixel](https://evil.example/pixel.png) [run](javascript:alert(1))',
].join('\n')

test('Markdown that is pasted is what it means, as one step, and what would run in it is words', async () => {
  const { page } = left
  await type(page, '')
  const before = await lines(page)
  // An editor of code copies colours beside the words.
  await paste(page, { 'text/plain': markdown, 'text/html': '<div><span style="color:red"># Release</span></div>' })
  await text(page).locator('h1', { hasText: 'Release plan' }).waitFor()
  expect(await text(page).locator('li[data-checked="true"]', { hasText: 'freeze' }).count()).toBe(1)
  expect(await text(page).locator('li[data-checked="false"]', { hasText: '<script>alert(1)</script>' }).count()).toBe(1)
  expect(await text(page).locator('td code', { hasText: 'api' }).count()).toBe(1)
  expect(await text(page).locator('script, img[src*="evil"], a[href^="javascript"]').count()).toBe(0)
  await text(right.page).locator('h1', { hasText: 'Release plan' }).waitFor()
  await page.keyboard.press('Control+z')
  await expect.poll(() => lines(page)).toEqual(before)
})

interface Labelled {
  readonly labels: readonly { readonly number: number; readonly name: string }[]
}

/** Asks the server as the page's person does. */
function ask<T>(page: Page, name: string, args: object): Promise<T> {
  // @NOTE each caller knows what is answered.
  return page.evaluate(
    async ([path, body]) => {
      const headers = { 'content-type': 'application/json' }
      const said = await fetch(`/api/${String(path)}`, { method: 'POST', headers, body: JSON.stringify(body) })
      if (!said.ok) throw new Error(await said.text())
      return (await said.json()) as unknown
    },
    [name, args] as const,
  ) as Promise<T>
}

let taken = 0

test('entries of a checklist become items by a key, a button, a bar and the menu, once, and show how far these are', async () => {
  const { page } = left
  // Those of a try that failed stay where they are.
  taken += 1
  const [write, read, show] = ['Write tests', 'Read tests', 'Show tests'].map((words) => `${words} ${taken}`)
  const entry = (words = '', of = page) => text(of).locator('li[data-checked]', { hasText: words })
  const chip = (words = '', of = page) => entry(words, of).locator('.doc-item')
  const dialog = page.getByRole('dialog', { name: /^Make/ })
  await type(page, `\n\n[ ] ${write}\n${read}\n${show} /make`)
  await page.getByRole('option', { name: 'Make an item of this' }).waitFor()
  await page.keyboard.press('Enter')
  await dialog.getByText(String(show)).waitFor()
  await dialog.getByRole('button', { name: 'Make item', exact: true }).click()
  await chip(show)
    .filter({ hasText: /^PLAT-\d+$/ })
    .waitFor()
  // What is selected becomes items together; the one that has its item is left alone.
  await entry(write)
    .locator('p')
    .click({ position: { x: 3, y: 8 } })
  await entry(show)
    .locator('p')
    .click({ position: { x: 20, y: 8 }, modifiers: ['Shift'] })
  await page.getByRole('toolbar', { name: 'Format' }).getByRole('button', { name: 'Make an item of this' }).click()
  await dialog.getByText('One line has its item already.').waitFor()
  await dialog.getByRole('button', { name: 'Make 2 items' }).click()
  await page.getByText('2 items made on Platform').waitFor()
  for (const words of [write, read]) await chip(words).waitFor()
  // The note stays for some seconds.
  await page.getByRole('button', { name: 'Undo', exact: true }).click()
  await chip(write).waitFor({ state: 'detached' })
  await saved(page).waitFor()
  // The other sees what is left, and how far it is, as that changes.
  const seen = chip(show, right.page)
  await seen.waitFor()
  const [board] = (await ask<{ boards: { id: string }[] }>(page, 'tree.list', {})).boards
  const { columns } = await ask<{ columns: { number: number; role: string | null; settings: Labelled }[] }>(
    page,
    'board.get',
    { board: board?.id },
  )
  const status = columns.find(({ role }) => role === 'status')
  const done = status?.settings.labels.find(({ name }) => name === 'Done')
  const rows = [await seen.getAttribute('data-id')]
  await ask(page, 'item.setCells', { board: board?.id, column: status?.number, rows, values: [done?.number] })
  await seen.locator('.fu-label', { hasText: 'Done' }).waitFor()
  await entry(read).hover()
  await entry(read).getByTitle('Make an item of this').click()
  await dialog.getByText(String(read)).waitFor()
  await page.keyboard.press('Enter')
  await chip(read).waitFor()
  // A second time opens it.
  await entry(show)
    .locator('p')
    .click({ position: { x: 3, y: 8 } })
  await page.keyboard.press('Control+Shift+Enter')
  await page.getByRole('dialog', { name: new RegExp(`^PLAT-\\d+ ${show}$`) }).waitFor()
  await page.goto(address)
  await chip(show).waitFor()
})

test('a diagram is drawn below its words, in a frame without rights, and one that asks too much says so', async () => {
  const { page } = left
  const before = await lines(page)
  const drawing = text(page).locator('.doc-drawing')
  const picture = drawing.locator('img')
  const source = async (): Promise<string> => decodeURIComponent((await picture.getAttribute('src')) ?? '')
  const colour = async (): Promise<string> => /fill:(#\w+)/.exec(await source())?.[1] ?? ''
  const undo = async (): Promise<void> => {
    await page.keyboard.press('Control+z')
    await expect.poll(() => lines(page)).toEqual(before)
  }
  /** What was typed may be several steps. */
  const takeBack = async (): Promise<void> => {
    for (let steps = 0; steps < 20 && (await lines(page)).join() !== before.join(); steps++) {
      await page.keyboard.press('Control+z')
    }
    await expect.poll(() => lines(page)).toEqual(before)
  }
  const show = async (...words: string[]): Promise<void> => {
    await type(page, '')
    await paste(page, { 'text/plain': ['```mermaid', ...words, '```'].join('\n') })
    await drawing.first().waitFor()
  }
  await show('flowchart LR', '  A["<script>alert(1)</script>"] --> B[Done]', '  click A "javascript:alert(1)"')
  await picture.waitFor()
  // As wide as it says that it is: what is no picture has no size.
  await expect.poll(async () => (await picture.boundingBox())?.width).toBeGreaterThan(150)
  expect(await page.locator('iframe').getAttribute('sandbox')).toBe('allow-scripts')
  expect(/javascript:|<script|<foreignObject/.test(await source())).toBe(false)
  const light = await colour()
  await page.emulateMedia({ colorScheme: 'dark' })
  await expect.poll(colour).not.toBe(light)
  await page.emulateMedia({ colorScheme: 'light' })
  await expect.poll(colour).toBe(light)
  // What is wrong is said, with its line, below what was drawn last.
  await type(page, '\n  B --> ')
  await drawing.getByText(/^Line 4 is not understood:/).waitFor()
  expect(await picture.isVisible()).toBe(true)
  await takeBack()
  const many = (name: string, count: number) => Array.from({ length: count }, (_, at) => `${name}${at}`).join(' & ')
  await show('flowchart LR', `  ${many('a', 21)} --> ${many('b', 21)}`)
  await drawing.getByText('more than 400 lines between its parts').waitFor()
  await undo()
  await show('flowchart LR', `  A["${'x'.repeat(20_000)}"]`)
  await drawing.getByText('more than 20,000 signs').waitFor()
  await undo()
  // While one within the limits is drawn for seconds, the page goes on.
  await show('flowchart LR', `  ${many('a', 19)} --> ${many('b', 19)}`)
  await drawing.and(page.locator('[data-state="drawing"]')).waitFor()
  await text(page).locator('h2').click()
  await page.keyboard.press('End')
  await page.keyboard.type(' on time')
  await expect.poll(() => lines(right.page)).toContain(`${before[0]} on time`)
  await drawing.locator('img, p').first().waitFor()
  await takeBack()
})

test('a file of Markdown becomes a doc under its heading, and what is no text says so', async () => {
  const { page } = left
  const choose = async (file: { name: string; mimeType: string; buffer: Buffer }): Promise<void> => {
    await page
      .getByRole('button', { name: /^Add to / })
      .first()
      .click()
    const asked = page.waitForEvent('filechooser')
    await page.getByRole('menuitem', { name: 'Import Markdown file' }).click()
    await (await asked).setFiles(file)
  }
  await choose({ name: 'binary.md', mimeType: 'text/markdown', buffer: Buffer.from([0xff, 0xfe, 0x00]) })
  await page.getByText('“binary.md” is no text').waitFor()
  await choose({ name: 'plan.md', mimeType: 'text/markdown', buffer: Buffer.from(markdown) })
  await page.getByRole('navigation').getByRole('link', { name: 'Release plan' }).waitFor()
  await text(page).locator('th', { hasText: 'Owner' }).waitFor()
  expect(await page.getByRole('textbox', { name: 'Name of the doc' }).inputValue()).toBe('Release plan')
  await saved(page).waitFor()
  // It is with the server: another browser reads it.
  await right.page.goto(page.url())
  await text(right.page).locator('td code', { hasText: 'api' }).waitFor()
  for (const { page: each } of [left, right]) await each.goto(address)
  await text(left.page).locator('h2').waitFor()
})

test('a text that is kept under a name is compared with what came after, and restored', async () => {
  const { page } = left
  const versions = async (): Promise<void> => {
    await page.getByRole('button', { name: 'Menu of the doc' }).click()
    await page.getByRole('menuitem', { name: 'Versions' }).click()
  }
  const before = await lines(page)
  await versions()
  await page.getByRole('button', { name: 'Keep this text' }).click()
  await page.getByRole('dialog').getByLabel('Name').fill('Before the review')
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: /^Before the review/ }).waitFor()
  await page.getByRole('button', { name: 'Close', exact: true }).click()
  await text(page).locator('h2').click()
  await page.keyboard.press('End')
  await page.keyboard.type(' and reviewed')
  await expect.poll(() => lines(right.page)).toContain('Goals of the first release, written on a train and reviewed')
  await versions()
  await page.getByRole('button', { name: /^Before the review/ }).click()
  await page.locator('.doc-diff ins', { hasText: 'and reviewed' }).waitFor()
  await page.getByRole('button', { name: 'Restore this version' }).click()
  await expect.poll(() => lines(page)).toEqual(before)
  await expect.poll(() => lines(right.page)).toEqual(before)
})

test('a press in the empty room below the text goes on behind its last block', async () => {
  const page = await left.context.newPage()
  await page.goto(fulcrum.url)
  await page
    .getByRole('button', { name: /^Add to / })
    .first()
    .click()
  await page.getByRole('menuitem', { name: 'New doc' }).click()
  await page.getByLabel('Name', { exact: true }).fill('Room below')
  await page.getByRole('button', { name: 'Create doc' }).click()
  await type(page, '```ts one()')
  const below = async (words: string): Promise<void> => {
    await page.mouse.click(700, 700)
    await page.keyboard.type(words)
  }
  await below('two')
  await expect.poll(() => lines(page)).toEqual(['one()', 'two'])
  await page.getByRole('textbox', { name: 'Name of the doc' }).click()
  await below(' three')
  await expect.poll(() => lines(page)).toEqual(['one()', 'two three'])
  await page.close()
})

test('nothing serious stands in the way of those who hear or see less, in either theme, and a narrow page holds it', async () => {
  for (const theme of ['light', 'dark'] as const) {
    await left.page.emulateMedia({ colorScheme: theme })
    expect(await seriousFindings(left.page)).toEqual([])
  }
  await left.page.setViewportSize({ width: 360, height: 740 })
  expect(await left.page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(360)
  await left.page.setViewportSize({ width: 1280, height: 800 })
})

test('a deleted doc is closed to who has it open, and comes back by undo', async () => {
  const { page } = left
  await page.getByRole('button', { name: 'Menu of the doc' }).click()
  await page.getByRole('menuitem', { name: 'Delete' }).click()
  await right.page.getByText('This doc does not exist, is in the trash').waitFor()
  await page.getByRole('button', { name: 'Undo' }).click()
  await page.getByRole('navigation').getByRole('link', { name: 'Search design' }).click()
  await expect.poll(() => lines(page)).toContain('fast for a million items and more indeed')
  await right.page.reload()
  await expect.poll(() => lines(right.page)).toEqual(await lines(page))
  expectNoTroubles(left, right)
})
