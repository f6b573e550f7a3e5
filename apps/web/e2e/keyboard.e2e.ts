import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { columnId, row, takesKeys } from './support/boards.ts'
import { expectNoTroubles, launchBrowser, openWindow, type Window } from './support/browser.ts'
import { takeKeyboard, type Keyboard } from './support/keyboard.ts'
import { maya, useLink } from './support/people.ts'
import { startFulcrum, type RunningFulcrum } from './support/server.ts'

let fulcrum: RunningFulcrum
let browser: Browser
let window: Window
let page: Page
let keys: Keyboard

beforeAll(async () => {
  browser = await launchBrowser()
  fulcrum = await startFulcrum()
  window = await openWindow(browser)
  page = window.page
  await useLink(page, fulcrum.ownerLink, maya)
  keys = await takeKeyboard(page)
  await page.reload()
  await page.getByRole('heading', { name: 'Home', level: 1 }).waitFor()
})

afterAll(async () => {
  await browser?.close()
  await fulcrum?.stop()
})

const press: Keyboard['press'] = (...each) => keys.press(...each)
const seen: Keyboard['seen'] = () => keys.seen()
const holds: Keyboard['holds'] = (place) => keys.holds(place)
const write: Keyboard['write'] = (text, end) => keys.write(text, end)
const tabTo: Keyboard['tabTo'] = (place, key) => keys.tabTo(place, key)
const command: Keyboard['command'] = (name) => keys.command(name)
const choose: Keyboard['choose'] = (...names) => keys.choose(...names)
const goTo: Keyboard['goTo'] = (title, column) => keys.goTo(title, column)

async function eventually(look: () => Promise<unknown>, wanted: unknown): Promise<void> {
  await expect.poll(look).toEqual(wanted)
}

async function cell(title: string, column: string): Promise<Locator> {
  return row(page, title).locator(`[data-col="${await columnId(page, column)}"]`)
}

const textOf = (title: string, column: string) => async (): Promise<string | null> =>
  (await cell(title, column)).textContent()

/** Adds a column by the palette. */
async function addColumn(kind: string, title: string): Promise<void> {
  await command('Add column')
  await page.getByRole('dialog', { name: 'Add column' }).waitFor()
  await page.locator('input:focus').waitFor()
  await page.keyboard.type(kind)
  const option = page.getByRole('option', { name: new RegExp(`^${kind}`) })
  await option.first().waitFor()
  await press('Enter')
  const name = page.getByRole('textbox', { name: /^Name of the/ })
  await holds(name)
  await write(title)
  await name.waitFor({ state: 'detached' })
}

/** A day as people type it. */
function dayFromNow(days: number): string {
  return new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)
}

/** Readers of the screen are told something. */
async function told(words: RegExp): Promise<void> {
  await expect
    .poll(async () => (await page.locator('[role="status"], [aria-live]').allTextContents()).join('\n'))
    .toMatch(words)
}

const titles = (): Promise<string[]> => page.locator('[data-row] .fb-title').allTextContents()

test('1: make a board', async () => {
  await command('New board')
  await page.getByRole('dialog', { name: 'New board' }).waitFor()
  await write('Harbour')
  await page.getByRole('heading', { name: 'Harbour', level: 1 }).waitFor()
  await takesKeys(page)
})

test('2: make items', async () => {
  await press('c')
  await page.getByRole('textbox', { name: 'Add item' }).waitFor()
  for (const title of ['Mend the crane', 'Paint the shed', 'Order ropes']) await write(title)
  await press('Escape')
  await eventually(titles, ['Mend the crane', 'Paint the shed', 'Order ropes'])
})

test('3: rename an item where it stands', async () => {
  await goTo('Order ropes', 'Item')
  await press('F2')
  await page.locator('input:focus, textarea:focus').waitFor()
  await press('End')
  await write(' and hooks')
  await eventually(titles, ['Mend the crane', 'Paint the shed', 'Order ropes and hooks'])
})

test('4: set a status, a person and a date', async () => {
  await goTo('Mend the crane', 'Status')
  await press('Enter')
  await page.getByRole('dialog', { name: 'Status' }).waitFor()
  await write('prog')
  await eventually(textOf('Mend the crane', 'Status'), 'In progress')
  await goTo('Mend the crane', 'Owner')
  await press('Enter')
  await page.getByRole('dialog', { name: 'Owner' }).waitFor()
  await write('maya')
  // Of several, Enter chooses one more; Tab keeps them.
  await press('Tab')
  await (await cell('Mend the crane', 'Owner')).getByRole('img', { name: maya.name }).waitFor()
  await goTo('Mend the crane', 'Due')
  await press('Enter')
  await page.getByRole('dialog', { name: 'Due' }).waitFor()
  await write('today')
  await expect.poll(textOf('Mend the crane', 'Due')).not.toBe('')
})

const kinds = [
  ['Number', 'Cost', '1250', /1,250/],
  ['Text', 'Note', 'ask Ben', /ask Ben/],
  ['Link', 'Manual', 'https://example.org/crane', /example\.org/],
  ['Long text', 'Story', 'It creaks', /It creaks/],
  ['Tags', 'Parts', 'engine', /engine/],
  ['Timeline', 'Span', `${dayFromNow(0)} to ${dayFromNow(4)}`, /\d/],
] as const

test.each(kinds)('5: a column of kind %s is added and its cell filled', async (kind, title, typed, shown) => {
  await addColumn(kind, title)
  await goTo('Paint the shed', title)
  await press('Enter')
  await write(typed)
  // An editor of several stays for one more.
  if ((await page.locator('[data-row] [data-col]:focus').count()) === 0) await press('Tab')
  await expect.poll(textOf('Paint the shed', title)).toMatch(shown)
})

test('6: a checkbox is ticked by Space', async () => {
  await addColumn('Checkbox', 'Checked')
  await goTo('Paint the shed', 'Checked')
  await press('Space')
  await (await cell('Paint the shed', 'Checked')).getByRole('img', { name: /^(Yes|Checked|Done|Ticked)/i }).waitFor()
})

test('7: undo and redo', async () => {
  await goTo('Paint the shed', 'Cost')
  await press('Delete')
  await eventually(textOf('Paint the shed', 'Cost'), '')
  await press('Control+z')
  await expect.poll(textOf('Paint the shed', 'Cost')).toMatch(/1,250/)
  await press('Control+Shift+z')
  await eventually(textOf('Paint the shed', 'Cost'), '')
})

test('8: make a group, and move items into it by the menu and by keys', async () => {
  const heads = (): Promise<string[]> => page.locator('.fu-group-title').allTextContents()
  await command('New group')
  await write('Someday')
  await eventually(heads, ['Now', 'Later', 'Someday'])
  await goTo('Order ropes and hooks', 'Item')
  await press('Shift+F10')
  await choose('Move to group', 'Someday')
  await seen()
  await goTo('Paint the shed', 'Item')
  await press('Alt+ArrowUp')
  await eventually(titles, ['Paint the shed', 'Mend the crane', 'Order ropes and hooks'])
  await press('Alt+ArrowDown', 'Shift+F10')
  await choose('Move to group', 'New group')
  await write('Never')
  await eventually(heads, ['Now', 'Later', 'Someday', 'Never'])
  await eventually(titles, ['Mend the crane', 'Order ropes and hooks', 'Paint the shed'])
  // The group and the move into it are one piece of work.
  await press('Control+z')
  await eventually(heads, ['Now', 'Later', 'Someday'])
  await eventually(titles, ['Mend the crane', 'Paint the shed', 'Order ropes and hooks'])
})

test('9: find, filter and sort', async () => {
  await command('Find in')
  await write('mend', 'End')
  await eventually(titles, ['Mend the crane'])
  // Once clears it for what is looked for next, twice goes back to the items.
  await press('Escape')
  await eventually(async () => (await titles()).length, 3)
  await holds(page.getByPlaceholder('Find in board'))
  await press('Escape')
  await holds(page.locator('[data-row]'))
  await press('Control+Shift+l')
  await page.getByRole('dialog', { name: 'Filter as text' }).waitFor()
  await write('status is "In progress"')
  await eventually(titles, ['Mend the crane'])
  await press('Control+Shift+l')
  await page.getByRole('dialog', { name: 'Filter as text' }).waitFor()
  await page.locator('textarea:focus, input:focus').waitFor()
  await press('Control+a', 'Delete', 'Enter')
  await eventually(async () => (await titles()).length, 3)
  await command('Sort this view')
  await page.getByRole('dialog', { name: 'Sort' }).waitFor()
  await press('Escape')
  await goTo('Mend the crane', 'Item')
  await press('ArrowUp', 'Enter')
  await choose('Sort descending')
  await eventually(titles, ['Paint the shed', 'Mend the crane', 'Order ropes and hooks'])
  await tabTo(page.getByRole('button', { name: 'Reset' }), 'Shift+Tab')
  await press('Enter')
})

test('10: open an item, go to the next and back, say something, and come back to the cell', async () => {
  await goTo('Mend the crane', 'Item')
  await press('Space')
  const panel = page.getByRole('dialog', { name: /Mend the crane/ })
  await panel.waitFor()
  await press('j')
  await panel.waitFor({ state: 'detached' })
  await press('k')
  await panel.waitFor()
  await press('m')
  const field = page.locator('[contenteditable]:focus')
  await field.waitFor()
  await write('The hook is bent', 'Control+Enter')
  await page.locator('.item-update').filter({ hasText: 'The hook is bent' }).first().waitFor()
  // Escape goes one level up each time, and what was written waits.
  await page.keyboard.type('And so is')
  await press('Escape')
  await eventually(() => panel.evaluate((each) => each.matches(':focus')), true)
  await press('m')
  await field.filter({ hasText: 'And so is' }).waitFor()
  await press('Control+a', 'Delete', 'Escape', 'Escape')
  await panel.waitFor({ state: 'detached' })
  await holds(row(page, 'Mend the crane'))
})

test('11: select several items and set them together', async () => {
  await goTo('Mend the crane', 'Status')
  await press('Space', 'ArrowDown', 'Shift+Space')
  const bar = page.getByRole('toolbar', { name: 'Selected items' })
  await bar.getByText('2 items').waitFor()
  await tabTo(bar.getByRole('button', { name: 'Status' }))
  await press('Enter')
  await page.getByRole('dialog', { name: 'Status' }).waitFor()
  await write('done')
  await eventually(textOf('Paint the shed', 'Status'), 'Done')
  await press('Escape')
  await bar.waitFor({ state: 'detached' })
  await holds(page.getByRole('grid'))
})

test('12: duplicate an item', async () => {
  await goTo('Order ropes and hooks', 'Item')
  await press('Escape', 'Shift+F10')
  await choose('Duplicate')
  await eventually(async () => (await titles()).length, 4)
  await press('Control+z')
  await eventually(async () => (await titles()).length, 3)
})

test('13: delete an item, and have it back', async () => {
  await goTo('Order ropes and hooks', 'Item')
  await press('Shift+F10')
  await choose('Delete')
  await eventually(async () => (await titles()).length, 2)
  await press('Control+z')
  await eventually(async () => (await titles()).length, 3)
  await seen()
})

test('14: go to an item by its key', async () => {
  const key = (await row(page, 'Paint the shed').locator('.fb-key').textContent()) ?? ''
  await page.keyboard.press('Control+k')
  const palette = page.getByRole('dialog', { name: 'Commands' })
  await palette.waitFor()
  await write(key, 'Home')
  await palette.getByRole('option', { selected: true }).filter({ hasText: key }).waitFor()
  await press('Enter')
  await page.getByRole('dialog', { name: /Paint the shed/ }).waitFor()
  await press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  await seen()
})

test('15: look up the keys of the page', async () => {
  await command('Shortcuts')
  const sheet = page.getByRole('dialog', { name: 'Shortcuts' })
  await sheet.getByText('Undo').first().waitFor()
  await press('Tab', 'Escape')
  await sheet.waitFor({ state: 'detached' })
})

test('16: make a Kanban and move a card by keys', async () => {
  await command('Add view')
  await choose('Kanban')
  const card = page.locator('[data-card]').filter({ hasText: 'Mend the crane' })
  await card.waitFor()
  await tabTo(page.locator('[data-card]').first())
  const stack = page.getByRole('region', { name: 'Blocked', exact: true })
  for (let step = 0; step < 8 && !(await card.evaluate((each) => each.matches(':focus'))); step++) {
    await press('ArrowDown')
  }
  await holds(card)
  await press('Shift+ArrowLeft')
  await stack.locator('[data-card]').filter({ hasText: 'Mend the crane' }).waitFor()
  await holds(card)
  await press('Shift+F10')
  await choose('Move to', 'Done')
  await page
    .getByRole('region', { name: 'Done', exact: true })
    .locator('[data-card]')
    .filter({ hasText: 'Mend the crane' })
    .waitFor()
  await seen()
})

test('17: go from view to view', async () => {
  await tabTo(page.getByRole('tab', { name: 'Kanban' }), 'Shift+Tab')
  await press('ArrowLeft')
  await page.getByRole('grid').first().waitFor()
  await holds(page.getByRole('tab', { name: 'Table' }))
})

test('18: rename the board', async () => {
  await tabTo(page.getByRole('button', { name: 'Menu of this board' }), 'Shift+Tab')
  await press('Enter')
  await choose('Rename')
  await page.locator('input:focus').waitFor()
  await press('Control+a')
  await write('Old harbour')
  await page.getByRole('heading', { name: 'Old harbour', level: 1 }).waitFor()
  await seen()
})

test('19: close and open a group', async () => {
  await press('/', 'Escape')
  await goTo('Mend the crane', 'Item')
  await press('ArrowUp', 'ArrowUp')
  await holds(page.locator('[data-line="header"]'))
  await press('Enter')
  await eventually(titles, ['Order ropes and hooks'])
  await press('Enter')
  await eventually(async () => (await titles()).length, 3)
})

test('20: put a board among the favourites, and up in the tree', async () => {
  await command('New board')
  await page.getByRole('dialog', { name: 'New board' }).waitFor()
  await write('Quay')
  await page.getByRole('heading', { name: 'Quay', level: 1 }).waitFor()
  await takesKeys(page)
  await command('Add to favourites')
  await page.getByRole('button', { name: 'Remove from favourites' }).waitFor()
  const line = page.locator('[data-tree="board"] .fu-nav-link').filter({ hasText: 'Quay' }).last()
  await press('/', 'Escape')
  await tabTo(line, 'Shift+Tab')
  await press('Alt+ArrowUp')
  await told(/Quay moved before Old harbour/)
  await holds(line)
})

test('21: home, my work and the inbox', async () => {
  await press('g', 'h')
  await page.getByRole('heading', { name: 'Home', level: 1 }).waitFor()
  await page.locator('[data-home-row]').first().waitFor()
  await press('j', 'g', 'w')
  await page.getByRole('heading', { name: 'My work', level: 1 }).waitFor()
  await press('j')
  await command('Inbox')
  await page.getByRole('heading', { name: 'Inbox', level: 1 }).waitFor()
  await seen()
})

test('22: change the theme', async () => {
  await command('Dark theme')
  await expect.poll(() => page.locator('html').getAttribute('data-theme')).toBe('dark')
  await seen()
  await command('Theme as the system')
})

test('23: skip what is beside the page', async () => {
  await page.goto(fulcrum.url)
  await page.getByRole('heading', { name: 'Home', level: 1 }).waitFor()
  await press('Tab')
  await holds(page.locator('.frame-skip'))
  await press('Enter')
  await holds(page.locator('main'))
})

test('24: delete a board and take it out of the trash', async () => {
  await command('Old harbour')
  await page.getByRole('heading', { name: 'Old harbour', level: 1 }).waitFor()
  await takesKeys(page)
  await tabTo(page.getByRole('button', { name: 'Menu of this board' }))
  await press('Enter')
  await choose('Delete')
  await command('Archive and trash')
  await tabTo(page.getByRole('button', { name: 'Restore Old harbour' }))
  await press('Enter')
  await page.locator('[data-tree="board"]').filter({ hasText: 'Old harbour' }).first().waitFor()
  await seen()
})

test('25: edit a field of an item in its panel', async () => {
  await command('Old harbour')
  await takesKeys(page)
  await press('/', 'Escape')
  await goTo('Mend the crane', 'Item')
  await press('Space')
  const panel = page.getByRole('dialog', { name: /Mend the crane/ })
  await panel.waitFor()
  await tabTo(panel.getByRole('button', { name: /^Status/ }).or(panel.locator('[data-field]').first()))
  await press('Enter')
  await page.getByRole('dialog', { name: 'Status' }).waitFor()
  await write('to do')
  await press('Escape')
})

// Everything that is dragged is moved by a key and by a menu too, and readers are told.

test('26: move columns and make them wider', async () => {
  await press('/', 'Escape')
  await goTo('Mend the crane', 'Status')
  await press('ArrowUp')
  const head = page.locator('[role="columnheader"]')
  await holds(head.filter({ hasText: 'Status' }))
  await press('Alt+ArrowRight')
  await told(/Status moved to position 3/)
  await press('Enter')
  await choose('Move left')
  await told(/Status moved to position 2/)
  await holds(head.filter({ hasText: 'Status' }))
  await press('Shift+ArrowRight')
  await told(/Status is \d+ pixels wide/)
  await press('Enter')
  await choose('Width', 'Narrower')
  await told(/Status is 9\d pixels wide/)
  await press('Escape', 'Escape')
  await holds(head.filter({ hasText: 'Status' }))
})

test('27: move rows and groups, and fill cells down', async () => {
  await goTo('Paint the shed', 'Item')
  await press('Alt+ArrowUp')
  await told(/Row moved/)
  await press('Alt+ArrowDown', 'Shift+F10')
  await choose('Move to group', 'Later')
  await told(/Moved 1 item to Later/)
  await press('Control+z')
  await goTo('Mend the crane', 'Note')
  await press('Shift+ArrowDown', 'Control+d')
  await told(/Filled one cell/)
  await press('Control+z', 'Escape')
  const head = page.locator('[data-line="header"]:focus, [data-line="header"] :focus')
  for (let step = 0; step < 8 && (await head.count()) === 0; step++) await press('ArrowUp')
  await press('Alt+ArrowDown')
  const heads = (): Promise<string[]> => page.locator('.fu-group-title').allTextContents()
  await eventually(heads, ['Later', 'Now', 'Someday'])
  await tabTo(page.getByRole('button', { name: 'Menu of Now' }))
  await press('Enter')
  await choose('Move up')
  await told(/Now moved to position 1/)
  await eventually(heads, ['Now', 'Later', 'Someday'])
  await holds(page.getByRole('button', { name: 'Menu of Now' }))
})

test('28: move the columns of a Kanban', async () => {
  await tabTo(page.getByRole('tab', { name: 'Table' }), 'Shift+Tab')
  await press('ArrowRight')
  const fold = (name: string): Locator => page.getByRole('region', { name, exact: true }).locator('.fk-fold')
  await tabTo(fold('Blocked'))
  await press('Alt+ArrowRight')
  await told(/Blocked moved to the end|Blocked moved before/)
  await holds(fold('Blocked'))
  await press('Tab', 'Enter')
  await choose('Move left')
  await told(/Blocked moved before Done/)
  await holds(page.getByRole('button', { name: 'Menu of Blocked' }))
})

test('no pointer was used, and nothing went wrong', async () => {
  expect(keys.pointerCount()).toBe(0)
  expectNoTroubles(window)
})
