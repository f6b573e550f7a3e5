import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { seriousFindings } from './support/accessibility.ts'
import { addItems, row, standsStill, takesKeys } from './support/boards.ts'
import { expectNoTroubles, launchBrowser, openWindow, type Window } from './support/browser.ts'
import { sidewaysScroll } from './support/layout.ts'
import { ali, inviteByLink, makeBoard, maya, useLink } from './support/people.ts'
import { startFulcrum, type RunningFulcrum } from './support/server.ts'
import { askAs, idIn } from './support/stage.ts'

let fulcrum: RunningFulcrum
let browser: Browser
let first: Window
let second: Window
let page: Page
let board: string

beforeAll(async () => {
  browser = await launchBrowser()
  fulcrum = await startFulcrum()
  first = await openWindow(browser)
  second = await openWindow(browser)
  page = first.page
  await useLink(page, fulcrum.ownerLink, maya)
  await useLink(second.page, await inviteByLink(page, fulcrum.url), ali)
  board = await makeBoard(page, fulcrum.url, 'Pumps')
  await addItems(page, 'Fix the pump', 'Paint the pump', 'Sell the pump', 'Ship the pump')
})

afterAll(async () => {
  await browser?.close()
  await fulcrum?.stop()
})

const newId = (): string => crypto.randomUUID().replace(/^(.{14})./, '$17')
const line = (title: string): Locator => page.locator('.trash-lines li').filter({ hasText: title })
const tab = (name: string): Locator => page.getByRole('tab', { name: new RegExp(`^${name}`) })

async function openBoard(): Promise<void> {
  await page.goto(board)
  await takesKeys(page)
  // What a board fetches when there is time is here, too: nothing moves any more.
  await page.waitForLoadState('networkidle')
}

/** Opens the menu of a row and chooses from it. */
async function ofRow(title: string, what: string): Promise<void> {
  await standsStill(row(page, title))
  await row(page, title).click({ button: 'right' })
  await page.getByRole('menuitem', { name: what, exact: true }).click()
}

async function ofBoard(what: string): Promise<void> {
  await page.getByRole('button', { name: 'Menu of this board' }).click()
  await page.getByRole('menuitem', { name: what, exact: true }).click()
}

test('an item is archived, found among the archived ones of its board, and taken out again', async () => {
  await openBoard()
  await ofRow('Ship the pump', 'Archive')
  await row(page, 'Ship the pump').waitFor({ state: 'detached' })
  await ofBoard('Archived items')
  await line('Ship the pump').getByText('Archived by Maya Krog').waitFor()
  await line('Ship the pump').getByRole('button', { name: 'Restore' }).click()
  await page.getByText('“Ship the pump” is back.').waitFor()
  await page.getByText('No item of this board is archived.').waitFor()
  await openBoard()
  await row(page, 'Ship the pump').waitFor()
})

test('deleted items are brought back, many at once, and that is undone', async () => {
  for (const title of ['Fix the pump', 'Paint the pump']) await ofRow(title, 'Delete')
  await row(page, 'Paint the pump').waitFor({ state: 'detached' })
  await ofBoard('Trash of this board')
  await line('Fix the pump').getByText('Deleted by Maya Krog').waitFor()
  await line('Fix the pump').getByText('goes for good on').waitFor()
  await tab('Items').getByText('2').waitFor()
  await page.getByRole('checkbox', { name: 'Choose all shown' }).check()
  await page.getByRole('button', { name: 'Restore chosen' }).click()
  await page.getByText('2 are back.').waitFor()
  await page.getByText('No item of this board is in the trash.').waitFor()
  await page.getByRole('button', { name: 'Undo' }).click()
  await line('Fix the pump').waitFor()
  await line('Paint the pump').waitFor()
})

test('keys alone lead there from the palette, and bring one after another back', async () => {
  await openBoard()
  await page.keyboard.press('Control+k')
  await page.getByRole('dialog', { name: 'Commands' }).getByRole('combobox').waitFor()
  await page.keyboard.type('Trash of this board')
  await page
    .getByRole('option', { name: /^Trash of this board/ })
    .first()
    .waitFor()
  await page.keyboard.press('Enter')
  await line('Fix the pump').waitFor()
  // The tabs have the keyboard; arrows go among them.
  await tab('Items').and(page.locator(':focus')).waitFor()
  await page.keyboard.press('ArrowRight')
  await page.getByText('No item of this board is archived.').waitFor()
  await page.keyboard.press('ArrowLeft')
  await line('Fix the pump').waitFor()
  const restore = page.locator('.trash-lines button:focus')
  for (let step = 0; step < 12 && (await restore.count()) === 0; step++) await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await expect.poll(() => page.locator('.trash-lines li').count()).toBe(1)
  // The focus went on to the line beside.
  await restore.waitFor()
  await page.keyboard.press('Enter')
  await page.getByText('No item of this board is in the trash.').waitFor()
})

test('a group comes back with its items, and a column with its cells', async () => {
  const ask = askAs(page)
  const id = idIn(board)
  const { groups, columns } = await ask<{
    groups: { id: string; number: number; title: string }[]
    columns: { id: string; number: number; title: string }[]
  }>('/api/board.get', { board: id })
  const group = groups[0]
  const column = columns.find(({ title }) => title === 'Status')
  await ask('/api/item.setCells', { board: id, column: column?.number, rows: [0], values: [1] })
  await ask('/api/column.delete', { board: id, id: column?.id })
  await ask('/api/group.delete', { board: id, id: group?.id })
  await openBoard()
  await expect.poll(() => row(page, 'Fix the pump').count()).toBe(0)
  await ofBoard('Trash of this board')
  await tab('Groups').click()
  await line(group?.title ?? '')
    .getByText('with 4 items')
    .waitFor()
  await line(group?.title ?? '')
    .getByRole('button', { name: 'Restore' })
    .click()
  await page.getByText('No group of this board is in the trash.').waitFor()
  await tab('Columns').click()
  await line('Status').getByRole('button', { name: 'Restore' }).click()
  await page.getByText('No column of this board is in the trash.').waitFor()
  await openBoard()
  await row(page, 'Fix the pump').getByText('To do').waitFor()
})

test('what others are connected to is deleted at once, and the message says so with the way back', async () => {
  const ask = askAs(page)
  const id = idIn(board)
  const { items } = await ask<{ items: { id: string; title: string }[] }>('/api/item.list', { board: id })
  const paint = items.find(({ title }) => title === 'Paint the pump')
  const settings = { boards: [{ board: id, partner: null }], several: true }
  const made = { board: id, id: newId(), kind: 'connect', title: 'Needs', settings }
  const { result } = await ask<{ result: { number: number } }>('/api/column.create', made)
  await ask('/api/item.connect', {
    board: id,
    column: result.number,
    rows: [3],
    values: [[idIn(paint?.id ?? '')]],
    also: [],
  })
  await openBoard()
  await ofRow('Paint the pump', 'Delete')
  await page.getByText('Deleted 1 item. 1 item elsewhere was connected to it (1 connection).').waitFor()
  // The cell that names it is of another row.
  const titled = page.locator('[data-row] .fb-title').filter({ hasText: 'Paint the pump' })
  expect(await titled.count()).toBe(0)
  await page.getByRole('button', { name: 'Undo' }).click()
  await titled.waitFor()
})

test('another member sees who deleted what; of a board that is closed to them they are told nothing', async () => {
  await askAs(page)('/api/item.delete', { board: idIn(board), rows: [2] })
  const { page: theirs } = second
  await theirs.goto(`${fulcrum.url}/settings/trash?board=${new URL(board).pathname.split('/')[2]}&show=items`)
  await theirs.getByText('Deleted by Maya Krog').waitFor()
  await askAs(page)('/api/board.setAccess', { board: idIn(board), access: 'private' })
  await theirs.reload()
  await theirs.getByText(/you have no access to it/).waitFor()
  await askAs(page)('/api/board.setAccess', { board: idIn(board), access: 'main' })
  await theirs.getByRole('button', { name: 'Try again' }).click()
  await theirs.getByText('Deleted by Maya Krog').waitFor()
})

test('a workspace stands in the trash with what is in it, and its restore brings all of it back', async () => {
  const workspace = newId()
  const [roadmap, notes] = [workspace.replace(/^.{8}/, '11111111'), workspace.replace(/^.{8}/, '22222222')]
  const ask = askAs(page)
  await ask('/api/workspace.create', { id: workspace, name: 'Old harbour' })
  await ask('/api/board.create', { board: roadmap, workspace, name: 'Roadmap of old' })
  await ask('/api/doc.create', { doc: notes, workspace, name: 'Notes of old' })
  await page.goto(fulcrum.url)
  await page
    .getByRole('button', { name: /Old harbour/ })
    .first()
    .waitFor()
  await ask('/api/workspace.delete', { id: workspace, deleted: true })
  await page.goto(`${fulcrum.url}/settings/trash`)
  const lost = page.locator('.settings-person').filter({ hasText: 'Old harbour' })
  await lost.getByText('Workspace with Roadmap of old, Notes of old').waitFor()
  await page.getByRole('button', { name: 'Restore Old harbour' }).click()
  await lost.waitFor({ state: 'detached' })
  await page.getByRole('link', { name: 'Roadmap of old' }).first().waitFor()
  await page.getByRole('link', { name: 'Notes of old' }).first().waitFor()
})

test('a folder and a team stand in the trash, and are taken back with what was in them', async () => {
  const ask = askAs(page)
  const [workspace, folder, inIt, team] = [newId(), newId(), newId(), newId()]
  await ask('/api/workspace.create', { id: workspace, name: 'New harbour' })
  await ask('/api/folder.create', { id: folder, workspace, name: 'Quarter' })
  await ask('/api/board.create', { board: inIt, workspace, folder, name: 'Quays' })
  await ask('/api/team.create', { id: team, name: 'Pilots', members: [] })
  await page.goto(`${fulcrum.url}/settings/teams`)
  await page.getByText('Pilots', { exact: true }).waitFor()
  await ask('/api/folder.update', { id: folder, deleted: true })
  await ask('/api/team.update', { id: team, deleted: true })
  await page.goto(`${fulcrum.url}/settings/trash`)
  const lines = page.locator('.settings-person').filter({ hasText: /^(Quarter|Pilots)/ })
  await expect.poll(() => lines.count()).toBe(2)
  await page.getByRole('button', { name: 'Restore Quarter' }).click()
  await page.getByRole('navigation').getByText('Quarter', { exact: true }).waitFor()
  await page.getByRole('button', { name: 'Restore Pilots' }).click()
  await expect.poll(() => lines.count()).toBe(0)
  await page.getByRole('link', { name: 'Quays' }).first().waitFor()
  await page.goto(`${fulcrum.url}/settings/teams`)
  await page.getByText('Pilots', { exact: true }).waitFor()
})

test('nothing is seriously wrong for people with disabilities, light, dark and on a telephone', async () => {
  for (const theme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: theme })
    await page.goto(`${fulcrum.url}/settings/trash?board=${new URL(board).pathname.split('/')[2]}&show=items`)
    await line('Sell the pump').waitFor()
    expect(await seriousFindings(page)).toEqual([])
  }
  await page.setViewportSize({ width: 360, height: 740 })
  expect(await seriousFindings(page)).toEqual([])
  expect(await sidewaysScroll(page)).toBe(0)
  expectNoTroubles(first)
})
