import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addItems } from './support/boards.ts'
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
  await makeBoard(page, fulcrum.url, 'Table')
  await addItems(page, 'One', 'Two', 'Three', 'Four')
})

afterAll(async () => {
  await browser?.close()
  await fulcrum?.stop()
})

async function eventually(look: () => Promise<unknown>, wanted: unknown): Promise<void> {
  await expect.poll(look).toEqual(wanted)
}

function titles(): Promise<string[]> {
  return page.locator('[data-row] .fb-title').allTextContents()
}

async function cell(title: string, column: string): Promise<Locator> {
  const head = page.locator('[role="columnheader"][data-col]').filter({ hasText: new RegExp(`^${column}`) })
  const id = await head.first().getAttribute('data-col')
  return page
    .locator('[data-row]')
    .filter({ has: page.locator('.fb-title', { hasText: new RegExp(`^${title}$`) }) })
    .first()
    .locator(`[data-col="${id}"]`)
}

async function statuses(...wanted: string[]): Promise<string[]> {
  const found = await Promise.all(wanted.map(async (title) => (await cell(title, 'Status')).textContent()))
  return found.map((text) => text ?? '')
}

/** Chooses a status by typing its name into the cell. */
async function setStatus(title: string, status: string): Promise<void> {
  await (await cell(title, 'Status')).click()
  const search = page.getByPlaceholder('Search or create')
  await search.fill(status)
  await search.press('Enter')
  await eventually(() => statuses(title), [status])
}

test('Ctrl D gives the cells below the first what stands in that, and one undo takes it back', async () => {
  await setStatus('One', 'In review')
  await (await cell('Two', 'Status')).focus()
  await page.keyboard.press('Escape')
  await (await cell('One', 'Status')).focus()
  await page.keyboard.press('Shift+ArrowDown')
  await page.keyboard.press('Shift+ArrowDown')
  await page.keyboard.press('Control+d')
  await eventually(() => statuses('One', 'Two', 'Three', 'Four'), ['In review', 'In review', 'In review', ''])
  await page.keyboard.press('Control+z')
  await eventually(() => statuses('One', 'Two', 'Three'), ['In review', '', ''])
  await page.keyboard.press('Control+Shift+z')
  await eventually(() => statuses('Two', 'Three'), ['In review', 'In review'])
})

test('the menu of a cell narrows the view to its value, and to all others', async () => {
  await setStatus('Four', 'Done')
  await (await cell('Four', 'Status')).click({ button: 'right' })
  await page.getByRole('menuitem', { name: /^Filter by this value/ }).click()
  await eventually(titles, ['Four'])
  await page.getByRole('button', { name: 'Reset' }).click()
  await eventually(titles, ['One', 'Two', 'Three', 'Four'])
  await (await cell('Four', 'Status')).click({ button: 'right' })
  await page.getByRole('menuitem', { name: /^Filter this value out/ }).click()
  await eventually(titles, ['One', 'Two', 'Three'])
  await page.getByRole('button', { name: 'Reset' }).click()
  await eventually(titles, ['One', 'Two', 'Three', 'Four'])
})

test('a filter is typed, told where it goes wrong, helped on, and said again as it stands', async () => {
  await (await cell('One', 'Item')).focus()
  await page.keyboard.press('Control+Shift+l')
  const field = page.getByRole('combobox', { name: 'Filter' })
  await field.fill('status is Dnoe')
  await field.press('Enter')
  await page.getByText('“Dnoe” is nothing that Status can be. Did you mean Done?').waitFor()
  await field.fill('status is not do')
  await field.press('Tab')
  await eventually(() => field.inputValue(), 'status is not Done ')
  await field.press('Enter')
  await eventually(titles, ['One', 'Two', 'Three'])
  await page.keyboard.press('Control+Shift+l')
  await eventually(() => field.inputValue(), 'Status is not Done')
  await field.fill('')
  await field.press('Enter')
  await eventually(titles, ['One', 'Two', 'Three', 'Four'])
})

test('labels are merged where they are chosen, after what holds them was told', async () => {
  await (await cell('One', 'Status')).click()
  await page.getByText('Edit labels').click()
  await page.getByRole('button', { name: 'Merge In review into another label' }).click()
  const asked = page.getByRole('group', { name: 'Merge In review' })
  await asked.getByText('3 items').waitFor()
  await asked.getByLabel('Merge In review into').selectOption({ label: 'Done' })
  await asked.getByRole('button', { name: 'Merge', exact: true }).click()
  await eventually(() => statuses('One', 'Two', 'Three', 'Four'), ['Done', 'Done', 'Done', 'Done'])
  await page.getByRole('button', { name: 'Undo' }).click()
  await eventually(() => statuses('One', 'Two', 'Three', 'Four'), ['In review', 'In review', 'In review', 'Done'])
})

test('rows are made lower, a column is pinned and one duplicated from the menu of its head', async () => {
  const head = (name: RegExp) => page.getByRole('columnheader', { name }).first()
  const heightOf = async () => (await page.locator('[data-row]').first().boundingBox())?.height
  await head(/^Due/).click({ button: 'right' })
  await page.getByRole('menuitem', { name: 'Row height' }).click()
  await page.getByRole('menuitemcheckbox', { name: 'Compact' }).click()
  await eventually(heightOf, 28)
  const order = () =>
    page.locator('[role="columnheader"][data-col]').first().locator('xpath=..').locator('[data-col]').allTextContents()
  await head(/^Due/).click({ button: 'right' })
  await page.getByRole('menuitem', { name: 'Pin beside the title' }).click()
  await expect.poll(async () => (await order())[1]).toContain('Due')
  await head(/^Status/).click({ button: 'right' })
  await page.getByRole('menuitem', { name: /^Duplicate/ }).click()
  await head(/^Status \(copy\)/).waitFor()
  await page.getByRole('button', { name: 'Reset' }).click()
  await eventually(heightOf, 34)
})

test('texts of a column wrap: rows are as high as their texts, and those below make room', async () => {
  const long = `A title of which there is so much that one line cannot hold it, ${'and still more of it '.repeat(5)}to the end`
  await (await cell('One', 'Item')).locator('.fb-title').dblclick()
  await page.keyboard.press('Control+a')
  await page.keyboard.type(long)
  await page.keyboard.press('Enter')
  const rows = page.locator('[data-row]')
  const title = rows.filter({ hasText: long }).locator('.fb-title')
  await title.waitFor()
  await page.getByRole('columnheader', { name: /^Item/ }).first().click({ button: 'right' })
  await page.getByRole('menuitemcheckbox', { name: 'Wrap text' }).click()
  const boxes = () =>
    rows.evaluateAll((all) =>
      all.map((row) => ({ top: row.getBoundingClientRect().top, height: row.getBoundingClientRect().height })),
    )
  await expect.poll(async () => (await boxes())[0]?.height).toBeGreaterThan(34)
  const text = () =>
    title.evaluate((element) => ({
      has: element.scrollHeight,
      shown: element.clientHeight,
      row: element.closest('[data-row]')?.clientHeight ?? 0,
    }))
  /** All of the text is seen, in a row that is no higher than it takes. */
  const fits = async () => {
    const { has, shown, row } = await text()
    return has === shown && row - shown < 15
  }
  await expect.poll(fits).toBe(true)
  const all = await boxes()
  expect(all.slice(1).map(({ height }) => height)).toEqual(all.slice(1).map(() => 34))
  all.slice(1).forEach(({ top }, at) => expect(top).toBeCloseTo((all[at]?.top ?? 0) + (all[at]?.height ?? 0), 0))
  const wide = all[0]?.height ?? 0
  await page.setViewportSize({ width: 360, height: 780 })
  await expect.poll(async () => (await boxes())[0]?.height).toBeGreaterThan(2 * wide)
  await expect.poll(fits).toBe(true)
  await page.setViewportSize({ width: 1440, height: 900 })
  await page.getByRole('button', { name: 'Reset' }).click()
  await expect.poll(async () => (await boxes())[0]?.height).toBe(34)
})

/** Runs commands as the person does, from the page. */
async function run(commands: readonly { readonly command: string; readonly args: object }[]): Promise<void> {
  await page.evaluate(async (body) => {
    const headers = { 'content-type': 'application/json' }
    const answer = await fetch('/api/bulk', { method: 'POST', headers, body: JSON.stringify({ commands: body }) })
    const text = await answer.text()
    if (!answer.ok || text.includes('"ok":false')) throw new Error(text.slice(0, 500))
  }, commands)
}

const newId = (): string => crypto.randomUUID().replace(/^(.{14})./, '$17')

/** Pastes into the cell that has the focus, as a spreadsheet would. */
async function paste(lines: readonly string[]): Promise<void> {
  const text = lines.join('\n')
  const html = lines.map((line) => `<tr><td>${line.replaceAll('\t', '</td><td>')}</td></tr>`).join('')
  await page.evaluate(`{
    const data = new DataTransfer()
    data.setData('text/plain', ${JSON.stringify(text)})
    data.setData('text/html', ${JSON.stringify(`<table>${html}</table>`)})
    const paste = new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true })
    document.activeElement.dispatchEvent(paste)
  }`)
}

test('a sheet of 50,000 cells is pasted with its progress shown, undone in one step, and given up without a trace', async () => {
  const [rows, columns] = [1_000, 50]
  const board = new URL(await makeBoard(page, fulcrum.url, 'Sheet')).pathname.split('/')[2] ?? ''
  const text = (at: number): boolean => at % 2 === 0
  await page.getByRole('button', { name: 'Add view' }).click()
  await page.getByRole('menuitem', { name: 'Cards', exact: true }).first().click()
  await page.getByRole('tab', { name: 'Cards', selected: true }).waitFor()
  await page.getByRole('tab').first().click()
  await run(
    Array.from({ length: columns }, (_, at) => ({
      command: 'column.create',
      args: { board, id: newId(), title: `Column ${at}`, kind: text(at) ? 'text' : 'number' },
    })),
  )
  for (let from = 0; from < rows; from += 500) {
    await run(
      Array.from({ length: 500 }, (_, at) => ({
        command: 'item.create',
        args: { board, id: newId(), title: `Row ${from + at}`, group: 1 },
      })),
    )
  }
  const first = (): Promise<Locator> => cell('Row 0', 'Column 0')
  const reads = async (): Promise<string | null> => (await first()).textContent()
  // Text that runs from right to left, or has no width, is text; what is no number is told by its column.
  const odd = 'שלום \u200bworld\u202e'
  const sheet = Array.from({ length: rows + 40 }, (_, row) =>
    Array.from({ length: columns }, (__, at) => (text(at) ? (row === 0 ? odd : `t${row}`) : row === 7 ? 'few' : row)),
  ).map((cells) => cells.join('\t'))
  await (await first()).focus()
  await paste(sheet)
  await page.getByRole('progressbar', { name: 'Pasting 52,000 cells' }).waitFor()
  await page.getByText('Pasted 49,975 cells').waitFor({ timeout: 60_000 })
  await page
    .getByText(/^25 cells stayed as they were\. Column 1 \(1\), Column 3 \(1\), .* 40 lines had no item/)
    .waitFor()
  expect(await reads()).toBe(odd)
  await (await first()).focus()
  await page.keyboard.press('Control+z')
  await expect.poll(reads, { timeout: 60_000 }).toBe('')
  await (await first()).focus()
  await paste(sheet)
  await expect.poll(reads, { timeout: 60_000 }).toBe(odd)
  // It goes on, and can be given up, whatever is looked at meanwhile.
  await page.getByRole('tab', { name: 'Cards' }).click()
  await page.getByRole('tab', { name: 'Cards', selected: true }).waitFor()
  await page.getByRole('button', { name: 'Give up' }).click()
  await page.getByText('Given up: the cells are as they were.').waitFor()
  await page.getByRole('tab').first().click()
  await expect.poll(reads, { timeout: 60_000 }).toBe('')
}, 180_000)

test('the handle at the corner of cells goes on with their numbers, by drag, by two clicks, by keys and by menu', async () => {
  const figures = async (...rows: readonly number[]): Promise<string[]> =>
    Promise.all(rows.map(async (row) => (await (await cell(`Row ${row}`, 'Column 1')).textContent()) ?? ''))
  const take = async (from: number, to: number): Promise<void> => {
    await (await cell(`Row ${from}`, 'Column 1')).focus()
    for (let row = from; row < to; row += 1) await page.keyboard.press('Shift+ArrowDown')
  }
  await (await cell('Row 0', 'Column 1')).focus()
  await paste(['1', '3'])
  await eventually(() => figures(0, 1, 2), ['1', '3', ''])
  await take(0, 1)
  const handle = await page.locator('.fu-fill').boundingBox()
  const below = await (await cell('Row 4', 'Column 1')).boundingBox()
  if (handle === null || below === null) throw new Error('There is no handle.')
  await page.mouse.move(handle.x + 6, handle.y + 6)
  await page.mouse.down()
  await page.mouse.move(below.x + 20, below.y + 8, { steps: 4 })
  await page.mouse.up()
  await eventually(() => figures(2, 3, 4, 5), ['5', '7', '9', ''])
  await page.keyboard.press('Control+z')
  await eventually(() => figures(1, 2, 3, 4), ['3', '', '', ''])
  await take(0, 4)
  await page.keyboard.press('Control+Shift+d')
  await eventually(() => figures(2, 3, 4, 5), ['5', '7', '9', ''])
  await page.keyboard.press('Control+z')
  await eventually(() => figures(1, 2, 3, 4), ['3', '', '', ''])
  await take(0, 3)
  await (await cell('Row 2', 'Column 1')).click({ button: 'right' })
  await page.getByRole('menuitem', { name: /^Continue the series/ }).click()
  await eventually(() => figures(2, 3, 4), ['5', '7', ''])
  await take(0, 1)
  await page.locator('.fu-fill').dblclick()
  await eventually(() => figures(2, 9, 15), ['5', '19', '31'])
  await page.getByText('Filled 998 cells').waitFor()
})

test('nothing went wrong on the way', () => expectNoTroubles(window))
