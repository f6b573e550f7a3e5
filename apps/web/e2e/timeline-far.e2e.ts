import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { seriousFindings } from './support/accessibility.ts'
import { takesKeys } from './support/boards.ts'
import { expectNoTroubles, launchBrowser, openWindow, type Window } from './support/browser.ts'
import { ali, inviteByLink, maya, useLink } from './support/people.ts'
import { startFulcrum, type RunningFulcrum } from './support/server.ts'

/** How wide a day is while a timeline shows weeks. */
const DAY_PX = 20

let fulcrum: RunningFulcrum
let browser: Browser
let owner: Window
let member: Window

const newId = (): string => crypto.randomUUID().replace(/^(.{14})./, '$17')
const [platform, legal, launch] = [newId(), newId(), newId()]
const [freeze, audit] = [newId(), newId()]
const today = Math.floor(Date.now() / 86_400_000)
/** The numbers of the columns for start and due, the same on each board. */
const [START, DUE] = [1, 2]

async function post(page: Page, name: string, body: object): Promise<unknown> {
  return page.evaluate(
    async ([path, text]) => {
      const headers = { 'content-type': 'application/json' }
      const answer = await fetch(`/api/${String(path)}`, { method: 'POST', headers, body: String(text) })
      if (!answer.ok) throw new Error(await answer.text())
      return answer.json() as Promise<unknown>
    },
    [name, JSON.stringify(body)] as const,
  )
}

async function makeBoard(board: string, workspace: string, name: string): Promise<void> {
  const { page } = owner
  await post(page, 'board.create', { board, workspace, name })
  await post(page, 'group.create', { board, id: newId(), title: 'All' })
  for (const role of ['start', 'due']) {
    await post(page, 'column.create', { board, id: newId(), kind: 'date', title: role, role })
  }
}

/** Makes an item from one day to another, counted from today. */
async function make(board: string, title: string, from: number, to: number, id = newId()): Promise<string> {
  await post(owner.page, 'item.create', { board, id, title, group: 1 })
  await set(board, START, id, { day: today + from })
  await set(board, DUE, id, { day: today + to })
  return id
}

async function set(board: string, column: number, id: string, value: unknown): Promise<void> {
  await post(owner.page, 'item.setCells', { board, column, rows: [id], values: [value] })
}

const address = (board: string): string => `${fulcrum.url}/b/board_${board.replaceAll('-', '')}`

beforeAll(async () => {
  browser = await launchBrowser()
  fulcrum = await startFulcrum()
  owner = await openWindow(browser)
  member = await openWindow(browser)
  const { page } = owner
  await useLink(page, fulcrum.ownerLink, maya)
  await useLink(member.page, await inviteByLink(page, fulcrum.url), ali)
  const workspace = newId()
  await post(page, 'workspace.create', { id: workspace, name: 'Work' })
  await makeBoard(platform, workspace, 'Platform')
  await makeBoard(legal, workspace, 'Legal')
  await makeBoard(launch, workspace, 'Launch')
  await post(page, 'board.setAccess', { board: legal, access: 'private' })
  await make(platform, 'Freeze the API', -3, 2, freeze)
  await make(legal, 'Audit the vendor', -2, 1, audit)
  const boards = [platform, legal].map((board) => ({ board, partner: null }))
  const settings = { boards, refuses: false }
  await post(page, 'column.create', { board: launch, id: newId(), kind: 'dependency', title: 'Waits for', settings })
  for (const [title, from, to, item] of [
    ['Build the app', 5, 9, freeze],
    ['Announce it', 1, 3, freeze],
    ['Sign off', 4, 6, audit],
  ] as const) {
    const id = await make(launch, title, from, to)
    const values = [[{ item, type: 'finish-start', lag: 0 }]]
    await post(page, 'item.connect', { board: launch, column: 3, rows: [id], values, also: [platform, legal] })
  }
  const view = { kind: 'timeline', name: 'Plan', mine: false, spec: { settings: { allDays: true } } }
  await post(page, 'view.create', { board: launch, id: newId(), ...view })
})

afterAll(async () => {
  await browser?.close()
  await fulcrum?.stop()
})

function bar(page: Page, title: string): Locator {
  return page.locator('[data-bar]').filter({ hasText: title })
}

/** What the bar of an item waits for elsewhere. */
async function mark(page: Page, title: string): Promise<Locator> {
  const rowId = (await bar(page, title).getAttribute('data-focus')) ?? ''
  return page.locator(`[data-far=${JSON.stringify(rowId)}]`)
}

async function saidOf(page: Page, title: string): Promise<string> {
  return (await (await mark(page, title)).getAttribute('aria-label')) ?? ''
}

async function openPlan(page: Page): Promise<void> {
  await page.goto(address(launch))
  await takesKeys(page)
  await page.getByRole('tab', { name: 'Plan' }).click()
  await page.locator('[data-far]').nth(2).waitFor()
}

test('what an item waits for on another board stands at its day, with its name, board and days, and a conflict is said', async () => {
  const { page } = owner
  await openPlan(page)
  await expect.poll(() => saidOf(page, 'Build the app')).toMatch(/^Waits for PLAT-1 Freeze the API on Platform, /)
  expect(await saidOf(page, 'Build the app')).not.toContain('conflict')
  await expect.poll(() => saidOf(page, 'Announce it')).toContain('conflict: it ends after this one begins')
  expect(await bar(page, 'Announce it').getAttribute('aria-label')).toContain('conflict: it ends after this one begins')
  expect(await saidOf(page, 'Sign off')).toMatch(/^Waits for LEGA-1 Audit the vendor on Legal, /)
  expect(await page.locator('.ft-link-far.ft-link-broken').count()).toBe(1)
  const stands = await (await mark(page, 'Build the app')).boundingBox()
  const line = await page.locator('.ft-today').boundingBox()
  if (stands === null || line === null) throw new Error('It is not drawn.')
  // Its last day is two days off; the line of today stands in the middle of its day.
  expect(Math.abs(stands.x + stands.width / 2 - (line.x + 1) - 2.5 * DAY_PX)).toBeLessThan(2)
  expect(await seriousFindings(page)).toEqual([])
})

test('on a narrow screen the list says what begins too early', async () => {
  const { page } = owner
  await page.setViewportSize({ width: 360, height: 740 })
  const item = page.locator('.ft-item').filter({ hasText: 'Announce it' })
  await item.getByText('too early for Freeze the API').waitFor()
  expect(await page.locator('.ft-item').getByText('too early').count()).toBe(1)
  await page.setViewportSize({ width: 1440, height: 900 })
  await page.locator('[data-far]').nth(2).waitFor()
})

test('who may not see the other board learns that there is something, and neither its name nor its days', async () => {
  const { page } = member
  await openPlan(page)
  await expect.poll(() => saidOf(page, 'Build the app')).toMatch(/Freeze the API on Platform, /)
  await expect.poll(() => saidOf(page, 'Sign off')).toBe('Waits for an item you cannot see')
  expect(await page.content()).not.toContain('Audit')
  expect(await post(page, 'item.days', { ids: [`item_${audit.replaceAll('-', '')}`] })).toEqual({ items: [] })
  await (await mark(page, 'Sign off')).click({ force: true })
  expect(new URL(page.url()).pathname).toBe(new URL(address(launch)).pathname)
})

test('an item that moves on the other board moves here, for whoever comes back to the page', async () => {
  const { page } = member
  await set(platform, DUE, freeze, { day: today + 6 })
  await page.evaluate(`window.dispatchEvent(new Event('focus'))`)
  await expect.poll(() => saidOf(page, 'Build the app')).toContain('conflict: it ends after this one begins')
  await expect.poll(() => page.locator('.ft-link-far.ft-link-broken').count()).toBe(2)
  await set(platform, DUE, freeze, { day: today + 2 })
  await page.evaluate(`window.dispatchEvent(new Event('focus'))`)
  await expect.poll(() => saidOf(page, 'Build the app')).not.toContain('conflict')
})

test('a bar that is moved before what it waits for elsewhere says so, and the other board stays as it is', async () => {
  const { page } = owner
  await bar(page, 'Build the app').focus()
  for (let day = 0; day < 3; day++) {
    const before = await bar(page, 'Build the app').getAttribute('aria-label')
    await page.keyboard.press('Shift+ArrowLeft')
    await expect.poll(() => bar(page, 'Build the app').getAttribute('aria-label')).not.toBe(before)
  }
  await expect.poll(() => saidOf(page, 'Build the app')).toContain('conflict')
  await page.keyboard.press('Shift+ArrowRight')
  await expect.poll(() => saidOf(page, 'Build the app')).not.toContain('conflict')
})

test('who looks at the plan as somebody else sees the marks that they have, without days', async () => {
  const { page } = owner
  await openPlan(page)
  await page.getByRole('button', { name: 'Share', exact: true }).click()
  await page.getByRole('button', { name: 'Who can see this?' }).click()
  await page.getByRole('link', { name: 'View as Ali Brandt' }).click()
  await page.getByText('You see this board as Ali Brandt does.').waitFor()
  await page.locator('[data-far]').nth(2).waitFor()
  expect(await saidOf(page, 'Sign off')).toBe('Waits for an item you cannot see')
  expect(await saidOf(page, 'Build the app')).toMatch(/^Waits for PLAT-1 Freeze the API/)
  expect(await saidOf(page, 'Announce it')).not.toContain('conflict')
  await page.getByRole('link', { name: 'Stop' }).click()
  await page.locator('[data-far]').nth(2).waitFor()
})

test('by keys one goes from a bar to what it waits for elsewhere, reads what that is, and opens it', async () => {
  const { page } = owner
  await bar(page, 'Build the app').focus()
  await page.keyboard.press('ArrowLeft')
  await page.getByRole('tooltip').getByText('Freeze the API on Platform').waitFor()
  await page.keyboard.press('ArrowRight')
  await bar(page, 'Build the app').and(page.locator(':focus')).waitFor()
  await page.keyboard.press('ArrowLeft')
  await page.getByRole('tooltip').waitFor()
  await page.keyboard.press('Enter')
  await page.waitForURL(`${address(platform)}/i/0`)
  expectNoTroubles(owner)
  expectNoTroubles(member)
})
