import type { Browser, Page, Route } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addItems, takesKeys } from './support/boards.ts'
import { expectNoTroubles, launchBrowser, openWindow, type Window } from './support/browser.ts'
import { ali, inviteByLink, makeBoard, maya, useLink } from './support/people.ts'
import { startFulcrum, type RunningFulcrum } from './support/server.ts'

let fulcrum: RunningFulcrum
let browser: Browser
/** Who owns the board. */
let owner: Window
/** Who may edit it. */
let editor: Window
/** Its address, in which no view is named. */
let board: string

const newId = (): string => crypto.randomUUID().replace(/^(.{14})./, '$17')

beforeAll(async () => {
  browser = await launchBrowser()
  fulcrum = await startFulcrum()
  owner = await openWindow(browser)
  editor = await openWindow(browser)
  for (const { page } of [owner, editor]) page.setDefaultTimeout(8_000)
  await useLink(owner.page, fulcrum.ownerLink, maya)
  await useLink(editor.page, await inviteByLink(owner.page, fulcrum.url), ali)
  board = (await makeBoard(owner.page, fulcrum.url, 'Orchard')).split('?')[0] ?? ''
  await addItems(owner.page, 'Cherry', 'Apple', 'Banana')
  const byName = { sort: [{ column: 'title', direction: 'asc' }] }
  for (const [name, kind, spec] of [
    ['All', 'table', {}],
    ['By name', 'table', byName],
    ['Gallery', 'cards', {}],
  ] as const) {
    const args = { board: board.split('/').at(-1), id: newId(), name, kind, mine: false, spec }
    const status = await owner.page.evaluate(async (body) => {
      const headers = { 'content-type': 'application/json' }
      return (await fetch('/api/view.create', { method: 'POST', headers, body })).status
    }, JSON.stringify(args))
    expect(status).toBe(200)
  }
})

afterAll(async () => {
  await browser?.close()
  await fulcrum?.stop()
})

/** Opens the board by the address that names no view. */
async function open(page: Page): Promise<void> {
  await page.goto(`${fulcrum.url}/inbox`)
  await page.goto(board)
  await takesKeys(page)
}

const shown = (page: Page): Promise<string | null> => page.locator('[role=tab][aria-selected=true]').textContent()

const order = (page: Page): Promise<string[]> => page.getByRole('tab').allTextContents()

async function choose(page: Page, view: string, line: string): Promise<void> {
  await page.getByRole('tab', { name: view, exact: true }).click({ button: 'right' })
  await page.getByRole('menuitemcheckbox', { name: line }).click()
}

/** Whether a line of a view's menu has its check; null where the menu has no such line. */
async function checked(page: Page, view: string, line: string): Promise<string | null> {
  await page.getByRole('tab', { name: view, exact: true }).click({ button: 'right' })
  await page.getByRole('menu').getByText('Open with this view for me').waitFor()
  const found = page.getByRole('menuitemcheckbox', { name: line })
  const state = (await found.count()) === 0 ? null : await found.getAttribute('aria-checked')
  await page.keyboard.press('Escape')
  await page.getByRole('menu').waitFor({ state: 'detached' })
  return state
}

const forAll = 'Open the board with this view'
const forMe = 'Open with this view for me'

test('a board opens with its first view, and with the one that its owner chooses', async () => {
  await open(owner.page)
  await expect.poll(() => shown(owner.page)).toBe('All')
  await choose(owner.page, 'By name', forAll)
  await owner.page.getByText('The board opens with By name').waitFor()
  await open(owner.page)
  await expect.poll(() => shown(owner.page)).toBe('By name')
  expect([await checked(owner.page, 'By name', forAll), await checked(owner.page, 'All', forAll)]).toEqual([
    'true',
    'false',
  ])
})

test('who comes for the first time gets the rows of that view with the board, and asks for no others', async () => {
  const { page } = editor
  const held: Route[] = []
  let asked = 0
  await page.route('**/sync/chunks*', async (route) => void held.push(route))
  await page.route('**/api/board.viewport', async (route) => {
    asked += 1
    await route.continue()
  })
  await page.goto(board)
  await page.locator('[data-row]').getByText('Cherry').waitFor()
  const titles = await page.locator('[data-row] [data-col="title"]').allTextContents()
  expect(titles.map((text) => /Apple|Banana|Cherry/.exec(text)?.[0])).toEqual(['Apple', 'Banana', 'Cherry'])
  await expect.poll(() => shown(page)).toBe('By name')
  // Whoever asks for other rows waits for a word that is being typed, no longer.
  await page.waitForTimeout(500)
  expect([asked, held.length > 0]).toEqual([0, true])
  await page.unroute('**/sync/chunks*')
  for (const route of held) await route.continue()
  await takesKeys(page)
})

test('everybody chooses for themselves, and only the owner for all', async () => {
  const { page } = editor
  await open(page)
  expect(await checked(page, 'All', forAll)).toBeNull()
  await choose(page, 'Gallery', forMe)
  await page.getByText('The board opens with Gallery for you').waitFor()
  expect(await checked(page, 'Gallery', forMe)).toBe('true')
  await open(page)
  await expect.poll(() => shown(page)).toBe('Gallery')
  await open(owner.page)
  await expect.poll(() => shown(owner.page)).toBe('By name')
  expect(await checked(owner.page, 'Gallery', forMe)).toBe('false')
})

test('an address that names a view opens that one', async () => {
  const { page } = editor
  await open(page)
  await page.getByRole('tab', { name: 'All', exact: true }).click()
  await page.waitForURL(/view=/)
  await page.reload()
  await takesKeys(page)
  await expect.poll(() => shown(page)).toBe('All')
})

test('a choice is taken back by undo and by choosing it again', async () => {
  const { page } = editor
  await open(page)
  await choose(page, 'All', forMe)
  await page.getByText('The board opens with All for you').waitFor()
  await page.getByRole('button', { name: 'Undo' }).last().click()
  await expect.poll(() => checked(page, 'Gallery', forMe)).toBe('true')
  await choose(page, 'Gallery', forMe)
  await page.getByText('The board opens for you as for everyone').waitFor()
  await open(page)
  await expect.poll(() => shown(page)).toBe('By name')
})

test('a view that is gone gives way to the next', async () => {
  const { page } = owner
  await choose(editor.page, 'Gallery', forMe)
  await editor.page.getByText('The board opens with Gallery for you').waitFor()
  await open(page)
  for (const name of ['Gallery', 'By name']) {
    await page.getByRole('tab', { name, exact: true }).click({ button: 'right' })
    await page.getByRole('menuitem', { name: 'Delete view' }).click()
    await page.getByRole('tab', { name, exact: true }).waitFor({ state: 'detached' })
    await open(editor.page)
    await expect.poll(() => shown(editor.page)).toBe(name === 'Gallery' ? 'By name' : 'All')
  }
  await page.getByRole('tabpanel').or(page.locator('main')).first().focus()
  await page.keyboard.press('ControlOrMeta+z')
  await page.keyboard.press('ControlOrMeta+z')
  await page.getByRole('tab', { name: 'Gallery', exact: true }).waitFor()
  await open(editor.page)
  await expect.poll(() => shown(editor.page)).toBe('Gallery')
})

test('views are moved by keys, which stay on them, and everybody has that order', async () => {
  const { page } = owner
  await open(page)
  await open(editor.page)
  const before = await order(page)
  expect(before).toEqual(['All', 'By name', 'Gallery'])
  await page.getByRole('tab', { name: 'All', exact: true }).click()
  await page.keyboard.press('Alt+ArrowRight')
  await expect.poll(() => order(page)).toEqual(['By name', 'All', 'Gallery'])
  await page.locator('[aria-live=polite]').getByText('All moved to position 2').waitFor({ state: 'attached' })
  await page.keyboard.press('Alt+ArrowRight')
  await expect.poll(() => order(page)).toEqual(['By name', 'Gallery', 'All'])
  expect(await page.evaluate('document.activeElement.textContent')).toBe('All')
  // At the end there is no further.
  await page.keyboard.press('Alt+ArrowRight')
  await expect.poll(() => order(editor.page)).toEqual(['By name', 'Gallery', 'All'])
  await page.keyboard.press('ControlOrMeta+z')
  await page.keyboard.press('ControlOrMeta+z')
  await expect.poll(() => order(editor.page)).toEqual(before)
})

test('views are moved by dragging their tabs and by their menu; Escape calls a drag off', async () => {
  const { page } = owner
  await open(page)
  const middle = async (name: string, share = 0.5): Promise<[number, number]> => {
    const box = await page.getByRole('tab', { name, exact: true }).boundingBox()
    if (box === null) throw new Error(`There is no tab ${name}.`)
    return [box.x + box.width * share, box.y + box.height / 2]
  }
  const drag = async (name: string, to: string, share: number): Promise<void> => {
    await page.mouse.move(...(await middle(name)))
    await page.mouse.down()
    await page.mouse.move(...(await middle(to, share)), { steps: 5 })
  }
  await drag('Gallery', 'All', 0.2)
  expect(await page.locator('[data-drag~=before]').textContent()).toBe('All')
  await page.keyboard.press('Escape')
  await page.mouse.up()
  expect(await order(page)).toEqual(['All', 'By name', 'Gallery'])
  await drag('Gallery', 'All', 0.2)
  await page.mouse.up()
  await expect.poll(() => order(page)).toEqual(['Gallery', 'All', 'By name'])
  await drag('Gallery', 'By name', 0.9)
  expect(await page.locator('[data-drag~=behind]').textContent()).toBe('By name')
  await page.mouse.up()
  await expect.poll(() => order(page)).toEqual(['All', 'By name', 'Gallery'])
  // A drag opens nothing.
  await expect.poll(() => shown(page)).toBe('By name')
  await page.getByRole('tab', { name: 'Gallery', exact: true }).click({ button: 'right' })
  expect(await page.getByRole('menuitem', { name: 'Move right' }).getAttribute('aria-disabled')).toBe('true')
  await page.getByRole('menuitem', { name: 'Move left' }).click()
  await expect.poll(() => order(page)).toEqual(['All', 'Gallery', 'By name'])
  await expect.poll(() => order(editor.page)).toEqual(['All', 'Gallery', 'By name'])
  expectNoTroubles(owner, editor)
})

test('in a narrow window the tab of what is shown is in sight, also where a change leaves it less room', async () => {
  const { page } = owner
  await page.setViewportSize({ width: 360, height: 740 })
  await open(page)
  await page.getByRole('tab', { name: 'By name', exact: true }).click()
  const inSight = (): Promise<boolean> =>
    page.evaluate(`(() => {
      const tab = document.querySelector('[role=tab][aria-selected=true]')
      const [own, all] = [tab, tab.closest('[role=tablist]')].map((each) => each.getBoundingClientRect())
      const seenPx = Math.min(own.right, all.right) - Math.max(own.left, all.left)
      return tab.textContent === 'By name' && seenPx > Math.min(own.width, all.width) - 2
    })()`)
  await expect.poll(inSight).toBe(true)
  await page.getByRole('searchbox', { name: 'Find in board' }).waitFor()
  await page.getByRole('button', { name: 'Filter', exact: true }).click()
  await page.keyboard.type('status')
  await page.keyboard.press('Enter')
  await page.getByRole('option', { name: 'Done' }).click()
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Reset' }).waitFor()
  await expect.poll(inSight).toBe(true)
  await page.getByRole('button', { name: 'Reset' }).click()
  expectNoTroubles(owner)
})
