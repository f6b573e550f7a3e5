import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { seriousFindings } from './support/accessibility.ts'
import { takesKeys } from './support/boards.ts'
import { expectNoTroubles, launchBrowser, openWindow, type Window } from './support/browser.ts'
import { maya, useLink } from './support/people.ts'
import { startFulcrum, type RunningFulcrum } from './support/server.ts'

let fulcrum: RunningFulcrum
let browser: Browser
let window: Window
let page: Page

const picture = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAgAAAAICAIAAABLbSncAAAAFUlEQVR4nGP4z8CAFWEXHbQSACj/P8Fu7N9hAAAAAElFTkSuQmCC',
  'base64',
)

const newId = (): string => crypto.randomUUID().replace(/^(.{14})./, '$17')

/** Runs a command as the person does, from the page; gives the number of what it makes. */
async function run(command: string, args: object): Promise<number> {
  return page.evaluate(
    async ([name, body]) => {
      const headers = { 'content-type': 'application/json' }
      const answer = await fetch(`/api/${String(name)}`, { method: 'POST', headers, body: JSON.stringify(body) })
      if (!answer.ok) throw new Error(await answer.text())
      return ((await answer.json()) as { readonly result: { readonly number?: number } | null }).result?.number ?? 0
    },
    [command, args] as const,
  )
}

beforeAll(async () => {
  browser = await launchBrowser()
  fulcrum = await startFulcrum()
  window = await openWindow(browser)
  page = window.page
  await useLink(page, fulcrum.ownerLink, maya)
  const [workspace, board] = [newId(), newId()]
  await run('workspace.create', { id: workspace, name: 'Design' })
  await run('board.create', { board, workspace, name: 'Screens' })
  const group = await run('group.create', { board, id: newId(), title: 'All' })
  await run('column.create', { board, id: newId(), kind: 'status', title: 'Status', role: 'status' })
  await run('column.create', { board, id: newId(), kind: 'file', title: 'Shots' })
  for (const title of ['Sign in', 'Basket', 'Checkout', 'Receipt']) {
    await run('item.create', { board, id: newId(), title, group })
  }
  await page.goto(`${fulcrum.url}/b/board_${board.replaceAll('-', '')}`)
  await takesKeys(page)
})

afterAll(async () => {
  await browser?.close()
  await fulcrum?.stop()
})

function card(title: string): Locator {
  return page.locator('[data-card]').filter({ hasText: title }).first()
}

/** The titles in the order in which one reads them. */
async function titles(): Promise<string[]> {
  const drawn = await page.locator('[data-card]').evaluateAll((all) =>
    all
      .map((each) => {
        const { top, left } = each.getBoundingClientRect()
        return { top, left, text: each.querySelector('.fk-title')?.textContent ?? '' }
      })
      .sort((one, other) => one.top - other.top || one.left - other.left),
  )
  return drawn.map(({ text }) => text)
}

async function eventually(look: () => Promise<unknown>, wanted: unknown): Promise<void> {
  await expect.poll(look).toEqual(wanted)
}

function menuLine(title: string): Locator {
  return page.getByRole('menu', { name: 'Cards' }).getByRole('menuitemcheckbox', { name: title, exact: true })
}

async function choose(item: string): Promise<void> {
  await page.getByRole('button', { name: 'Cards', exact: true }).click()
  await page.getByRole('menu').getByText(item, { exact: true }).click()
}

/** How many cards lie in the first line. */
async function across(): Promise<number> {
  const tops = await page
    .locator('[data-card]')
    .evaluateAll((all) => all.map((each) => each.getBoundingClientRect().top))
  return tops.filter((top) => top === Math.min(...tops)).length
}

test('cards are added from the menu of views, lie beside each other by group, and their size and cells are chosen', async () => {
  await page.getByRole('button', { name: 'Add view' }).click()
  await page.getByRole('menuitem', { name: /^Cards/ }).click()
  await card('Sign in').waitFor()
  await eventually(titles, ['Sign in', 'Basket', 'Checkout', 'Receipt'])
  expect(await across()).toBe(4)
  await page.getByRole('button', { name: 'Cards', exact: true }).click()
  // The menu stays open, and what is chosen in it adds up.
  for (const line of ['Large', 'Status', 'Status', 'Shots']) await menuLine(line).click()
  await eventually(across, 3)
  await eventually(() => menuLine('Shots').getAttribute('aria-checked'), 'true')
  await menuLine('Normal').click()
  await menuLine('Shots').click()
  await page.keyboard.press('Escape')
  await eventually(across, 4)
})

test('keys go from card to card, move them, select and edit them together, and open them', async () => {
  await card('Sign in').focus()
  await page.keyboard.press('ArrowRight')
  await page.locator('[data-card]:focus').filter({ hasText: 'Basket' }).waitFor()
  await page.keyboard.press('Shift+ArrowRight')
  await eventually(titles, ['Sign in', 'Checkout', 'Basket', 'Receipt'])
  await page.keyboard.press('Control+z')
  await eventually(titles, ['Sign in', 'Basket', 'Checkout', 'Receipt'])
  await card('Basket').focus()
  await page.keyboard.press('x')
  await page.keyboard.press('ArrowRight')
  await page.locator('[data-card]:focus').filter({ hasText: 'Checkout' }).waitFor()
  await page.keyboard.press('x')
  await page.getByRole('toolbar', { name: 'Selected items' }).getByText('2 items').waitFor()
  await page.keyboard.press('s')
  await page.getByRole('dialog', { name: 'Status' }).waitFor()
  await page.keyboard.type('in progress')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Escape')
  await card('Sign in').focus()
  await page.keyboard.press('Enter')
  const panel = page.getByRole('dialog', { name: /Sign in/ })
  await panel.getByRole('button', { name: 'Close' }).click()
  await panel.waitFor({ state: 'detached' })
})

test('they are grouped by another column, and new ones are typed in where they shall stand', async () => {
  await page.getByRole('button', { name: /^Group/ }).click()
  await page.getByRole('menu').getByText('Status', { exact: true }).click()
  const head = page.locator('.fk-lane-head').filter({ hasText: 'In progress' })
  await head.waitFor()
  expect(await head.textContent()).toContain('2')
  await page.locator('.fg-add').first().getByRole('button', { name: 'Add' }).click()
  const field = page.getByRole('textbox', { name: 'Title of the new item' }).and(page.locator(':focus'))
  for (const title of ['Wish list', 'Vouchers', 'Returns']) {
    await field.fill(title)
    await page.keyboard.press('Enter')
    await card(title).waitFor()
  }
  await page.keyboard.press('Escape')
  await field.waitFor({ state: 'detached' })
  await eventually(async () => (await head.textContent())?.includes('5'), true)
  await head.click()
  await card('Basket').waitFor({ state: 'detached' })
  await head.click()
  await card('Basket').waitFor()
})

test('the first picture of a files column stands on top, and can be left out', async () => {
  await page.getByRole('tab', { name: 'Table' }).click()
  const cell = page.locator('[data-row]').filter({ hasText: 'Basket' }).locator('.fc-files')
  await cell.click({ position: { x: 8, y: 8 } })
  await page.locator('.fc-file-editor').waitFor()
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    page.locator('.fc-file-editor').getByRole('button', { name: 'Choose files' }).click(),
  ])
  await chooser.setFiles([{ name: 'shot.png', mimeType: 'image/png', buffer: picture }])
  await page.locator('.fc-file-editor').getByRole('link', { name: 'Open shot.png' }).waitFor()
  await page.keyboard.press('Escape')
  await page.getByRole('tab', { name: 'Cards' }).click()
  await card('Basket').locator('.fg-cover img').waitFor()
  await choose('No picture')
  await page.locator('.fg-cover').first().waitFor({ state: 'detached' })
  await choose('From Shots')
  await card('Basket').locator('.fg-cover img').waitFor()
})

test('nothing is seriously wrong for people with disabilities, light, dark and on a telephone', async () => {
  for (const theme of ['light', 'dark'] as const) {
    await page.setViewportSize({ width: 1440, height: 900 })
    await page.emulateMedia({ colorScheme: theme })
    await page.reload()
    await card('Sign in').waitFor()
    await takesKeys(page)
    expect(await seriousFindings(page)).toEqual([])
  }
  await page.setViewportSize({ width: 360, height: 740 })
  await eventually(across, 1)
  expect(await seriousFindings(page)).toEqual([])
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(360)
  expectNoTroubles(window)
})
