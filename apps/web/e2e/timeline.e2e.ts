import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { seriousFindings } from './support/accessibility.ts'
import { addItems } from './support/boards.ts'
import { expectNoTroubles, launchBrowser, openWindow, type Window } from './support/browser.ts'
import { makeBoard, maya, useLink } from './support/people.ts'
import { startFulcrum, type RunningFulcrum } from './support/server.ts'

/** How wide a day is while a timeline shows weeks. */
const DAY_PX = 20

let fulcrum: RunningFulcrum
let browser: Browser
let window: Window
let page: Page

beforeAll(async () => {
  browser = await launchBrowser()
  fulcrum = await startFulcrum()
  window = await openWindow(browser)
  page = window.page
  await useLink(page, fulcrum.ownerLink, maya)
  await makeBoard(page, fulcrum.url, 'Launch')
  await addItems(page, 'Design', 'Build', 'Ship')
})

afterAll(async () => {
  await browser?.close()
  await fulcrum?.stop()
})

function bar(title: string): Locator {
  return page.locator('[data-bar]').filter({ hasText: title })
}

/** What a bar says of itself, without its title: its days first. */
async function said(title: string): Promise<string> {
  return ((await bar(title).getAttribute('aria-label')) ?? '').replace(`${title}, `, '')
}

async function eventually(look: () => Promise<unknown>, wanted: unknown): Promise<void> {
  await expect.poll(look).toEqual(wanted)
}

async function boxOf(of: Locator): Promise<{ x: number; y: number; width: number; height: number }> {
  await of.waitFor()
  const box = await of.boundingBox()
  if (box === null) throw new Error('It is not drawn.')
  return box
}

/** Drags in steps, as hands do. */
async function drag(from: { x: number; y: number }, to: { x: number; y: number }): Promise<void> {
  await page.mouse.move(from.x, from.y)
  await page.mouse.down()
  await page.mouse.move((from.x + to.x) / 2, (from.y + to.y) / 2, { steps: 4 })
  await page.mouse.move(to.x, to.y, { steps: 4 })
  await page.mouse.up()
}

async function moveBy(title: string, daysLater: number): Promise<void> {
  const { x, y, width, height } = await boxOf(bar(title))
  const at = { x: x + width / 2, y: y + height / 2 }
  await drag(at, { x: at.x + daysLater * DAY_PX, y: at.y })
}

/** Gives an item days in its empty row, counted from today. */
async function draw(title: string, from: number, to: number): Promise<void> {
  const row = await boxOf(page.locator('[data-line]').filter({ hasText: title }))
  const today = await boxOf(page.locator('.ft-today'))
  const y = row.y + row.height / 2
  await drag({ x: today.x + from * DAY_PX, y }, { x: today.x + to * DAY_PX, y })
  await bar(title).waitFor()
}

async function connect(from: string, to: string): Promise<void> {
  await bar(from).hover()
  const knob = await boxOf(bar(from).locator('[data-hold="link-end"]'))
  const target = await boxOf(bar(to))
  await drag({ x: knob.x + 6, y: knob.y + 6 }, { x: target.x + 6, y: target.y + target.height / 2 })
  await expect.poll(() => said(to)).toContain(`waits for ${from}`)
}

/** Chooses in a menu of the toolbar, one level after another. */
async function choose(button: string, ...items: readonly string[]): Promise<void> {
  await page.getByRole('button', { name: button, exact: true }).last().click()
  for (const item of items) await page.locator('[role^="menuitem"]').filter({ hasText: item }).last().click()
}

test('a timeline of a board without days says which column it needs, and adds it', async () => {
  await page.getByRole('columnheader', { name: 'Due' }).first().click({ button: 'right' })
  await page.getByRole('menuitem', { name: 'Delete column' }).click()
  await page.getByRole('columnheader', { name: 'Due' }).first().waitFor({ state: 'detached' })
  await page.getByRole('button', { name: 'Add view' }).click()
  await page
    .getByRole('menuitem', { name: /^Timeline/ })
    .first()
    .click()
  await page.getByText('A timeline needs days').waitFor()
  await page.getByRole('button', { name: 'Add a timeline column' }).click()
  await page.getByText('No item here has dates yet').waitFor()
  await choose('Timeline', 'Weekends and holidays count')
  await choose('Timeline', 'Add a column of dependencies')
})

test('items get days in their empty rows, and lines from bar to bar', async () => {
  await draw('Design', -6, -3)
  await draw('Build', -2, 1)
  await draw('Ship', 6, 8)
  await connect('Design', 'Build')
  await connect('Build', 'Ship')
  await expect.poll(() => page.locator('[data-link]').count()).toBe(2)
})

test('a circle is refused by the names of the items', async () => {
  await bar('Ship').hover()
  const knob = await boxOf(bar('Ship').locator('[data-hold="link-end"]'))
  const target = await boxOf(bar('Design'))
  await drag({ x: knob.x + 6, y: knob.y + 6 }, { x: target.x + 6, y: target.y + target.height / 2 })
  await page.getByText(/would wait for each other.*LAUN-1/).waitFor()
  expect(await page.locator('[data-link]').count()).toBe(2)
})

test('a move pushes what would break, keeps what has room, and one undo takes all of it back', async () => {
  const before = [await said('Design'), await said('Build'), await said('Ship')]
  await moveBy('Design', 3)
  await expect.poll(() => said('Build')).not.toBe(before[1])
  expect(await said('Design')).not.toBe(before[0])
  expect(await said('Ship')).toBe(before[2])
  await page.getByText('Moved 2 items').waitFor()
  await page.keyboard.press('Control+z')
  await eventually(async () => [await said('Design'), await said('Build'), await said('Ship')], before)
})

test('a view can let all that follows move along, or leave it and mark what breaks', async () => {
  const before = [await said('Build'), await said('Ship')]
  await choose('Keep slack', 'Move followers')
  await moveBy('Design', 2)
  await expect.poll(() => said('Ship')).not.toBe(before[1])
  await page.keyboard.press('Control+z')
  await eventually(async () => [await said('Build'), await said('Ship')], before)

  await choose('Move followers', 'Leave the others')
  await moveBy('Design', 3)
  await expect.poll(() => said('Build')).toContain('begins too early')
  expect(await page.locator('.ft-link-broken').count()).toBe(1)
  await page.keyboard.press('Control+z')
  await expect.poll(() => page.locator('.ft-link-broken').count()).toBe(0)
  await choose('Leave the others', 'Keep slack')
})

test('keys walk over the bars, move them and make them longer', async () => {
  const before = await said('Ship')
  await bar('Design').focus()
  await page.keyboard.press('ArrowRight')
  await eventually(() => page.locator(':focus').textContent(), 'Build')
  await page.keyboard.press('ArrowDown')
  await eventually(() => page.locator(':focus').textContent(), 'Ship')
  await page.keyboard.press('Shift+ArrowRight')
  await expect.poll(() => said('Ship')).not.toBe(before)
  const moved = await said('Ship')
  const { width } = await boxOf(bar('Ship'))
  await eventually(() => page.locator(':focus').textContent(), 'Ship')
  await page.keyboard.press('Alt+Shift+ArrowRight')
  await expect.poll(async () => (await boxOf(bar('Ship'))).width).toBe(width + DAY_PX)
  await page.keyboard.press('Control+z')
  await eventually(() => said('Ship'), moved)
  await page.keyboard.press('Control+z')
  await eventually(() => said('Ship'), before)
})

test('keys that come faster than the plan is drawn move a bar by each of them', async () => {
  const places = [await said('Design')]
  await bar('Design').focus()
  for (let press = 1; press <= 3; press++) {
    await page.keyboard.press('Shift+ArrowRight')
    await expect.poll(() => said('Design')).not.toBe(places.at(-1))
    places.push(await said('Design'))
  }
  const back = async (): Promise<void> => {
    for (let press = 0; press < 3; press++) await page.keyboard.press('Control+z')
    await eventually(() => said('Design'), places[0])
  }
  await back()
  await bar('Design').focus()
  await page.evaluate(`for (let press = 0; press < 3; press++) {
    document.activeElement.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowRight', shiftKey: true, bubbles: true }))
  }`)
  await eventually(() => said('Design'), places[3])
  await back()
  // One on and one back, before the first is drawn.
  const followers = await said('Build')
  await bar('Design').focus()
  await page.evaluate(`for (const key of ['ArrowRight', 'ArrowRight', 'ArrowLeft', 'ArrowLeft', 'ArrowRight']) {
    document.activeElement.dispatchEvent(new KeyboardEvent('keydown', { key, shiftKey: true, bubbles: true }))
  }`)
  await eventually(() => said('Design'), places[1])
  for (let press = 0; press < 5; press++) await page.keyboard.press('Control+z')
  await eventually(() => said('Design'), places[0])
  await eventually(() => said('Build'), followers)
})

test('Escape calls a drag off', async () => {
  const before = await said('Design')
  const { x, y, width, height } = await boxOf(bar('Design'))
  await page.mouse.move(x + width / 2, y + height / 2)
  await page.mouse.down()
  await page.mouse.move(x + width / 2 + 60, y + height / 2, { steps: 4 })
  await page.locator('[data-moving="true"]').first().waitFor()
  await page.keyboard.press('Escape')
  await page.mouse.up()
  await eventually(() => said('Design'), before)
  // Letting go of it is no click that opens it.
  expect(page.url()).not.toContain('/i/')
})

test('the critical path is marked, and a baseline kept with the view shows what moved since', async () => {
  await choose('Timeline', 'Critical path')
  await expect.poll(() => page.locator('[data-critical="true"]').allTextContents()).toEqual(['Ship'])
  await page.getByRole('button', { name: 'Save for everyone' }).click()
  await choose('Timeline', 'Keep the days of now')
  await expect.poll(() => page.locator('.ft-baseline').count()).toBe(3)
  expect(new URL(page.url()).search).not.toContain('baseline')
  await page.reload()
  await bar('Design').waitFor()
  await expect.poll(() => page.locator('.ft-baseline').count()).toBe(3)
})

test('the wheel with Ctrl zooms, and the address keeps it', async () => {
  const { x, y } = await boxOf(bar('Design'))
  await page.mouse.move(x, y)
  await page.keyboard.down('Control')
  await page.mouse.wheel(0, 120)
  await page.keyboard.up('Control')
  await page.getByText('Months').waitFor()
  await expect.poll(() => page.url()).toContain('month')
  await page.getByRole('button', { name: 'Show less time' }).click()
  await page.getByText('Weeks').waitFor()
})

test('nothing serious is wrong for people with disabilities, in both themes', async () => {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    expect(await seriousFindings(page)).toEqual([])
  }
  await page.emulateMedia({ colorScheme: 'light' })
})

test('on a narrow screen it is a list of the same items with their days', async () => {
  await page.setViewportSize({ width: 360, height: 740 })
  const item = page.locator('.ft-item').filter({ hasText: 'Design' })
  await item.waitFor()
  await expect.poll(() => item.textContent()).toContain('20')
  expect(await seriousFindings(page)).toEqual([])
  await page.setViewportSize({ width: 1_280, height: 800 })
  await bar('Design').waitFor()
  expectNoTroubles(window)
})
