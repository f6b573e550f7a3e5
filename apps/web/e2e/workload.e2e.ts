import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { seriousFindings } from './support/accessibility.ts'
import { takesKeys } from './support/boards.ts'
import { expectNoTroubles, launchBrowser, openWindow, type Window } from './support/browser.ts'
import { ali, inviteByLink, makeBoard, maya, signIn, useLink } from './support/people.ts'
import { startFulcrum, type RunningFulcrum } from './support/server.ts'
import { askAs, idIn, type Post } from './support/stage.ts'

let fulcrum: RunningFulcrum
let browser: Browser
let window: Window
let page: Page
let ask: Post
let bare: string
const today = Math.floor(Date.now() / 86_400_000)
/** The Monday after this week, so that all days of the week are to come. */
const monday = today + 7 - ((today + 3) % 7)
const ids: Record<string, string> = {}

beforeAll(async () => {
  browser = await launchBrowser()
  fulcrum = await startFulcrum()
  window = await openWindow(browser)
  page = window.page
  await useLink(page, fulcrum.ownerLink, maya)
  const other = await openWindow(browser)
  await useLink(other.page, await inviteByLink(page, fulcrum.url), ali)
  await other.close()
  bare = await makeBoard(page, fulcrum.url, 'Bare')
  ask = askAs(page)
  const { members } = await ask<{ members: readonly { id: string; name: string }[] }>('/api/member.list', {})
  for (const { id, name } of members) ids[name] = id
  await fill(idIn(await makeBoard(page, fulcrum.url, 'Launch')))
  await takesKeys(page)
})

afterAll(async () => {
  await browser?.close()
  await fulcrum?.stop()
})

/** Work of two people in the week that comes, of nobody, and without dates. */
async function fill(board: string): Promise<void> {
  const { columns, groups } = await ask<{
    columns: readonly { id: string; number: number; kind: string }[]
    groups: readonly { id: string }[]
  }>('/api/board.get', { board })
  for (const { id, kind } of columns)
    if (['people', 'date', 'timeline'].includes(kind)) await ask('/api/column.delete', { board, id })
  const column = async (kind: string, title: string, more: object = {}): Promise<number> => {
    const id = crypto.randomUUID()
    const { result } = await ask<{ result: { number: number } }>('/api/column.create', {
      board,
      id,
      kind,
      title,
      ...more,
    })
    return result.number
  }
  const owner = await column('people', 'Owner', { role: 'owner' })
  const when = await column('timeline', 'When', { role: 'start' })
  const hours = await column('number', 'Hours', { role: 'estimate', settings: { unit: 'h', unitPlace: 'after' } })
  const add = (title: string, who: readonly string[], from: number | null, to: number, effort: number | null) =>
    ask('/api/item.create', {
      board,
      id: crypto.randomUUID(),
      title,
      group: groups[0]?.id,
      cells: [
        ...(who.length === 0 ? [] : [{ column: owner, value: who.map((name) => ids[name]) }]),
        ...(from === null ? [] : [{ column: when, value: { start: monday + from, end: monday + to } }]),
        ...(effort === null ? [] : [{ column: hours, value: effort }]),
      ],
    })
  await add('Build the engine', [maya.name], 0, 4, 30)
  await add('Review the design', [maya.name, ali.name], 0, 1, 24)
  await add('Write the guide', [ali.name], 2, 9, 12)
  await add('Tidy up', [maya.name], null, 0, 4)
  await add('Somebody has to', [], 1, 1, 3)
}

function cell(person: string, days: RegExp | string = /./): Locator {
  return page
    .getByRole('row')
    .filter({ has: page.getByRole('rowheader', { name: person, exact: true }) })
    .getByRole('gridcell', { name: days })
}

/** The cell of the week that begins on that Monday, counted from the one that comes. */
function week(person: string, later = 0): Locator {
  return page
    .getByRole('row')
    .filter({ has: page.getByRole('rowheader', { name: person, exact: true }) })
    .locator(`[data-at="${later + 1}"]`)
}

/** What a cell says to whoever does not see it. */
const said = async (of: Locator): Promise<string | undefined> =>
  (await of.locator('.fu-hidden').textContent())?.replaceAll('\u00a0', ' ')

/** A day as fields of days take it. */
const dayText = (day: number): string => new Date(day * 86_400_000).toISOString().slice(0, 10)

const list = (): Locator => page.getByRole('complementary', { name: /^Items of/ })

async function addWorkload(): Promise<void> {
  await page.getByRole('button', { name: 'Add view' }).click()
  await page
    .getByRole('menuitem', { name: /^Workload/ })
    .first()
    .click()
}

test('a workload says by person and week what is planned against what can be done, and what is too much', async () => {
  await addWorkload()
  // 30 h of five days, and half of 24 h.
  await expect.poll(() => said(week(maya.name))).toContain('42 of 40 h, 2 h too much, 2 items')
  expect(await week(maya.name).locator('.fw-note').innerText()).toContain('2\u00a0h too much')
  // Half of 24 h, and three of six days.
  expect(await said(week(ali.name))).toContain('18 of 40 h, 2 items')
  expect(await said(week(ali.name, 1))).toContain('6 of 40 h, 1 item')
  expect(await said(week('Nobody'))).toContain('3 h planned, 1 item')
})

test('a cell opens the items behind it, each with its share, and these open', async () => {
  await week(maya.name).click()
  await list().getByText('42 of 40 h, 2 h too much, 2 items').waitFor()
  const lines = list().getByRole('listitem')
  expect(await lines.allInnerTexts()).toEqual([
    expect.stringMatching(/Build the engine\s+30\sh/),
    expect.stringMatching(/Review the design\s+12\sh/),
  ])
  await lines.first().getByRole('button').click()
  await page.getByRole('dialog').getByText('Build the engine').first().waitFor()
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  await list().getByRole('button', { name: 'Close the list' }).click()
  await week(maya.name).and(page.locator(':focus')).waitFor()
})

test('what has no dates is counted beside its person, and opens', async () => {
  await page.getByRole('button', { name: `${maya.name}: 1 without dates` }).click()
  await list().getByText('Tidy up').waitFor()
  await page.keyboard.press('Escape')
  await list().waitFor({ state: 'detached' })
})

test('keys go from cell to cell, and Enter opens', async () => {
  await week(ali.name).focus()
  await page.keyboard.press('ArrowRight')
  await week(ali.name, 1).and(page.locator(':focus')).waitFor()
  await page.keyboard.press('ArrowDown')
  await week(maya.name, 1).and(page.locator(':focus')).waitFor()
  await page.keyboard.press('ArrowUp')
  await page.keyboard.press('Home')
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Enter')
  await list().getByText('Review the design').waitFor()
  await page.keyboard.press('Escape')
  await week(ali.name).and(page.locator(':focus')).waitFor()
})

test('by days, with another number of hours, and with none', async () => {
  await page.getByRole('button', { name: 'Days' }).click()
  await expect.poll(() => cell(maya.name, /12 of 8 h, 4 h too much/).count()).toBe(2)
  await page.getByRole('button', { name: '8 h a day' }).click()
  await page
    .getByRole('menuitemcheckbox', { name: '8 h' })
    .or(page.getByRole('menuitem', { name: '8 h' }))
    .first()
    .click()
  await page.getByRole('textbox', { name: 'What can somebody do in a working day?' }).fill('20')
  await page.keyboard.press('Enter')
  await expect.poll(() => cell(maya.name, /12 of 20 h, 2 items/).count()).toBe(2)
  await page.getByRole('button', { name: '20 h a day' }).click()
  await page
    .getByRole('menuitemcheckbox', { name: 'No limit' })
    .or(page.getByRole('menuitem', { name: 'No limit' }))
    .first()
    .click()
  await expect.poll(() => cell(maya.name, /12 h planned, 2 items/).count()).toBe(2)
  await page.getByRole('button', { name: 'Reset' }).click()
  await expect.poll(() => said(week(maya.name))).toContain('42 of 40 h')
})

test('a list is closed where its figure goes: with other cells, another page, and another view', async () => {
  const reset = page.getByRole('button', { name: 'Reset' })
  const openFirst = async (): Promise<void> => {
    await cell(maya.name).first().click()
    await list().waitFor()
  }
  await openFirst()
  await page.getByRole('button', { name: 'Days' }).click()
  await list().waitFor({ state: 'detached' })
  await openFirst()
  await reset.click()
  await list().waitFor({ state: 'detached' })
  const tab = (name: string, selected: boolean): Locator => page.getByRole('tab', { name, exact: true, selected })
  await addWorkload()
  await tab('Workload', false).waitFor()
  await openFirst()
  await tab('Workload', false).click()
  await tab('Workload', true).waitFor()
  await list().waitFor({ state: 'detached' })
  await page.getByRole('button', { name: 'Later' }).click()
  await openFirst()
  await page.keyboard.press('Escape')
  await list().waitFor({ state: 'detached' })
  await page.getByRole('button', { name: 'Today', exact: true }).click()
  await week(maya.name).waitFor()
})

test('what is done weighs nothing, and the filter of the view holds', async () => {
  const { columns } = await ask<{
    columns: readonly {
      number: number
      kind: string
      settings: { labels: readonly { number: number; stage?: string }[] }
    }[]
  }>('/api/board.get', { board: idIn(page.url()) })
  const status = columns.find(({ kind }) => kind === 'status')
  const done = status?.settings.labels.find(({ stage }) => stage === 'done')
  await ask('/api/item.setCells', {
    board: idIn(page.url()),
    column: status?.number,
    rows: [0],
    values: [done?.number],
  })
  await expect.poll(() => said(week(maya.name))).toContain('12 of 40 h, 1 item')
  await page.getByRole('searchbox').or(page.getByPlaceholder(/find/i)).first().fill('guide')
  await expect.poll(() => page.getByRole('rowheader').count()).toBe(1)
  await page.getByRole('searchbox').or(page.getByPlaceholder(/find/i)).first().fill('')
  await ask('/api/item.setCells', { board: idIn(page.url()), column: status?.number, rows: [0], values: [null] })
  await expect.poll(() => said(week(maya.name))).toContain('42 of 40 h')
})

test('whoever says that they are away is shown as away, with less to do and what is planned all the same', async () => {
  await page.getByRole('button', { name: 'Your time off' }).click()
  const dialog = page.getByRole('dialog', { name: 'Your time off' })
  await dialog.getByLabel('First day').fill(dayText(monday))
  await dialog.getByLabel('Last day').fill(dayText(monday + 1))
  await dialog.getByRole('button', { name: 'Add time off' }).click()
  const taken = dialog.getByRole('button', { name: /^Take away: / })
  await taken.waitFor()
  const messages = page.getByRole('region', { name: 'Messages' })
  await messages.getByText(/^Time off added: /).waitFor()
  // Undo in a message is of this, not of what was last done on the board, and the dialog stays.
  await taken.click()
  await taken.waitFor({ state: 'detached' })
  await messages.getByText(/^Time off taken away: /).waitFor()
  await messages.getByRole('button', { name: 'Undo' }).last().click()
  await taken.waitFor()
  await page.keyboard.press('Escape')
  await expect
    .poll(() => said(week(maya.name)))
    .toContain('42 of 24 h, 18 h too much, 2 items, away 2 days, 2 items while away')
  expect(await week(maya.name).locator('.fw-note').innerText()).toBe('2 items while away')
  // Others see it too, and their own rows are as they were.
  expect(await said(week(ali.name))).toContain('18 of 40 h, 2 items')
  const other = await openWindow(browser)
  await other.page.goto(fulcrum.url)
  await signIn(other.page, ali)
  await other.page.getByRole('heading', { name: 'Home', level: 1 }).waitFor()
  await other.page.goto(page.url())
  await other.page.getByText('2 items while away', { exact: true }).waitFor()
  expect(await other.page.getByRole('button', { name: 'Your time off' }).count()).toBe(1)
  await other.close()
})

test('as Ali sees it and as it was, time off is shown and not asked for', async () => {
  const now = page.url()
  const { pathname, search } = new URL(now)
  await page.goto(`${fulcrum.url}${pathname}/as/${ids[ali.name]}${search}`)
  await expect.poll(() => said(week(maya.name))).toContain('42 of 24 h')
  await week(ali.name).waitFor()
  expect(await page.getByRole('button', { name: 'Your time off' }).count()).toBe(0)
  await page.goto(`${now}${search === '' ? '?' : '&'}at=${new Date().toISOString()}`)
  await page.getByRole('button', { name: 'Back to now' }).waitFor()
  await week(maya.name).waitFor()
  expect(await page.getByRole('button', { name: 'Your time off' }).count()).toBe(0)
  await page.goto(now)
  await page.getByRole('button', { name: 'Your time off' }).waitFor()
})

test('the settings of oneself say it too, and take it away', async () => {
  const board = page.url()
  await page.goto(`${fulcrum.url}/settings/profile`)
  const taken = page.getByRole('button', { name: /^Take away: / })
  await taken.waitFor()
  await page.getByLabel('First day').fill(dayText(monday + 4))
  await page.getByRole('checkbox', { name: 'Half of each day' }).check()
  await page.getByRole('button', { name: 'Add time off' }).click()
  await page.getByText(/, half days$/).waitFor()
  await expect.poll(() => taken.count()).toBe(2)
  expect(await seriousFindings(page)).toEqual([])
  await taken.first().click()
  await expect.poll(() => taken.count()).toBe(1)
  await page.goto(board)
  await expect.poll(() => said(week(maya.name))).toContain('42 of 36 h, 6 h too much, 2 items, away 0.5 days')
})

test.each(['light', 'dark'] as const)('nobody is kept out, in the %s theme', async (theme) => {
  await page.emulateMedia({ colorScheme: theme })
  await week(maya.name).click()
  expect(await seriousFindings(page)).toEqual([])
  await page.keyboard.press('Escape')
})

test('on a telephone the cells scroll, and the page does not', async () => {
  await page.setViewportSize({ width: 360, height: 740 })
  await week(maya.name).waitFor()
  const wide = await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth')
  expect(wide).toBe(0)
  await week(maya.name).click()
  await list().getByText('Build the engine').waitFor()
  expect(await seriousFindings(page)).toEqual([])
  await page.keyboard.press('Escape')
  await page.setViewportSize({ width: 1280, height: 800 })
})

test('a board without people or days says what it needs, and adds it', async () => {
  const board = idIn(bare)
  const { columns } = await ask<{ columns: readonly { id: string; kind: string }[] }>('/api/board.get', { board })
  for (const { id, kind } of columns)
    if (['people', 'date', 'timeline'].includes(kind)) await ask('/api/column.delete', { board, id })
  await page.goto(bare)
  await takesKeys(page)
  await addWorkload()
  await page.getByText(/^A workload needs people/).waitFor()
  await page.getByRole('button', { name: 'Add a people column' }).click()
  await page.getByText(/^A workload needs days/).waitFor()
  await page.getByRole('button', { name: 'Add a timeline column' }).click()
  await page.getByText(/^Nothing to do yet/).waitFor()
})

test('and nothing went wrong on the way', () => {
  expectNoTroubles(window)
})
