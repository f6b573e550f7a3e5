import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addItems, columnId, takesKeys } from './support/boards.ts'
import { expectNoTroubles, launchBrowser, openWindow, type Window } from './support/browser.ts'
import { ali, inviteByLink, makeBoard, maya, useLink } from './support/people.ts'
import { startFulcrum, type RunningFulcrum } from './support/server.ts'
import { askAs, idIn, type Post } from './support/stage.ts'
import { layWire, type Wire } from './support/wire.ts'

// An hour without a connection, by clocks that are an hour wrong: one goes ahead while it is away, the other behind.

const hourMs = 3_600_000

let fulcrum: RunningFulcrum
let browser: Browser
/** Both go by it, and are cut off together. */
let wire: Wire
let ahead: Window
let behind: Window
let onlooker: Window
let ask: Post
let board: string
let points: number
const begun = Date.now()

/** A clock of the page that can be moved: `moveClock(ms)`. */
const movable = `{
  const Real = Date
  let shift = 0
  class Moved extends Real {
    constructor(...given) {
      if (given.length === 0) super(Real.now() + shift)
      else super(...given)
    }
    static now() { return Real.now() + shift }
  }
  globalThis.Date = Moved
  globalThis.moveClock = (ms) => { shift = ms; localStorage.setItem('clock of a test', String(ms)) }
  try { shift = Number(localStorage.getItem('clock of a test')) || 0 } catch {}
}`

async function moveClocks(): Promise<void> {
  await ahead.page.evaluate(`moveClock(${hourMs})`)
  await behind.page.evaluate(`moveClock(${-hourMs})`)
}

beforeAll(async () => {
  browser = await launchBrowser()
  fulcrum = await startFulcrum()
  wire = await layWire(fulcrum.url)
  ahead = await openWindow(browser)
  behind = await openWindow(browser)
  for (const { context } of [ahead, behind]) await context.addInitScript(movable)
  await useLink(ahead.page, fulcrum.ownerLink.replace(fulcrum.url, wire.url), maya)
  await useLink(behind.page, await inviteByLink(ahead.page, wire.url), ali)
  const address = await makeBoard(ahead.page, wire.url, 'Clocks')
  board = idIn(address)
  // Somebody looks on from a place whose line and clock are as they should be.
  onlooker = await openWindow(browser)
  await useLink(
    onlooker.page,
    await inviteByLink(ahead.page, wire.url).then((link) => link.replace(wire.url, fulcrum.url)),
    {
      name: 'Cleo Hart',
      email: 'cleo@example.org',
    },
  )
  ask = askAs(onlooker.page)
  await ask('/api/column.create', {
    board,
    id: crypto.randomUUID(),
    title: 'Points',
    kind: 'number',
    settings: { unit: '', unitPlace: 'after' },
  })
  for (let at = 0; at < 10; at++) {
    await ask('/api/item.create', { board, id: crypto.randomUUID(), title: `Task ${at}`, group: 1 })
  }
  for (const { page } of [ahead, behind]) {
    await page.goto(address)
    await takesKeys(page)
    await cell(page, 'Task 9', 'title').waitFor()
  }
  points = Number(await columnId(ahead.page, 'Points'))
})

afterAll(async () => {
  await browser?.close()
  wire?.close()
  await fulcrum?.stop()
})

function cell(page: Page, title: string, column: number | 'title'): Locator {
  const line = page
    .locator('[data-row]')
    .filter({ has: page.locator('.fb-title', { hasText: new RegExp(`^${title}$`) }) })
  return line.first().locator(`[data-col="${column}"]`)
}

async function write(page: Page, title: string, column: number | 'title', words: string): Promise<void> {
  await cell(page, title, column).focus()
  await page.keyboard.type(words)
  await page.keyboard.press('Enter')
}

interface Item {
  readonly title: string
  readonly createdAt?: unknown
  readonly updatedAt?: unknown
  readonly cells: Readonly<Record<string, unknown>>
}

async function items(): Promise<readonly Item[]> {
  return (await ask<{ readonly items: readonly Item[] }>('/api/item.list', { board, limit: 100 })).items
}

async function titles(page: Page): Promise<string[]> {
  return page.locator('[data-row] .fb-title').allTextContents()
}

async function offline(): Promise<void> {
  for (const { page } of [ahead, behind]) await page.evaluate('navigator.serviceWorker.ready.then(() => true)')
  wire.cut()
  for (const { page } of [ahead, behind]) await page.getByText('Offline').first().waitFor()
}

test('edits of two people whose clocks went wrong while they were away all come, and both see the same', async () => {
  await offline()
  await moveClocks()
  for (let at = 0; at < 5; at++) await write(ahead.page, `Task ${at}`, points, String(100 + at))
  for (let at = 5; at < 10; at++) await write(behind.page, `Task ${at}`, points, String(200 + at))
  await write(ahead.page, 'Task 7', 'title', 'Said by Maya')
  await write(behind.page, 'Task 2', 'title', 'Said by Ali')
  await addItems(ahead.page, 'New of Maya 1', 'New of Maya 2', 'New of Maya 3')
  await addItems(behind.page, 'New of Ali 1', 'New of Ali 2', 'New of Ali 3')
  // What waits outlives the page, by the wrong clock too.
  await ahead.page.reload()
  await takesKeys(ahead.page)
  await ahead.page.getByText('Offline. 9 changes wait to be sent.').waitFor()
  await behind.page.getByText('Offline. 9 changes wait to be sent.').waitFor()
  wire.mend()
  for (const { page } of [ahead, behind]) {
    await page.getByText('Offline.').waitFor({ state: 'detached', timeout: 60_000 })
    for (const name of ['New of Maya 3', 'New of Ali 3', 'Said by Maya', 'Said by Ali']) {
      await page.locator('[data-row]').filter({ hasText: name }).waitFor()
    }
  }
  await expect.poll(async () => (await titles(ahead.page)).join() === (await titles(behind.page)).join()).toBe(true)
  const all = await items()
  expect(all).toHaveLength(16)
  const wanted = Array.from({ length: 10 }, (_, at) => (at < 5 ? 100 + at : 200 + at))
  expect(all.slice(0, 10).map(({ cells }) => cells[points])).toEqual(wanted)
  const named = all.map(({ title }) => title)
  expect([named[7], named[2]]).toEqual(['Said by Maya', 'Said by Ali'])
  // Those that one of them made stand in the order in which they were made.
  for (const who of ['Maya', 'Ali']) {
    const shown = (await titles(behind.page)).filter((title) => title.startsWith(`New of ${who}`))
    expect(shown).toEqual([1, 2, 3].map((at) => `New of ${who} ${at}`))
  }
})

test('one cell that both wrote is the one that came last, whatever their clocks say, and both values are told', async () => {
  await offline()
  await write(ahead.page, 'Task 0', points, '11')
  await write(behind.page, 'Task 0', points, '22')
  wire.mend()
  for (const { page } of [ahead, behind])
    await page.getByText('Offline.').waitFor({ state: 'detached', timeout: 60_000 })
  const told = (page: Page) => page.getByText(/1 cell changed elsewhere while you were offline/)
  await expect.poll(async () => (await told(ahead.page).count()) + (await told(behind.page).count())).toBe(1)
  const [late, value, other] = (await told(ahead.page).count()) === 1 ? [ahead, 11, 22] : [behind, 22, 11]
  await expect.poll(async () => (await items())[0]?.cells[points]).toBe(value)
  await late.page.getByRole('button', { name: 'Look' }).click()
  const dialog = late.page.getByRole('dialog', { name: 'Waiting for your decision' })
  await dialog
    .locator('.queue-conflict')
    .getByRole('definition')
    .filter({ hasText: String(other) })
    .first()
    .waitFor()
  await late.page.keyboard.press('Escape')
  for (const { page } of [ahead, behind])
    await expect.poll(() => cell(page, 'Task 0', points).textContent()).toBe(String(value))
})

test('nothing of it is told as done in the future or an hour ago', async () => {
  const path = `/api/changes?scope=board_${board.replaceAll('-', '')}&limit=200`
  const { changes } = await onlooker.page.evaluate<{ changes: readonly { at: string | number }[] }>(
    `fetch('${path}').then((answer) => answer.json())`,
  )
  expect(changes.length).toBeGreaterThan(10)
  for (const { at } of changes) {
    const ms = typeof at === 'number' ? at : Date.parse(at)
    expect(ms).toBeGreaterThan(begun - 60_000)
    expect(ms).toBeLessThan(Date.now() + 60_000)
  }
  // The page of a wrong clock counts by the server's.
  for (const { page } of [ahead, behind]) {
    await page.goto(
      `${page
        .url()
        .replace(/[?#].*/, '')
        .replace(/\/i\/\d+$/, '')}/i/7`,
    )
    await page.getByRole('dialog').getByRole('tab', { name: 'Activity' }).click()
    const entries = page.locator('.item-activity')
    await entries.getByText('Said by Maya').first().waitFor()
    expect(await entries.innerText()).not.toMatch(/\bin (1|an) hour|\b(1|an) hour ago|in \d\d minutes/)
  }
})

const text = (page: Page) => page.getByRole('textbox', { name: 'Text of the doc', exact: true })

/** What the doc says, line by line, without the cursors of others. */
function lines(page: Page): Promise<string[]> {
  return page.evaluate<string[]>(`[...document.querySelectorAll('.doc-text p')].map((block) => {
    const shown = block.cloneNode(true)
    for (const caret of shown.querySelectorAll('.doc-caret')) caret.remove()
    return shown.textContent.replaceAll('\\u2060', '').trim()
  }).filter((line) => line !== '')`)
}

test('what both write into a doc meanwhile stands there whole, each sentence in its order, the same for both', async () => {
  const doc = crypto.randomUUID()
  const { workspaceId: workspace } = await ask<{ workspaceId: string }>('/api/board.get', { board })
  await ask('/api/doc.create', { doc, workspace, name: 'Notes' })
  const address = `${wire.url}/d/doc_${doc.replaceAll('-', '')}`
  for (const { page } of [ahead, behind]) {
    await page.goto(address)
    await text(page).waitFor()
  }
  await text(ahead.page).focus()
  await ahead.page.keyboard.type('Before.')
  await expect.poll(() => lines(behind.page)).toEqual(['Before.'])
  await offline()
  for (const [{ page }, words] of [
    [ahead, ['Maya one two three four five', 'Maya six seven']],
    [behind, ['Ali one two three four five', 'Ali six seven']],
  ] as const) {
    await text(page).focus()
    await page.keyboard.press('Control+End')
    for (const line of words) {
      await page.keyboard.press('Enter')
      await page.keyboard.type(line)
    }
    await page.locator('.doc-status', { hasText: 'Offline, kept here' }).waitFor()
  }
  wire.mend()
  for (const { page } of [ahead, behind]) {
    await expect.poll(async () => (await lines(page)).length, { timeout: 60_000 }).toBe(5)
    await page
      .locator('.doc-status')
      .filter({ hasText: /^Saved$/ })
      .waitFor()
  }
  const said = await lines(ahead.page)
  expect(await lines(behind.page)).toEqual(said)
  expect(said[0]).toBe('Before.')
  for (const who of ['Maya', 'Ali']) {
    const own = said.filter((line) => line.startsWith(who))
    expect(own).toEqual([`${who} one two three four five`, `${who} six seven`])
    // Neither came between the lines of the other.
    expect(said.indexOf(own[1] ?? '') - said.indexOf(own[0] ?? '')).toBe(1)
  }
})

test('nothing went wrong on the way', () => expectNoTroubles(ahead, behind, onlooker))
