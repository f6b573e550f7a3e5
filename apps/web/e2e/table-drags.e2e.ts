import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { takesKeys } from './support/boards.ts'
import { expectNoTroubles, launchBrowser, openWindow, type Window } from './support/browser.ts'
import { ali, inviteByLink, makeBoard, maya, useLink } from './support/people.ts'
import { startFulcrum, type RunningFulcrum } from './support/server.ts'
import { askAs, idIn } from './support/stage.ts'
import { layWire, type Wire } from './support/wire.ts'

// Rows, groups and columns of a table are dragged by the pointer, by one person and by two at the same time.

const groups = ['Alpha', 'Beta', 'Gamma', 'Delta']

let fulcrum: RunningFulcrum
let browser: Browser
let wire: Wire
let left: Window
let right: Window

beforeAll(async () => {
  browser = await launchBrowser()
  fulcrum = await startFulcrum()
  wire = await layWire(fulcrum.url)
  left = await openWindow(browser)
  right = await openWindow(browser)
  await useLink(left.page, fulcrum.ownerLink.replace(fulcrum.url, wire.url), maya)
  await useLink(right.page, await inviteByLink(left.page, wire.url), ali)
  const address = await makeBoard(left.page, wire.url, 'Drags')
  const board = idIn(address)
  const ask = askAs(left.page)
  // A new board has groups already.
  const { groups: known } = await ask<{ groups: readonly { id: string }[] }>('/api/board.get', { board })
  for (const [at, title] of groups.entries()) {
    const id = known[at]?.id
    if (id === undefined) await ask('/api/group.create', { board, id: crypto.randomUUID(), title })
    else await ask('/api/group.update', { board, id, title })
  }
  for (const [at, group] of groups.entries()) {
    for (const nth of [1, 2]) {
      await ask('/api/item.create', { board, id: crypto.randomUUID(), title: `${group} ${nth}`, group: at + 1 })
    }
  }
  for (const { page } of [left, right]) {
    await page.setViewportSize({ width: 1440, height: 1300 })
    await page.goto(page === left.page ? address : address.replace(wire.url, fulcrum.url))
    await takesKeys(page)
    await page.locator('[data-row]').filter({ hasText: 'Delta 2' }).waitFor()
  }
})

afterAll(async () => {
  await browser?.close()
  wire?.close()
  await fulcrum?.stop()
})

/** What a table shows of these, from the top down: its elements are in no order. */
async function fromTop(page: Page, parts: string): Promise<string[]> {
  return page.evaluate<string[]>(`[...document.querySelectorAll(${JSON.stringify(parts)})]
    .map((part) => [part.getBoundingClientRect().top, part.textContent])
    .sort(([one], [other]) => one - other)
    .map(([, text]) => text)`)
}

/** The groups with their rows. */
function table(page: Page): Promise<string[]> {
  return fromTop(page, '[data-line="header"] .fu-group-title, [data-row] .fb-title')
}

function groupOrder(page: Page): Promise<string[]> {
  return fromTop(page, '[data-line="header"] .fu-group-title')
}

/** The columns of the first group, from the start. */
async function columnOrder(page: Page): Promise<string[]> {
  return page.locator('[data-line="columns"]').first().locator('[data-col] .fu-truncate').allTextContents()
}

interface Place {
  readonly x: number
  readonly y: number
}

const header = (page: Page, group: string) => page.locator('[data-line="header"]').filter({ hasText: group })
const row = (page: Page, title: string) => page.locator('[data-row]').filter({ hasText: title })
const head = (page: Page, title: string) =>
  page
    .locator('[data-line="columns"]')
    .first()
    .locator('[data-col]')
    .filter({ hasText: new RegExp(`^${title}`) })

async function boxOf(what: ReturnType<Page['locator']>) {
  const box = await what.boundingBox()
  if (box === null) throw new Error('This is not drawn.')
  return box
}

/** Presses at a place and moves to another, by as many steps as a hand makes. */
async function hold(page: Page, from: Place, to: Place): Promise<void> {
  await page.mouse.move(from.x, from.y)
  await page.mouse.down()
  await page.mouse.move(from.x + 6, from.y + 6, { steps: 3 })
  await page.mouse.move(to.x, to.y, { steps: 12 })
}

/** Holds a group above another one, or below all where none is named. */
async function holdGroup(page: Page, group: string, before: string | null): Promise<void> {
  const start = await boxOf(header(page, group).locator('.fu-group-title'))
  const end = await boxOf(before === null ? row(page, `${(await groupOrder(page)).at(-1)} 2`) : header(page, before))
  const y = before === null ? end.y + end.height + 20 : end.y + 4
  await hold(page, { x: start.x + 10, y: start.y + start.height / 2 }, { x: start.x + 60, y })
}

async function dragRow(page: Page, title: string, other: string, share: number): Promise<void> {
  await row(page, title).hover()
  const start = await boxOf(row(page, title).locator('[data-act="drag"]'))
  const end = await boxOf(row(page, other))
  await hold(
    page,
    { x: start.x + start.width / 2, y: start.y + start.height / 2 },
    { x: end.x + 80, y: end.y + end.height * share },
  )
  await page.mouse.up()
}

async function undo(page: Page): Promise<void> {
  await page.locator('main').focus()
  await page.keyboard.press('Control+z')
}

async function eventually(look: () => Promise<unknown>, wanted: unknown): Promise<void> {
  await expect.poll(look).toEqual(wanted)
}

test('a row is dropped where it is let go, in its group and in another one, for the other too; undo brings it back', async () => {
  const { page } = left
  const before = await table(page)
  const rest = ['Beta', 'Beta 1', 'Beta 2', 'Gamma', 'Gamma 1', 'Gamma 2', 'Delta', 'Delta 1', 'Delta 2']
  expect(before).toEqual(['Alpha', 'Alpha 1', 'Alpha 2', ...rest])
  await dragRow(page, 'Alpha 2', 'Alpha 1', 0.1)
  await eventually(() => table(page), ['Alpha', 'Alpha 2', 'Alpha 1', ...rest])
  await eventually(() => table(right.page), ['Alpha', 'Alpha 2', 'Alpha 1', ...rest])
  await undo(page)
  await eventually(() => table(page), before)
  await dragRow(page, 'Alpha 1', 'Gamma 1', 0.9)
  const moved = [
    'Alpha',
    'Alpha 2',
    'Beta',
    'Beta 1',
    'Beta 2',
    'Gamma',
    'Gamma 1',
    'Alpha 1',
    'Gamma 2',
    'Delta',
    'Delta 1',
    'Delta 2',
  ]
  await eventually(() => table(page), moved)
  await eventually(() => table(right.page), moved)
  await undo(page)
  for (const each of [page, right.page]) await eventually(() => table(each), before)
})

test('a group is dropped where it is let go with all its rows, and Escape calls it off; undo brings it back', async () => {
  const { page } = left
  const before = await table(page)
  await holdGroup(page, 'Delta', 'Beta')
  await page.mouse.up()
  const moved = [
    'Alpha',
    'Alpha 1',
    'Alpha 2',
    'Delta',
    'Delta 1',
    'Delta 2',
    'Beta',
    'Beta 1',
    'Beta 2',
    'Gamma',
    'Gamma 1',
    'Gamma 2',
  ]
  for (const each of [page, right.page]) await eventually(() => table(each), moved)
  await undo(page)
  for (const each of [page, right.page]) await eventually(() => table(each), before)
  await holdGroup(page, 'Alpha', null)
  await page.mouse.up()
  for (const each of [page, right.page]) await eventually(() => groupOrder(each), ['Beta', 'Gamma', 'Delta', 'Alpha'])
  await undo(page)
  for (const each of [page, right.page]) await eventually(() => table(each), before)
  await holdGroup(page, 'Alpha', 'Delta')
  await page.keyboard.press('Escape')
  await page.mouse.up()
  expect(await table(page)).toEqual(before)
})

test('a column is dropped where it is let go, in every group; undo brings it back', async () => {
  const { page } = left
  const before = await columnOrder(page)
  const [first, second, third] = before.slice(1)
  const dragColumn = async (title: string, other: string, share: number): Promise<void> => {
    const [start, end] = [await boxOf(head(page, title)), await boxOf(head(page, other))]
    await hold(
      page,
      { x: start.x + 20, y: start.y + start.height / 2 },
      { x: end.x + end.width * share, y: end.y + end.height / 2 },
    )
    await page.mouse.up()
  }
  await dragColumn(String(third), String(first), 0.2)
  const moved = [before[0], third, first, second, ...before.slice(4)]
  for (const each of [page, right.page]) await eventually(() => columnOrder(each), moved)
  const last = page.locator('[data-line="columns"]').last().locator('[data-col] .fu-truncate')
  expect(await last.allTextContents()).toEqual(moved)
  await undo(page)
  for (const each of [page, right.page]) await eventually(() => columnOrder(each), before)
  await dragColumn(String(first), String(third), 0.8)
  for (const each of [page, right.page]) {
    await eventually(() => columnOrder(each), [before[0], second, third, first, ...before.slice(4)])
  }
  await undo(page)
  for (const each of [page, right.page]) await eventually(() => columnOrder(each), before)
})

/** Both see the same: all groups once, each with its own rows. */
async function expectOneOrder(): Promise<void> {
  await expect.poll(async () => (await table(left.page)).join() === (await table(right.page)).join()).toBe(true)
  const shown = await table(left.page)
  expect(shown.filter((line) => groups.includes(line)).toSorted()).toEqual(groups.toSorted())
  for (const group of groups) {
    const at = shown.indexOf(group)
    expect(shown.slice(at, at + 3)).toEqual([group, `${group} 1`, `${group} 2`])
  }
  const stands = await table(left.page)
  for (const { page } of [left, right]) {
    await page.reload()
    await takesKeys(page)
    await eventually(() => table(page), stands)
  }
}

test.each([
  { mine: ['Alpha', null], theirs: ['Alpha', 'Gamma'] },
  { mine: ['Gamma', 'Alpha'], theirs: ['Gamma', null] },
  { mine: ['Beta', null], theirs: ['Delta', 'Alpha'] },
] as const)(
  'two people drag at the same time ($mine, $theirs): both end with one order, and nothing is lost',
  async ({ mine, theirs }) => {
    await Promise.all([holdGroup(left.page, mine[0], mine[1]), holdGroup(right.page, theirs[0], theirs[1])])
    await Promise.all([left.page.mouse.up(), right.page.mouse.up()])
    await expectOneOrder()
  },
)

test('two people drag one group while neither hears of the other: both end with one order, and nothing is lost', async () => {
  wire.cut()
  await left.page.getByText('Offline.').waitFor()
  await holdGroup(left.page, 'Beta', (await groupOrder(left.page)).find((each) => each !== 'Beta') ?? null)
  await left.page.mouse.up()
  await holdGroup(right.page, 'Beta', null)
  await right.page.mouse.up()
  wire.mend()
  await left.page.getByText('Offline.').waitFor({ state: 'detached', timeout: 60_000 })
  await expectOneOrder()
})

test('a group that somebody else moves while it is held is dropped where it is let go', async () => {
  const [mine, other] = [left.page, right.page]
  const before = await groupOrder(mine)
  const [first, second, third, fourth] = before as [string, string, string, string]
  await holdGroup(mine, first, fourth)
  await holdGroup(other, third, first)
  await other.mouse.up()
  await eventually(() => groupOrder(mine), [third, first, second, fourth])
  const end = await boxOf(header(mine, fourth))
  await mine.mouse.move(end.x + 60, end.y + 4, { steps: 3 })
  await mine.mouse.up()
  for (const each of [mine, other]) await eventually(() => groupOrder(each), [third, second, first, fourth])
  await expectOneOrder()
})

test('nothing went wrong on the way', () => expectNoTroubles(left, right))
