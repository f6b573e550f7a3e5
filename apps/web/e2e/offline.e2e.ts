import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addItems, columnId, takesKeys } from './support/boards.ts'
import { expectNoTroubles, launchBrowser, openWindow, type Window } from './support/browser.ts'
import { ali, inviteByLink, makeBoard, maya, signIn, useLink } from './support/people.ts'
import { startFulcrum, type RunningFulcrum } from './support/server.ts'
import { layWire, type Wire } from './support/wire.ts'

let fulcrum: RunningFulcrum
let browser: Browser
let wire: Wire
/** Maya, who is cut off. */
let away: Window
/** Ali, who is not. */
let there: Window
let page: Page
/** The board's id. */
let board: string
/** Where the columns of points and of the status stand. */
let points: number
let status: number

const rows = 20
const title = (row: number): string => `Task ${String(row).padStart(2, '0')}`
const newId = (): string => crypto.randomUUID().replace(/^(.{14})./, '$17')

beforeAll(async () => {
  browser = await launchBrowser()
  fulcrum = await startFulcrum()
  wire = await layWire(fulcrum.url)
  away = await openWindow(browser)
  there = await openWindow(browser)
  page = away.page
  await useLink(page, fulcrum.ownerLink.replace(fulcrum.url, wire.url), maya)
  await useLink(there.page, await inviteByLink(page, wire.url), ali)
  board = new URL(await makeBoard(page, wire.url, 'On the train')).pathname.split('/')[2] ?? ''
  const items = Array.from({ length: rows }, (_, row) => ({
    command: 'item.create',
    args: { board, id: newId(), title: title(row), group: 1 },
  }))
  const column = { command: 'column.create', args: { board, id: newId(), title: 'Points', kind: 'number' } }
  await ask('bulk', { commands: [column, ...items] })
  points = Number(await columnId(page, 'Points'))
  status = Number(await columnId(page, 'Status'))
})

afterAll(async () => {
  await browser?.close()
  wire?.close()
  await fulcrum?.stop()
})

/** Asks for something, or runs commands, as Ali does. */
async function ask<T>(name: string, body: object): Promise<T> {
  const answer = await there.page.evaluate(
    async ([path, args]) => {
      const headers = { 'content-type': 'application/json' }
      const said = await fetch(`/api/${String(path)}`, { method: 'POST', headers, body: JSON.stringify(args) })
      const text = await said.text()
      if (!said.ok || text.includes('"ok":false')) throw new Error(text.slice(0, 500))
      return JSON.parse(text) as unknown
    },
    [name, body] as const,
  )
  // @NOTE whoever asks knows what is answered.
  return answer as T
}

interface Item {
  readonly row: number
  readonly title: string
  readonly cells: Readonly<Record<string, unknown>>
}

/** What the server has, in the order in which it was made. */
async function items(): Promise<readonly Item[]> {
  return (await ask<{ readonly items: readonly Item[] }>('item.list', { board, limit: 100 })).items
}

function cellOf(name: string, column: number | 'title'): Locator {
  const line = page.locator('[data-row]').filter({ has: page.locator('.fb-title', { hasText: name }) })
  return line.first().locator(`[data-col="${column}"]`)
}

/** Types into a cell, and sees that it stands there. */
async function write(cell: Locator, text: string): Promise<void> {
  await cell.focus()
  await page.keyboard.type(text)
  await page.keyboard.press('Enter')
}

async function waiting(count: number): Promise<void> {
  await page.getByText(`Offline. ${count} changes wait to be sent.`).waitFor()
}

test('a Kanban and a table are there without a connection once they were seen', async () => {
  await page.getByRole('button', { name: 'Add view' }).click()
  await page.getByRole('menuitem', { name: /^Kanban/ }).click()
  await page
    .locator('[data-card]')
    .filter({ hasText: title(0) })
    .waitFor()
  await page.getByRole('tab', { name: 'Table' }).click()
  await cellOf(title(0), 'title').waitFor()
  await page.evaluate('navigator.serviceWorker.ready.then(() => true)')
  const before = await cellOf(title(0), 'title').boundingBox()
  wire.cut()
  await page.getByText('Offline.').waitFor()
  // What says so moves nothing from under a pointer.
  expect(await cellOf(title(0), 'title').boundingBox()).toEqual(before)
})

test('forty edits of a table without a connection are counted', async () => {
  for (let row = 0; row < rows; row += 1) await write(cellOf(title(row), points), `${100 + row}`)
  await waiting(20)
  for (let row = 0; row < 10; row += 1) await write(cellOf(title(row), 'title'), `Mine ${row}`)
  await waiting(30)
  await addItems(page, ...Array.from({ length: 5 }, (_, at) => `New ${at}`))
  for (let row = 10; row < 15; row += 1) {
    await cellOf(title(row), 'title').focus()
    await page.keyboard.press('Alt+ArrowUp')
  }
  await waiting(40)
})

test('a reload without a connection has the page, and all that waits', async () => {
  await page.reload()
  await takesKeys(page)
  await waiting(40)
  await cellOf('Mine 9', 'title').waitFor()
  await cellOf('New 4', 'title').waitFor()
  await expect.poll(() => cellOf('Mine 0', points).textContent()).toBe('100')
})

test('ten cards are moved in the Kanban, each with its status and its place', async () => {
  await page.getByRole('tab', { name: 'Kanban' }).click()
  for (let row = 10; row < 20; row += 1) {
    const card = page
      .locator('[data-card]')
      .filter({ hasText: title(row) })
      .first()
    await card.focus()
    await page.keyboard.press('Shift+ArrowLeft')
    await page
      .getByRole('region', { name: 'Done', exact: true })
      .locator('[data-card]')
      .filter({ hasText: title(row) })
      // The keyboard goes along.
      .and(page.locator(':focus'))
      .waitFor()
  }
  await waiting(60)
})

test('back again, all of it is there, and the cells that somebody else changed are told with both values', async () => {
  const set = (column: number | 'title', changed: readonly number[], value: (row: number) => unknown) => ({
    command: 'item.setCells',
    args: { board, column, rows: changed, values: changed.map(value) },
  })
  const before = await items()
  await ask('bulk', {
    commands: [
      set(points, [0, 1, 2, 3], (row) => 900 + row),
      set('title', [4, 5], (row) => `Theirs ${row}`),
      set(status, [10, 11], () => 1),
      // What only Ali changed stays Ali's.
      set('title', [19], () => 'Only theirs'),
    ],
  })
  wire.mend()
  const banner = page.getByText('8 cells changed elsewhere while you were offline wait for your decision.')
  await banner.waitFor({ timeout: 60_000 })
  await page.getByText('Offline.').waitFor({ state: 'detached' })
  // The last that was done is the last to come.
  await expect.poll(async () => (await items())[rows - 1]?.cells[status], { timeout: 60_000 }).toBeDefined()
  const after = await items()
  expect(after.slice(0, rows).map(({ cells }) => cells[points])).toEqual(
    Array.from({ length: rows }, (_, row) => 100 + row),
  )
  expect(after.slice(0, 10).map((item) => item.title)).toEqual(Array.from({ length: 10 }, (_, row) => `Mine ${row}`))
  expect(after.slice(rows).map((item) => item.title)).toEqual(Array.from({ length: 5 }, (_, at) => `New ${at}`))
  const done = after[19]?.cells[status]
  expect(after.slice(10, 20).map(({ cells }) => cells[status])).toEqual(Array.from({ length: 10 }, () => done))
  expect(after[19]?.title).toBe('Only theirs')
  expect(before).toHaveLength(rows)
  await page.getByRole('button', { name: 'Look' }).click()
  const dialog = page.getByRole('dialog', { name: 'Waiting for your decision' })
  await expect.poll(() => dialog.locator('.queue-conflict').count()).toBe(8)
  const entry = dialog.locator('.queue-conflict').filter({ hasText: 'Mine 4' }).filter({ hasText: 'Title' })
  await entry.getByRole('definition').filter({ hasText: 'Theirs 4' }).waitFor()
  await entry.getByRole('button', { name: 'Keep theirs' }).click()
  await expect.poll(async () => (await items())[4]?.title).toBe('Theirs 4')
  await expect.poll(() => dialog.locator('.queue-conflict').count()).toBe(7)
})

/** An item among all of one's work, or on home. */
function mine(name: string): Locator {
  return page.locator('.home-item').filter({ hasText: name }).first()
}

/** Cuts the page off, opens it again, and waits until it says so. */
async function reopenCutOff(): Promise<void> {
  wire.cut()
  await page.reload()
  await page.getByText('Offline.').waitFor()
}

test('home and all of one’s work are there without a connection, lead to the board, and are changed where they stand', async () => {
  const { members } = await ask<{ readonly members: readonly { readonly id: string; readonly name: string }[] }>(
    'member.list',
    {},
  )
  const me = members.find(({ name }) => name === maya.name)?.id
  const { columns } = await ask<{ readonly columns: readonly { readonly number: number; readonly title: string }[] }>(
    'board.get',
    { board },
  )
  const owner = columns.find(({ title: named }) => named === 'Owner')?.number
  await ask('item.setCells', { board, column: owner, rows: [0, 1], values: [[me], [me]] })
  await page.goto(wire.url)
  await mine('Mine 1').waitFor()
  await page.goto(`${wire.url}/my-work`)
  await mine('Mine 1').waitFor()
  await reopenCutOff()
  await mine('Mine 0').waitFor()
  await mine('Mine 1').getByRole('link').focus()
  await page.keyboard.press('s')
  await page.getByRole('dialog', { name: 'Status' }).waitFor()
  await page.keyboard.type('review')
  await page.keyboard.press('Enter')
  await page.getByText('Offline. 1 change waits to be sent.').waitFor()
  const said = await mine('Mine 1').locator('.home-status').textContent()
  expect(said).toMatch(/review/i)
  await page.reload()
  await page.getByText('Offline. 1 change waits to be sent.').waitFor()
  await expect.poll(() => mine('Mine 1').locator('.home-status').textContent()).toBe(said)
  await mine('Mine 1').getByRole('link').click()
  const panel = page.getByRole('dialog')
  await panel.getByText('ONTH-2').first().waitFor()
  await panel
    .getByText(said ?? '')
    .first()
    .waitFor()
  await page.goto(wire.url)
  await expect.poll(() => mine('Mine 1').locator('.home-status').textContent()).toBe(said)
  const before = (await items())[1]?.cells[status]
  wire.mend()
  await expect.poll(async () => (await items())[1]?.cells[status], { timeout: 60_000 }).not.toEqual(before)
})

test('whoever signs in next in the same browser finds nothing of it', async () => {
  await page.goto(`${wire.url}/my-work`)
  await mine('Mine 0').waitFor()
  await page.getByRole('button', { name: maya.name }).click()
  await page.getByRole('menuitem', { name: 'Sign out' }).click()
  await page.getByRole('heading', { name: 'Sign in' }).waitFor()
  const kept = `indexedDB.databases().then((all) => all.filter(({ name }) => name.endsWith(':answers:cache')).length)`
  await expect.poll(() => page.evaluate(kept)).toBe(0)
  await page.goto(`${wire.url}/my-work`)
  await signIn(page, ali)
  const none = page.getByText('Items of which you are an owner, on any board, stand here')
  await none.waitFor()
  await reopenCutOff()
  await none.waitFor()
  expect(await page.getByText('Mine 0').count()).toBe(0)
  wire.mend()
})

test('nothing went wrong on the way', () => expectNoTroubles(away, there))
