import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { seriousFindings } from './support/accessibility.ts'
import { addItems, row } from './support/boards.ts'
import { expectNoTroubles, launchBrowser, openWindow, type Window } from './support/browser.ts'
import { inviteByLink, makeBoard, maya, useLink } from './support/people.ts'
import { startFulcrum, type RunningFulcrum } from './support/server.ts'

let fulcrum: RunningFulcrum
let browser: Browser
let owner: Window
let guest: Window
let boardAddress = ''
let address = ''

beforeAll(async () => {
  browser = await launchBrowser()
  fulcrum = await startFulcrum()
  owner = await openWindow(browser)
  guest = await openWindow(browser)
  await useLink(owner.page, fulcrum.ownerLink, maya)
  boardAddress = await makeBoard(owner.page, fulcrum.url, 'Platform')
  await addItems(owner.page, 'Find faster', 'Pay later')
  await useLink(guest.page, await inviteByLink(owner.page, fulcrum.url, 'Guest'), {
    name: 'Gil Roos',
    email: 'gil@example.org',
  })
})

afterAll(async () => {
  await browser?.close()
  await fulcrum?.stop()
})

const text = (page: Page) => page.getByRole('textbox', { name: 'Text of the doc', exact: true })
const panel = (page: Page, title = 'Find faster') => page.getByRole('dialog', { name: new RegExp(`${title}$`) })
const docs = (page: Page) => page.getByRole('list', { name: 'Docs on this item' }).getByRole('link')

/** Opens an item by its title, and its docs. */
async function openDocs(page: Page, title = 'Find faster'): Promise<void> {
  await page.goto(boardAddress)
  await row(page, title).hover()
  await row(page, title).getByText('Open', { exact: true }).click()
  await panel(page, title).waitFor()
  await page.getByRole('tab', { name: /^Docs/ }).click()
}

/** Asks the server as the page's person does. */
function ask<T>(page: Page, name: string, args: object): Promise<T> {
  // @NOTE each caller knows what is answered.
  return page.evaluate(
    async ([path, body]) => {
      const headers = { 'content-type': 'application/json' }
      const said = await fetch(`/api/${String(path)}`, { method: 'POST', headers, body: JSON.stringify(body) })
      if (!said.ok) throw new Error(await said.text())
      return (await said.json()) as unknown
    },
    [name, args] as const,
  ) as Promise<T>
}

interface Labelled {
  readonly labels: readonly { readonly number: number; readonly name: string }[]
}

/** Sets the status of the first item, as somebody elsewhere would. */
async function setStatus(page: Page, name: string): Promise<void> {
  const [board] = (await ask<{ boards: { id: string }[] }>(page, 'tree.list', {})).boards
  const { columns } = await ask<{ columns: { number: number; role: string | null; settings: Labelled }[] }>(
    page,
    'board.get',
    { board: board?.id },
  )
  const status = columns.find(({ role }) => role === 'status')
  const label = status?.settings.labels.find((each) => each.name === name)
  await ask(page, 'item.setCells', { board: board?.id, column: status?.number, rows: [0], values: [label?.number] })
}

test('a doc is made on an item by keys, says on which item it is, and leads back there', async () => {
  const { page } = owner
  await openDocs(page)
  await page.getByText('No docs yet.').waitFor()
  await page.getByRole('textbox', { name: 'New doc' }).focus()
  await page.keyboard.type('Search design')
  await page.keyboard.press('Enter')
  await text(page).waitFor()
  address = page.url()
  await page.getByRole('link', { name: /^PLAT-1\s?Find faster$/ }).click()
  await panel(page).waitFor()
  await page.getByRole('tab', { name: /^Docs\s*1$/ }).click()
  await expect.poll(() => docs(page).allInnerTexts()).toEqual(['Search design'])
  // It does not stand among the docs of the workspace, but below those on items.
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Docs on items', exact: false }).last().click()
  await page.getByRole('navigation').getByRole('link', { name: 'Search design' }).waitFor()
})

test('it is taken off, put back by undo, and attached to another item', async () => {
  const { page } = owner
  await openDocs(page)
  await page.getByRole('button', { name: 'Take Search design off this item' }).click()
  await docs(page).waitFor({ state: 'detached' })
  await page.getByRole('button', { name: 'Undo', exact: true }).click()
  await docs(page).waitFor()
  await page.getByRole('button', { name: 'Take Search design off this item' }).click()
  await docs(page).waitFor({ state: 'detached' })
  await page.locator('main').focus()
  await page.keyboard.press('Control+z')
  await docs(page).waitFor()
  await openDocs(page, 'Pay later')
  await page.getByRole('button', { name: 'Attach a doc' }).click()
  await page.getByRole('option', { name: /^Search design/ }).click()
  await docs(page).waitFor()
  await openDocs(page)
  await page.getByText('No docs yet.').waitFor()
  await page.getByRole('button', { name: 'Attach a doc' }).click()
  await page.getByRole('option', { name: /^Search design/ }).click()
  await docs(page).waitFor()
})

test('whoever may not read the board does not get to the doc, and does as soon as the board is shared with them', async () => {
  await guest.page.goto(address)
  await guest.page.getByText('This doc does not exist, is in the trash').waitFor()
  const { page } = owner
  await page.goto(boardAddress)
  await page.getByRole('button', { name: 'Share', exact: true }).first().click()
  const share = page.getByRole('dialog', { name: /Share/ })
  await share.getByLabel('Who sees it').click()
  await page.getByRole('option', { name: /guests among them/ }).click()
  await share.getByRole('button', { name: 'Add', exact: true }).click()
  await page.getByRole('option', { name: /^Gil Roos/ }).click()
  await share.getByText('Gil Roos').first().waitFor()
  await expect
    .poll(
      async () => {
        await guest.page.goto(address)
        return text(guest.page)
          .waitFor({ timeout: 3_000 })
          .then(() => true)
          .catch(() => false)
      },
      { timeout: 30_000 },
    )
    .toBe(true)
  await page.keyboard.press('Escape')
  // Who sees it is said where that is set.
  await page.goto(address)
  await page.getByRole('button', { name: 'Share', exact: true }).first().click()
  await page.getByText('Whoever sees the board of its item').waitFor()
  await page.keyboard.press('Escape')
})

const cell = (page: Page) => text(page).locator('.doc-cell')

test('a live cell is put in by keys, follows its column, and opens its item', async () => {
  const { page } = owner
  await page.goto(address)
  await text(page).focus()
  await page.keyboard.press('Control+End')
  await page.keyboard.type('Now /live')
  await page.getByRole('option', { name: 'Live cell' }).waitFor()
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog', { name: 'Show a live cell' })
  await dialog.getByRole('option', { name: /Find faster/ }).waitFor()
  await dialog.getByLabel('Column').click()
  await page.getByRole('option', { name: 'Status', exact: true }).click()
  await dialog.getByRole('combobox', { name: 'Item' }).focus()
  await page.keyboard.type('find')
  await expect.poll(() => dialog.getByRole('option', { name: /Pay later/ }).count()).toBe(0)
  await page.keyboard.press('Enter')
  await dialog.waitFor({ state: 'detached' })
  await cell(page).getByText('PLAT-1 Status').waitFor()
  await page.keyboard.type('for all')
  await page
    .locator('.doc-status')
    .filter({ hasText: /^Saved$/ })
    .waitFor()
  await setStatus(page, 'Done')
  await cell(page).locator('.doc-cell-value', { hasText: 'Done' }).waitFor({ timeout: 15_000 })
  await cell(page).click()
  await panel(page).waitFor()
})

test('a live view has the first items of a view with how many there are, and follows the board', async () => {
  const { page } = owner
  await page.goto(address)
  await text(page).focus()
  await page.keyboard.press('Control+End')
  await page.keyboard.press('Enter')
  await page.keyboard.type('/live')
  await page.getByRole('option', { name: 'Live view' }).click()
  const dialog = page.getByRole('dialog', { name: 'Show a live view' })
  await dialog.getByRole('option', { name: 'All items', exact: true }).waitFor()
  await dialog.getByRole('combobox', { name: 'View' }).and(page.locator(':focus')).waitFor()
  await page.keyboard.press('Enter')
  const view = text(page).locator('.doc-view')
  await view.getByRole('link', { name: /^PLAT-2\s?Pay later$/ }).waitFor()
  await view.getByText('2 items').waitFor()
  const { boards } = await ask<{ boards: { id: string }[] }>(page, 'tree.list', {})
  const board = boards[0]?.id
  const { groups } = await ask<{ groups: { number: number }[] }>(page, 'board.get', { board })
  const id = `01920000-0000-7000-8000-${String(Date.now()).slice(-12)}`
  await ask(page, 'item.create', { board, id, title: 'Sign in', group: groups[0]?.number })
  await view.getByRole('link', { name: /Sign in$/ }).waitFor({ timeout: 15_000 })
  await view.getByText('3 items').waitFor()
  await page
    .locator('.doc-status')
    .filter({ hasText: /^Saved$/ })
    .waitFor()
  await view.getByRole('link', { name: 'Platform', exact: true }).click()
  await row(page, 'Sign in').waitFor()
})

test('live cells and views say nothing to those who may not read the board', async () => {
  const { page } = owner
  // The doc alone is shared with the guest.
  const { boards } = await ask<{ boards: { id: string }[] }>(page, 'tree.list', {})
  const { docs: known } = await ask<{ docs: { id: string }[] }>(page, 'doc.list', {})
  const { members } = await ask<{ members: { id: string; name: string }[] }>(page, 'member.list', {})
  const gil = members.find(({ name }) => name === 'Gil Roos')?.id
  const doc = known[0]?.id
  await ask(page, 'doc.setAccess', { doc, access: 'shareable' })
  await ask(page, 'doc.setMember', { doc, id: gil, subject: 'member', role: 'viewer' })
  await ask(page, 'board.setAccess', { board: boards[0]?.id, access: 'private' })
  await guest.page.goto(address)
  await cell(guest.page).and(guest.page.locator('[data-state="unknown"]')).waitFor({ timeout: 15_000 })
  expect(await cell(guest.page).innerText()).toBe('PLAT-1 Status')
  await guest.page.locator('.doc-view[data-state="unknown"]').waitFor({ timeout: 15_000 })
  const seen = await guest.page.locator('body').innerText()
  for (const words of ['Done', 'Pay later', 'Sign in']) expect(seen).not.toContain(words)
  await guest.page.getByText('On an item that is gone, or is not shared with you').waitFor()
})

test('notes of a meeting are begun with their parts, and what follows becomes items', async () => {
  const { page } = owner
  await openDocs(page)
  await page.getByRole('button', { name: 'Meeting notes' }).click()
  await text(page).getByRole('heading', { name: 'Actions' }).waitFor()
  expect(await text(page).getByRole('heading').allInnerTexts()).toEqual([
    'Who is here',
    'Agenda',
    'Notes',
    'Decisions',
    'Actions',
  ])
  await text(page).locator('.doc-mention', { hasText: '@Maya Krog' }).waitFor()
  await text(page).locator('li[data-checked] p').click()
  await page.keyboard.type('Ask the bank')
  await page.keyboard.press('Control+Shift+Enter')
  await page.getByRole('dialog', { name: 'Make an item of this' }).getByText('Ask the bank').waitFor()
  await page.keyboard.press('Enter')
  await text(page)
    .locator('li[data-checked] .doc-item', { hasText: /^PLAT-\d+/ })
    .waitFor()
  // The item leads back to the notes.
  const notes = new URL(page.url()).pathname
  await text(page)
    .locator('li[data-checked] p')
    .first()
    .click({ position: { x: 3, y: 8 } })
  await page.keyboard.press('Control+Shift+Enter')
  await page.getByRole('dialog', { name: /^PLAT-\d+ Ask the bank$/ }).waitFor()
  const links = page.getByRole('tab', { name: 'Links' })
  const naming = page.getByRole('region', { name: 'Named by' }).getByRole('link', { name: /Meeting/ })
  // What docs name is looked for every two seconds.
  await expect
    .poll(async () => {
      await page.getByRole('tab', { name: 'Activity' }).click()
      await links.click()
      await page.locator('.item-links, .item-tab .fu-state').first().waitFor()
      return naming.count()
    })
    .toBe(1)
  expect(await naming.getAttribute('href')).toBe(notes)
})

test('the docs of an item hold what everything holds: both themes, and a telephone', async () => {
  const { page } = owner
  for (const theme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: theme })
    await openDocs(page)
    await docs(page).first().waitFor()
    expect(await seriousFindings(page)).toEqual([])
    await page.goto(address)
    await cell(page).waitFor()
    await text(page).locator('.doc-view-head').waitFor()
    expect(await seriousFindings(page)).toEqual([])
  }
  await page.setViewportSize({ width: 360, height: 740 })
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(360)
  await page.goto(await page.evaluate(`document.querySelector('.doc-on-item a').href`))
  await page.getByRole('tab', { name: /^Docs/ }).click()
  await docs(page).first().waitFor()
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(360)
  await page.setViewportSize({ width: 1440, height: 900 })
  await page.emulateMedia({ colorScheme: 'light' })
  expectNoTroubles(owner, guest)
})
