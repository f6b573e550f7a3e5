import { rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { seriousFindings } from './support/accessibility.ts'
import { addItems, takesKeys } from './support/boards.ts'
import { expectNoTroubles, launchBrowser, openWindow, type Window } from './support/browser.ts'
import { makeBoard, maya, useLink } from './support/people.ts'
import { importFile, scratchFolder, startFulcrum, type RunningFulcrum } from './support/server.ts'

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
  await makeBoard(page, fulcrum.url, 'Sprint board')
  await addItems(page, 'Session tokens', 'Column permissions', 'Nightly cron', 'Flaky test')
})

afterAll(async () => {
  await browser?.close()
  await fulcrum?.stop()
})

function column(name: string): Locator {
  return page.locator('.fk-column').and(page.getByRole('region', { name, exact: true }))
}

function card(title: string): Locator {
  return page.locator('[data-card]').filter({ hasText: title }).first()
}

/** What stands in a column, from top to bottom. */
async function cardsIn(name: string): Promise<string[]> {
  const cards = await column(name)
    .locator('[data-card]')
    .evaluateAll((all) =>
      all
        .map((each) => ({ top: each.getBoundingClientRect().top, text: each.querySelector('.fk-title')?.textContent }))
        .sort((left, right) => left.top - right.top),
    )
  return cards.map(({ text }) => text ?? '')
}

async function eventually(look: () => Promise<unknown>, wanted: unknown): Promise<void> {
  await expect.poll(look).toEqual(wanted)
}

/** Drags a card to the middle of a column. */
async function drag(title: string, to: string): Promise<void> {
  const [from, end] = [await card(title).boundingBox(), await column(to).boundingBox()]
  if (from === null || end === null) throw new Error('a card or a column is not drawn')
  await page.mouse.move(from.x + 60, from.y + 20)
  await page.mouse.down()
  await page.mouse.move(from.x + 70, from.y + 30)
  await page.mouse.move(end.x + end.width / 2, end.y + end.height / 2, { steps: 5 })
  await page.locator('.fk-mark').waitFor()
  await page.mouse.up()
}

async function headMenu(name: string, item: string | RegExp): Promise<void> {
  await page.getByRole('button', { name: `Menu of ${name}`, exact: true }).click()
  await page.getByRole('menuitem', { name: item }).click()
}

async function choose(button: RegExp, item: string): Promise<void> {
  await page.getByRole('button', { name: button }).click()
  await page.getByRole('menu').getByText(item, { exact: true }).click()
}

/** Runs a command as the person does, from the page. */
async function run(command: string, args: object): Promise<{ readonly number: number; readonly id: string }> {
  return page.evaluate(
    async ([name, body]) => {
      const headers = { 'content-type': 'application/json' }
      const answer = await fetch(`/api/${String(name)}`, { method: 'POST', headers, body: JSON.stringify(body) })
      if (!answer.ok) throw new Error(await answer.text())
      return ((await answer.json()) as { result: { number: number; id: string } }).result
    },
    [command, args] as const,
  )
}

const newId = (): string => crypto.randomUUID().replace(/^(.{14})./, '$17')

const shownBoard = (): string => new URL(page.url()).pathname.split('/')[2] ?? ''

test('a Kanban is added from the menu of views, beside the table, with a column for each status', async () => {
  await page.getByRole('button', { name: 'Add view' }).click()
  await page.getByRole('menuitem', { name: /^Kanban/ }).click()
  await card('Session tokens').waitFor()
  await eventually(() => page.getByRole('tab').allTextContents(), ['Table', 'Kanban'])
  await eventually(
    () => page.locator('.fk-name').allTextContents(),
    ['To do', 'In progress', 'In review', 'Blocked', 'Done', 'No status'],
  )
  await eventually(() => cardsIn('No status'), ['Session tokens', 'Column permissions', 'Nightly cron', 'Flaky test'])
})

test('a Kanban that takes the place of a table is drawn once, as it stands, and the table the same', async () => {
  await page.evaluate(`globalThis.goneElements = []
    new MutationObserver((all) => {
      const nodes = all.flatMap(({ removedNodes }) => [...removedNodes])
      for (const node of nodes) if (node instanceof Element) goneElements.push(node.className)
    }).observe(document.body, { childList: true, subtree: true })`)
  const gone = (name: string): Promise<number> =>
    page.evaluate(`goneElements.filter((each) => each === '${name}').length`)
  await page.getByRole('tab', { name: 'Table' }).click()
  await page.getByRole('grid').waitFor()
  await page.getByRole('tab', { name: 'Kanban' }).click()
  await card('Flaky test').waitFor()
  expect(await gone('fk-column')).toBe(0)
  await page.getByRole('tab', { name: 'Table' }).click()
  await page.getByText('Flaky test').first().waitFor()
  expect(await gone('fu-section')).toBe(0)
  await page.getByRole('tab', { name: 'Kanban' }).click()
  await card('Flaky test').waitFor()
})

test('a card is dragged by pointer to another column, and undo takes it back', async () => {
  await page.locator('.fk').evaluate((box) => box.scrollTo(box.scrollWidth, 0))
  await drag('Session tokens', 'Done')
  await eventually(() => cardsIn('Done'), ['Session tokens'])
  await page.keyboard.press('Control+z')
  await eventually(() => cardsIn('Done'), [])
  await eventually(async () => (await cardsIn('No status')).length, 4)
})

test('keys go from card to card, move cards, select them and edit them together', async () => {
  await card('Column permissions').focus()
  await page.keyboard.press('Shift+ArrowLeft')
  await eventually(() => cardsIn('Done'), ['Column permissions'])
  await card('Session tokens').focus()
  await page.keyboard.press('x')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('x')
  await page.getByRole('toolbar', { name: 'Selected items' }).getByText('2 items').waitFor()
  await page.keyboard.press('s')
  const field = page.getByRole('dialog', { name: 'Status' })
  await field.waitFor()
  await page.keyboard.type('to do')
  await page.keyboard.press('Enter')
  await page.locator('.fk').evaluate((box) => box.scrollTo(0, 0))
  await eventually(() => cardsIn('To do'), ['Session tokens', 'Nightly cron'])
})

test('the menu of a card moves it to another column, without a pointer or a drag', async () => {
  await page.getByRole('button', { name: 'Clear selection' }).click()
  await card('Nightly cron').focus()
  await page.keyboard.press('Shift+F10')
  await page.getByRole('menuitem', { name: 'Move to', exact: true }).focus()
  await page.keyboard.press('ArrowRight')
  await page.getByRole('menu').getByText('In progress', { exact: true }).click()
  await eventually(() => cardsIn('In progress'), ['Nightly cron'])
})

test('a limit refuses one more card, by whichever way, and says why', async () => {
  await headMenu('In progress', /^Set a limit/)
  await page.getByLabel('At most so many items').fill('1')
  await page.keyboard.press('Enter')
  await column('In progress').getByText('1 of 1').waitFor()
  await drag('Session tokens', 'In progress')
  await page.getByText('In progress takes 1, and 1 is there: finish one first.').waitFor()
  await eventually(() => cardsIn('In progress'), ['Nightly cron'])
  await eventually(() => cardsIn('To do'), ['Session tokens'])
  await headMenu('In progress', /^Limit: 1/)
  await page.getByLabel('Above the limit').click()
  await page.getByRole('option', { name: 'One more is shown in red' }).click()
  await page.getByRole('button', { name: 'Set', exact: true }).click()
  await drag('Session tokens', 'In progress')
  await column('In progress').getByText('2 of 1').waitFor()
})

test('columns are renamed, ordered and added where they stand', async () => {
  await headMenu('In review', 'Rename')
  await page.getByRole('textbox', { name: 'Name of the column' }).fill('Review')
  await page.keyboard.press('Enter')
  await column('Review').waitFor()
  await headMenu('Review', /^Move left/)
  await eventually(
    () => page.locator('.fk-name').allTextContents(),
    ['To do', 'Review', 'In progress', 'Blocked', 'Done', 'No status'],
  )
  await page.getByRole('button', { name: 'Column', exact: true }).click()
  await page.getByRole('textbox', { name: 'Name of the new column' }).fill('Shipped')
  await page.keyboard.press('Enter')
  await eventually(async () => (await page.locator('.fk-name').allTextContents()).includes('Shipped'), true)
  await page.keyboard.press('Control+z')
  await eventually(async () => (await page.locator('.fk-name').allTextContents()).includes('Shipped'), false)
})

test('swimlanes part the cards across, and the menu of a card knows them', async () => {
  await choose(/^Swimlanes/, 'Owner')
  await page.locator('.fk-lane').first().waitFor()
  await eventually(() => page.locator('.fk-lane').count(), 1)
  await card('Session tokens').focus()
  await page.keyboard.press('Shift+F10')
  await page.getByRole('menuitem', { name: 'Move to lane' }).waitFor()
  await page.keyboard.press('Escape')
  await choose(/^Swimlanes/, 'No swimlanes')
  await page.locator('.fk-column').first().waitFor()
})

/** What stands in a swimlane. */
async function cardsInLane(name: string): Promise<string[]> {
  const lane = page.locator('.fk-lane').and(page.getByRole('region', { name, exact: true }))
  return (await lane.locator('[data-card] .fk-title').allTextContents()).sort()
}

/** Drags a card to its column in another swimlane. */
async function dragToLane(title: string, lane: string): Promise<void> {
  await card(title).scrollIntoViewIfNeeded()
  const column = await card(title).evaluate((each) => each.closest('.fk-stack')?.getAttribute('data-column') ?? '')
  const stack = page.locator(`.fk-lane[aria-label="${lane}"] .fk-stack[data-column="${column}"]`)
  const [from, end] = [await card(title).boundingBox(), await stack.boundingBox()]
  if (from === null || end === null) throw new Error('a card or a lane is not drawn')
  await page.mouse.move(from.x + 60, from.y + 20)
  await page.mouse.down()
  await page.mouse.move(from.x + 70, from.y + 30)
  await page.mouse.move(end.x + end.width / 2, end.y + end.height / 2, { steps: 5 })
  await page.locator('.fk-mark').waitFor()
  await page.mouse.up()
}

test('a card that goes to another swimlane gets its value, by the pointer and by keys', async () => {
  const labels = [
    { number: 1, name: 'High', colour: 'red' },
    { number: 2, name: 'Low', colour: 'blue' },
  ]
  const board = shownBoard()
  const { number } = await run('column.create', {
    board,
    id: newId(),
    kind: 'dropdown',
    title: 'Weight',
    settings: { labels, several: false },
  })
  await run('item.setCells', { board, column: number, rows: [0, 1, 2, 3], values: [[1], [1], [2], [2]] })
  await choose(/^Swimlanes/, 'Weight')
  await eventually(() => cardsInLane('High'), ['Column permissions', 'Session tokens'])
  await dragToLane('Session tokens', 'Low')
  await eventually(() => cardsInLane('High'), ['Column permissions'])
  await page.keyboard.press('Control+z')
  await eventually(() => cardsInLane('High'), ['Column permissions', 'Session tokens'])
  await card('Session tokens').focus()
  await page.keyboard.press('Shift+F10')
  await page.getByRole('menuitem', { name: 'Move to lane' }).focus()
  await page.keyboard.press('ArrowRight')
  await page.getByRole('menuitem', { name: 'Low', exact: true }).focus()
  await page.keyboard.press('Enter')
  await eventually(() => cardsInLane('High'), ['Column permissions'])
  await run('column.delete', { board, id: await columnNamed(board, 'Weight') })
  await page.locator('.fk-column').first().waitFor()
})

async function columnNamed(board: string, title: string): Promise<string> {
  return page.evaluate(
    async ([id, wanted]) => {
      const headers = { 'content-type': 'application/json' }
      const answer = await fetch('/api/board.get', { method: 'POST', headers, body: JSON.stringify({ board: id }) })
      const { columns } = (await answer.json()) as { columns: { id: string; title: string }[] }
      return columns.find((column) => column.title === wanted)?.id ?? ''
    },
    [board, title] as const,
  )
}

test('the groups of the board are swimlanes, too: a card that goes to one is in it, and so is one that is added there', async () => {
  const board = shownBoard()
  const group = newId()
  await run('group.create', { board, id: group, title: 'Next quarter' })
  await run('item.move', { board, rows: [0], group })
  await choose(/^Swimlanes/, 'Groups of the board')
  await eventually(() => cardsInLane('Next quarter'), ['Session tokens'])
  await dragToLane('Flaky test', 'Next quarter')
  await eventually(() => cardsInLane('Next quarter'), ['Flaky test', 'Session tokens'])
  await page.locator('.fk-lane[aria-label="Next quarter"]').getByRole('button', { name: 'Add' }).first().click()
  await page.keyboard.type('Write it down')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Escape')
  await eventually(() => cardsInLane('Next quarter'), ['Flaky test', 'Session tokens', 'Write it down'])
  await run('item.delete', { board, rows: [4] })
  await card('Flaky test').focus()
  await page.keyboard.press('Shift+F10')
  await page.getByRole('menuitem', { name: 'Move to lane' }).focus()
  await page.keyboard.press('ArrowRight')
  await page.getByRole('menu').last().getByRole('menuitem').first().focus()
  await page.keyboard.press('Enter')
  await eventually(() => cardsInLane('Next quarter'), ['Session tokens'])
  await choose(/^Swimlanes/, 'No swimlanes')
  await page.locator('.fk-column').first().waitFor()
})

test('a filter that leaves nothing says so, and takes itself back', async () => {
  await page.keyboard.press('/')
  await page.keyboard.type('zebra')
  await page.getByText('Nothing here matches “zebra”.').waitFor()
  await page.getByRole('button', { name: 'Clear the search' }).click()
  await card('Session tokens').waitFor()
})

test('cells of several labels have a column for each label, whose limit counts the item in both', async () => {
  const board = shownBoard()
  const labels = [
    { number: 1, name: 'API', colour: 'blue' },
    { number: 2, name: 'Web', colour: 'teal' },
  ]
  const made = { board, id: newId(), kind: 'tags', title: 'Component', settings: { labels } }
  const { number: tags } = await run('column.create', made)
  await choose(/^Columns/, 'Component')
  await eventually(() => page.locator('.fk-name').allTextContents(), ['API', 'Web', 'No component'])
  await headMenu('API', /^Set a limit/)
  await page.getByLabel('At most so many items').fill('1')
  await page.keyboard.press('Enter')
  await column('API').getByText('0 of 1').waitFor()
  // Finished items need no room: both are open.
  await run('item.setCells', { board, column: 1, rows: [0, 1], values: [1, 1] })
  await run('item.setCells', { board, column: tags, rows: [0, 1], values: [[1, 2], [2]] })
  await column('API, Web').waitFor()
  await column('API').getByText('1 of 1').waitFor()
  await eventually(() => cardsIn('Web'), ['Column permissions'])
  await drag('Column permissions', 'API')
  await page.getByText('API takes 1 open item, and 1 is there: finish one first.').waitFor()
  await eventually(() => cardsIn('Web'), ['Column permissions'])
  await choose(/^Columns/, 'Status')
  await column('To do').waitFor()
  // The address follows what is shown.
  await expect.poll(() => page.url()).not.toContain('groupBy')
})

test('where no column is left, it says why and offers the one thing to do', async () => {
  const before = page.url()
  const [workspace, board, group] = [newId(), newId(), newId()]
  await run('workspace.create', { id: workspace, name: 'Bare' })
  await run('board.create', { board, workspace, name: 'Bare board' })
  await run('group.create', { board, id: group, title: 'Later' })
  await run('column.create', { board, id: newId(), kind: 'status', title: 'Status' })
  await page.goto(`${fulcrum.url}/b/board_${board.replaceAll('-', '')}`)
  await takesKeys(page)
  await page.getByRole('button', { name: 'Add view' }).click()
  await page.getByRole('menuitem', { name: /^Kanban/ }).click()
  await choose(/^Columns/, 'Groups of the board')
  await column('Later').waitFor()
  await run('group.delete', { board, id: group })
  await page.getByText('Cards stand in the groups of this board, and it has none yet.').waitFor()
  await page.getByRole('button', { name: 'Add the first group' }).click()
  await column('New group').waitFor()
  await choose(/^Cards/, 'Hide empty columns')
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Show empty columns' }).click()
  await column('New group').waitFor()
  await page.goto(before)
  await card('Session tokens').waitFor()
})

test('a column of many cards is as long as they are, and its end is there wherever the scroll bar is drawn', async () => {
  const before = page.url()
  const file = path.join(scratchFolder(), 'Long list.csv')
  const cards = 3_000
  writeFileSync(
    file,
    ['Name,Status', ...Array.from({ length: cards }, (_, at) => `Card ${at + 1},${at % 2 ? 'Done' : 'To do'}`)].join(
      '\n',
    ),
  )
  try {
    await importFile(fulcrum, 'csv', file)
  } finally {
    rmSync(path.dirname(file), { recursive: true })
  }
  await page.goto(fulcrum.url)
  await page.getByRole('link', { name: 'Long list' }).first().click()
  await takesKeys(page)
  await page.getByRole('button', { name: 'Add view' }).click()
  await page.getByRole('menuitem', { name: /^Kanban/ }).click()
  await card('Card 1').waitFor()
  const stack = column('To do').locator('.fk-stack')
  const heightPx = await stack.evaluate((box) => box.scrollHeight)
  const oneCardPx = await card('Card 1').evaluate((box) => box.getBoundingClientRect().height)
  expect(heightPx).toBeGreaterThan((cards / 2) * oneCardPx)
  await stack.evaluate((box) => box.scrollTo(0, box.scrollHeight))
  await card(`Card ${cards - 1}`).waitFor()
  await stack.evaluate((box) => box.scrollTo(0, box.scrollHeight / 2))
  // Half of the way there are those of the middle.
  await expect
    .poll(() => stack.locator('[data-card]').evaluateAll((all) => all.map(({ textContent }) => textContent)))
    .toContainEqual(expect.stringMatching(/Card 1[45]\d\d/))
  expect(await stack.locator('[data-card]').count()).toBeLessThan(40)
  await page.goto(before)
  await card('Session tokens').waitFor()
})

test('nothing is seriously wrong for people with disabilities, light, dark and on a telephone', async () => {
  for (const theme of ['light', 'dark'] as const) {
    await page.setViewportSize({ width: 1440, height: 900 })
    await page.emulateMedia({ colorScheme: theme })
    // Drawn anew, all of it is of one theme.
    await page.reload()
    await card('Session tokens').waitFor()
    await takesKeys(page)
    expect(await seriousFindings(page)).toEqual([])
  }
  await page.setViewportSize({ width: 360, height: 740 })
  await column('To do').waitFor()
  expect(await seriousFindings(page)).toEqual([])
  // One column fills the screen but for a glimpse of the next, and nothing sticks out of it.
  const [first, second] = [await column('To do').boundingBox(), await column('Review').boundingBox()]
  expect(first?.width).toBeGreaterThan(300)
  expect(second?.x).toBeGreaterThan(320)
  expect(second?.x).toBeLessThan(350)
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(360)
  expectNoTroubles(window)
})
