import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { seriousFindings } from './support/accessibility.ts'
import { addColumn, addItems, typeInto } from './support/boards.ts'
import { expectNoTroubles, launchBrowser, openWindow, type Window } from './support/browser.ts'
import { makeBoard, maya, useLink } from './support/people.ts'
import { startFulcrum, type RunningFulcrum } from './support/server.ts'

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
  await addColumn(page, 'Timeline', 'Planned')
  await page.getByRole('columnheader', { name: 'Planned' }).first().waitFor()
  await addItems(page, 'Freeze', 'Rollout', 'Notes')
})

afterAll(async () => {
  await browser?.close()
  await fulcrum?.stop()
})

/** A day of the month that is shown. */
function day(date: number): Locator {
  return page
    .locator('.fq-day:not(.fq-quiet)')
    .filter({ has: page.locator('.fq-date', { hasText: new RegExp(`(^|\\D)${date}$`) }) })
    .first()
}

/** The first bar of an item, by its title. */
function bar(title: string): Locator {
  return page.locator('.fq-bars [data-item]').filter({ hasText: title }).first()
}

/** From which to which day of the month a bar goes. */
async function daysOf(title: string): Promise<readonly [number, number]> {
  const [from, to] = await Promise.all([bar(title).getAttribute('data-from'), bar(title).getAttribute('data-to')])
  return [dateOf(Number(from)), dateOf(Number(to))]
}

function dateOf(dayNumber: number): number {
  return new Date(dayNumber * 86_400_000).getUTCDate()
}

async function drag(from: Locator, to: Locator, at: 'middle' | 'end' = 'middle'): Promise<void> {
  const [start, end] = [await from.boundingBox(), await to.boundingBox()]
  if (start === null || end === null) throw new Error('one of them is not drawn')
  const x = at === 'end' ? start.x + start.width - 3 : start.x + 20
  await page.mouse.move(x, start.y + start.height / 2)
  await page.mouse.down()
  await page.mouse.move(x + 8, start.y + start.height / 2 + 4)
  await page.mouse.move(end.x + end.width / 2, end.y + end.height / 2, { steps: 4 })
  await page.mouse.up()
}

async function eventually(look: () => Promise<unknown>, wanted: unknown): Promise<void> {
  await expect.poll(look).toEqual(wanted)
}

test('a calendar is added from the menu of views, and shows today', async () => {
  await page.getByRole('button', { name: 'Add view' }).click()
  await page
    .getByRole('menuitem', { name: /^Calendar/ })
    .first()
    .click()
  await page.locator('.fq-today').waitFor()
  // The board has a due date; this calendar is to show what is planned.
  await page.getByRole('toolbar', { name: 'View' }).getByRole('button', { name: 'Due', exact: true }).click()
  await page
    .getByRole('menuitemradio', { name: 'Planned' })
    .or(page.getByRole('menuitemcheckbox', { name: 'Planned' }))
    .first()
    .click()
  await page.getByRole('toolbar', { name: 'View' }).getByRole('button', { name: 'Planned' }).waitFor()
})

test('an item is dragged from the tray to a day, on to another one, and back', async () => {
  await page.getByRole('button', { name: /^Without a date/ }).click()
  const tray = page.getByRole('complementary', { name: 'Without a date' })
  await drag(tray.getByRole('button', { name: 'Freeze' }), day(10))
  await eventually(() => daysOf('Freeze'), [10, 10])
  await drag(bar('Freeze'), day(17))
  await eventually(() => daysOf('Freeze'), [17, 17])
  await page
    .getByRole('status')
    .filter({ hasText: /Moved to .*17/ })
    .waitFor({ state: 'attached' })
  await drag(bar('Freeze'), tray)
  await tray.getByRole('button', { name: 'Freeze' }).waitFor()
  await page.keyboard.press('Control+z')
  await eventually(() => daysOf('Freeze'), [17, 17])
})

test('an edge is dragged to make it longer, and one undo takes that back', async () => {
  await drag(bar('Freeze'), day(18), 'end')
  await eventually(() => daysOf('Freeze'), [17, 18])
  await page.keyboard.press('Control+z')
  await eventually(() => daysOf('Freeze'), [17, 17])
})

test('keys go over days and items, take items along, make them longer, and open them', async () => {
  await day(16).focus()
  await page.keyboard.press('ArrowRight')
  await eventually(
    () =>
      page
        .locator(':focus')
        .getAttribute('aria-label')
        .then((label) => label?.includes('17')),
    true,
  )
  await page.keyboard.press('ArrowDown')
  await expect.poll(() => page.locator(':focus').innerText()).toContain('Freeze')
  await page.keyboard.press('Shift+ArrowRight')
  await eventually(() => daysOf('Freeze'), [18, 18])
  await page.locator('.fq-bars [data-item]:focus').waitFor()
  await page.keyboard.press('Shift+ArrowUp')
  await eventually(() => daysOf('Freeze'), [11, 11])
  await page.locator('.fq-bars [data-item]:focus').waitFor()
  await page.keyboard.press('Alt+Shift+ArrowRight')
  await eventually(() => daysOf('Freeze'), [11, 12])
  await page.locator('.fq-bars [data-item]:focus').waitFor()
  await page.keyboard.press('Enter')
  await expect.poll(() => page.url()).toContain('/i/')
  await page.locator('.fu-panel:focus-within').waitFor()
  await page.keyboard.press('Escape')
  await expect.poll(() => page.url()).not.toContain('/i/')
})

test('C adds items to the day that has the focus, and a crowded day opens to all of them', async () => {
  await day(20).focus()
  await page.keyboard.press('c')
  for (const title of ['One', 'Two', 'Three', 'Four', 'Five', 'Six']) {
    await typeInto(page, title)
    await page.keyboard.press('Enter')
  }
  await page.keyboard.press('Escape')
  await eventually(() => daysOf('One'), [20, 20])
  await page.getByRole('button', { name: /more on .*20/ }).click()
  const all = page.getByRole('dialog')
  await eventually(() => all.locator('[data-item]').count(), 6)
  await page.keyboard.press('Escape')
})

test('the menu does what a drag does', async () => {
  await bar('Freeze').click({ button: 'right' })
  await page.getByRole('menuitem', { name: 'A day shorter' }).click()
  await eventually(() => daysOf('Freeze'), [11, 11])
  await bar('Freeze').click({ button: 'right' })
  await page.getByRole('menuitem', { name: 'Take the date away' }).click()
  await page.getByRole('complementary').getByRole('button', { name: 'Freeze' }).waitFor()
})

test('pages turn by keys, weeks and lists show the same items, and filters hold', async () => {
  const title = page.locator('.fq-title')
  const month = await title.innerText()
  await day(20).focus()
  await page.keyboard.press('j')
  await expect.poll(() => title.innerText()).not.toBe(month)
  await page.keyboard.press('k')
  await eventually(() => title.innerText(), month)
  await page.getByRole('group', { name: 'Show by' }).getByRole('button', { name: 'Week' }).click()
  // Each day stands below its name.
  const left = (all: Locator) => all.evaluateAll((each) => each.map((one) => Math.round(one.getBoundingClientRect().x)))
  const names = await left(page.locator('.fq-weekdays > span'))
  const days = await left(page.locator('.fq-day'))
  expect(names).toHaveLength(7)
  expect(days.map((x, at) => Math.abs(x - (names[at] ?? 0)) <= 1)).toEqual(names.map(() => true))
  await page.getByRole('group', { name: 'Show by' }).getByRole('button', { name: 'List' }).click()
  await page.locator('.fq-list').getByRole('button', { name: /^One/ }).waitFor()
  await page.getByRole('group', { name: 'Show by' }).getByRole('button', { name: 'Month' }).click()
  await page.getByPlaceholder('Find in board').fill('Two')
  await eventually(() => page.locator('.fq-bars [data-item]').allInnerTexts(), ['Two'])
  await page.getByPlaceholder('Find in board').fill('')
  await bar('One').waitFor()
})

test('nobody is kept out, in months and in lists, and a narrow window gets the list', async () => {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    expect(await seriousFindings(page)).toEqual([])
  }
  await page.getByRole('complementary', { name: 'Without a date' }).getByRole('button', { name: 'Close' }).click()
  await page.setViewportSize({ width: 360, height: 740 })
  await page.locator('.fq-list').waitFor()
  // The tree of workspaces stood beside the board, and does not lie over it now.
  await page.getByRole('button', { name: 'Show the sidebar' }).waitFor()
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme })
    expect(await seriousFindings(page)).toEqual([])
  }
  const wide = await page.evaluate('document.documentElement.scrollWidth')
  expect(wide).toBe(360)
  expectNoTroubles(window)
})
