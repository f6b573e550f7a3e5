import type { SharedBoard } from '@fulcrum/protocol'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { seriousFindings } from './support/accessibility.ts'
import { addColumn, addItems, row } from './support/boards.ts'
import { expectNoTroubles, launchBrowser, openWindow, type Window } from './support/browser.ts'
import { inviteByLink, makeBoard, maya, useLink } from './support/people.ts'
import { startFulcrum, type RunningFulcrum } from './support/server.ts'

let fulcrum: RunningFulcrum
let browser: Browser
let owner: Window
let guest: Window
let board: string

const gil = { name: 'Gil Guest', email: 'gil@example.org' }

beforeAll(async () => {
  browser = await launchBrowser()
  fulcrum = await startFulcrum()
  owner = await openWindow(browser)
  guest = await openWindow(browser)
  await useLink(owner.page, fulcrum.ownerLink, maya)
  await useLink(guest.page, await inviteByLink(owner.page, fulcrum.url, 'Guest'), gil)
  board = await makeBoard(owner.page, fulcrum.url, 'Roadmap')
  await addItems(owner.page, 'Shown to customers', 'Another one')
  await addColumn(owner.page, 'Text', 'Internal notes')
})

afterAll(async () => {
  await browser?.close()
  await fulcrum?.stop()
})

async function openSharing(page: Page) {
  await page.goto(board)
  await row(page, 'Shown to customers').waitFor()
  await page.getByRole('button', { name: 'Share', exact: true }).click()
  const dialog = page.getByRole('dialog', { name: 'Share Roadmap' })
  await dialog.getByRole('region', { name: 'Public links' }).waitFor()
  return dialog
}

/** Makes a link to the whole board and gives its address. */
async function makeLink(password = ''): Promise<string> {
  const dialog = await openSharing(owner.page)
  await dialog.getByRole('button', { name: 'New link' }).click()
  const form = dialog.getByRole('form', { name: 'New link' })
  if (password !== '') await form.getByLabel('Password').fill(password)
  const made = owner.page.waitForResponse((response) => response.url().endsWith('/shares/make'))
  await form.getByRole('button', { name: 'Make and copy' }).click()
  // @NOTE what the server answers to it.
  const { url } = (await (await made).json()) as { url: string }
  await form.waitFor({ state: 'detached' })
  return url
}

test('a board is shared with a guest, who sees it and nothing else', async () => {
  await guest.page.getByText('No board is shared with you yet').waitFor()
  expect(await guest.page.locator('[data-tree="workspace"]').count()).toBe(0)
  const dialog = await openSharing(owner.page)
  await dialog.getByLabel('Who sees it').click()
  await owner.page.getByRole('option', { name: /guests among them/ }).click()
  await dialog.getByRole('button', { name: 'Add' }).click()
  await owner.page.getByRole('option', { name: /Gil Guest/ }).click()
  await dialog.getByText('Gil Guest').waitFor()
  await guest.page.getByRole('link', { name: 'Roadmap' }).first().click()
  await row(guest.page, 'Shown to customers').waitFor()
  // Where it stands came with it: the workspace, and no other.
  await guest.page.getByRole('navigation', { name: 'Workspaces and boards' }).getByText('Main').waitFor()
  await guest.page.getByRole('button', { name: 'Share', exact: true }).click()
  await guest.page.getByRole('dialog', { name: 'Share Roadmap' }).getByText('Maya Krog').waitFor()
  expect(await guest.page.getByRole('region', { name: 'Public links' }).count()).toBe(0)
  // What the workspace says is not told to guests.
  expect(await guest.page.getByRole('region', { name: 'Rules of this board' }).count()).toBe(0)
  await guest.page.keyboard.press('Escape')
})

test('who sees the board is told with the reason, and an owner looks at it as the guest does', async () => {
  const { page } = owner
  const sharing = await openSharing(page)
  await sharing.getByRole('button', { name: 'Who can see this?' }).click()
  const dialog = page.getByRole('dialog', { name: 'Who can see “Roadmap”?' })
  await dialog.getByText('2 people see this').waitFor()
  await dialog
    .getByRole('listitem')
    .filter({ hasText: 'Gil Guest' })
    .getByText('Guest, invited to this board')
    .waitFor()
  expect(await seriousFindings(page)).toEqual([])
  await dialog.getByRole('link', { name: 'View as Gil Guest' }).click()
  await page.getByText('You see this board as Gil Guest does.').waitFor()
  await row(page, 'Shown to customers').waitFor()
  expect(await page.getByRole('button', { name: 'New item' }).count()).toBe(0)
  expect(await seriousFindings(page)).toEqual([])
  await page.getByRole('link', { name: 'Stop' }).click()
  await page.getByRole('button', { name: 'New item' }).waitFor()
})

/** Goes from a menu that is open to the page as the guest has it. */
async function viewAsGil(page: Page): Promise<void> {
  await page.getByRole('menuitem', { name: 'Who can see this?' }).click()
  await page.getByRole('link', { name: 'View as Gil Guest' }).click()
  await page.getByText('You see this board as Gil Guest does.').waitFor()
}

test('an owner looks as the guest at the view or the item at hand, and is back there when they stop', async () => {
  const { page } = owner
  await page.goto(board)
  await row(page, 'Shown to customers').waitFor()
  await page.getByRole('button', { name: 'Add view' }).click()
  const kinds = page.getByRole('group', { name: 'New view for everyone' })
  await kinds.getByRole('menuitem', { name: /^Kanban/ }).click()
  const chosen = page.getByRole('tab', { name: 'Kanban', selected: true })
  await chosen.waitFor()
  await page.waitForURL(/view=/)
  const address = page.url()
  const stop = async (): Promise<void> => {
    await page.getByRole('link', { name: 'Stop' }).click()
    await page.getByRole('button', { name: 'New item' }).waitFor()
  }

  await page.getByRole('button', { name: 'Share', exact: true }).click()
  await page.getByRole('button', { name: 'Who can see this?' }).click()
  await page.getByRole('link', { name: 'View as Gil Guest' }).click()
  await page.getByText('You see this board as Gil Guest does.').waitFor()
  await chosen.waitFor()
  await page.locator('[data-card]').filter({ hasText: 'Shown to customers' }).waitFor()
  await stop()
  expect(page.url()).toBe(address)

  await chosen.click({ button: 'right' })
  await viewAsGil(page)
  await chosen.waitFor()
  await stop()

  await page.locator('[data-card]').filter({ hasText: 'Shown to customers' }).click()
  const panel = page.getByRole('dialog', { name: /-1/ })
  const item = page.url()
  await panel.getByRole('button', { name: 'More' }).click()
  await viewAsGil(page)
  await chosen.waitFor()
  await panel.getByRole('heading', { name: 'Shown to customers' }).waitFor()
  expect(await panel.getByRole('textbox').count()).toBe(0)
  expect(await seriousFindings(page)).toEqual([])
  await stop()
  expect(page.url()).toBe(item)
})

test('of a view or an item that is not theirs, looking as the guest says so', async () => {
  const { page } = owner
  await page.goto(board)
  await row(page, 'Shown to customers').waitFor()
  await page.getByRole('button', { name: 'Add view' }).click()
  await page.getByRole('menuitem', { name: 'New view for me' }).click()
  const kinds = page.getByRole('menu', { name: 'New view for me' })
  await kinds.getByRole('menuitem', { name: /^Cards/ }).click()
  await page.getByRole('tab', { name: 'Cards', selected: true }).waitFor()
  await page.waitForURL((url) => url.searchParams.has('view'))
  const { search } = new URL(page.url())
  await page.getByRole('button', { name: 'Share', exact: true }).click()
  await page.getByRole('button', { name: 'Who can see this?' }).click()
  const link = page.getByRole('link', { name: 'View as Gil Guest' })
  expect(await link.getAttribute('href')).toContain(search)
  await link.click()
  await page.getByText('The view you came from is not theirs').waitFor()
  await row(page, 'Shown to customers').waitFor()
  expect(await page.getByRole('tab', { name: 'Cards' }).count()).toBe(0)
  const { pathname } = new URL(page.url())
  await page.goto(`${fulcrum.url}${pathname}/i/900`)
  await page.getByText('Gil Guest does not see this item').waitFor()
})

test('a column that the guest may not read is not there in the view as the guest, nor among what came', async () => {
  const { page } = owner
  await page.goto(board)
  await row(page, 'Shown to customers').waitFor()
  const header = page.getByRole('columnheader', { name: 'Internal notes' }).first()
  await header.click({ button: 'right' })
  await page.getByRole('menuitem', { name: 'Who can see this?' }).click()
  const rights = page.getByRole('dialog', { name: 'Who can see “Internal notes”?' })
  await rights.getByRole('listitem').filter({ hasText: 'Gil Guest' }).waitFor()
  await rights.getByLabel('Who reads it').click()
  await page.getByRole('option', { name: /Owners and those below/ }).click()
  await rights.getByText('One person sees this.').waitFor()
  expect(await rights.getByText('Gil Guest').count()).toBe(0)
  expect(await seriousFindings(page)).toEqual([])
  await rights.getByRole('button', { name: 'Done' }).click()
  const sharing = await openSharing(page)
  await sharing.getByRole('button', { name: 'Who can see this?' }).click()
  const came = page.waitForResponse((response) => response.url().endsWith('/shares/as'))
  await page.getByRole('link', { name: 'View as Gil Guest' }).click()
  await row(page, 'Shown to customers').waitFor()
  expect(await (await came).text()).not.toContain('Internal notes')
  expect(await header.count()).toBe(0)
})

test('a guest who is to see only their own items sees no other, from that moment on, and makes more of them', async () => {
  const { page } = owner
  await guest.page.goto(board)
  await row(guest.page, 'Shown to customers').waitFor()
  const sharing = await openSharing(page)
  const choice = sharing.getByRole('button', { name: 'Items that Gil Guest sees' })
  await choice.click()
  const items = page.getByRole('dialog', { name: 'Items that Gil Guest sees' })
  const only = items.getByLabel('Only items with which they have to do')
  await only.click()
  await items.getByLabel('or that they watch').waitFor()
  expect(await seriousFindings(page)).toEqual([])
  await page.keyboard.press('Escape')
  await choice.filter({ hasText: 'Only theirs' }).waitFor()
  await row(guest.page, 'Shown to customers').waitFor({ state: 'detached' })
  await addItems(guest.page, 'Made by the guest')
  await guest.page.reload()
  await row(guest.page, 'Made by the guest').waitFor()
  expect(await row(guest.page, 'Another one').count()).toBe(0)

  await sharing.getByRole('button', { name: 'Who can see this?' }).click()
  const dialog = page.getByRole('dialog', { name: 'Who can see “Roadmap”?' })
  await dialog.getByRole('listitem').filter({ hasText: 'Gil Guest' }).getByText('Only items that they made').waitFor()
  await dialog.getByRole('link', { name: 'View as Gil Guest' }).click()
  await row(page, 'Made by the guest').waitFor()
  expect(await row(page, 'Another one').count()).toBe(0)
  await page.getByRole('link', { name: 'Stop' }).click()

  await (await openSharing(page)).getByRole('button', { name: 'Items that Gil Guest sees' }).click()
  await only.click()
  await items.getByLabel('or that they watch').waitFor({ state: 'detached' })
  await page.keyboard.press('Escape')
  await row(guest.page, 'Another one').waitFor()
})

test('whoever has a link and its password reads the board in each theme and at the width of a phone, and changes nothing', async () => {
  const link = await makeLink('open sesame')
  for (const [theme, width] of [
    ['light', 1440],
    ['dark', 1440],
    ['light', 360],
    ['dark', 360],
  ] as const) {
    const window = await openWindow(browser, { theme, width })
    const { page } = window
    const [response] = await Promise.all([page.waitForResponse(link), page.goto(link)])
    expect(response.headers()['x-robots-tag']).toContain('noindex')
    await page.getByRole('heading', { name: 'This board asks for a password' }).waitFor()
    expect(await seriousFindings(page)).toEqual([])
    await page.getByLabel('Password', { exact: true }).fill('open barley')
    await page.getByRole('button', { name: 'Open the board' }).click()
    await page.getByText('That is not the password of this link.').waitFor()
    await page.getByLabel('Password', { exact: true }).fill('open sesame')
    const opened = page.waitForResponse((each) => each.request().method() === 'POST' && each.status() === 200)
    await page.getByRole('button', { name: 'Open the board' }).click()
    await row(page, 'Shown to customers').waitFor()
    // @NOTE what the server answers to it.
    const shared = (await (await opened).json()) as SharedBoard
    expect(JSON.stringify(shared)).not.toContain('@example.org')
    await page.getByText('Read only').waitFor()
    await page.getByText(/^until /).waitFor()
    await row(page, 'Shown to customers').getByRole('button', { name: /Open/ }).first().click()
    const item = page.getByRole('heading', { name: 'Shown to customers' })
    await item.waitFor()
    expect(await seriousFindings(page)).toEqual([])
    await page.keyboard.press('Escape')
    await item.waitFor({ state: 'detached' })
    expect(await page.getByRole('button', { name: 'New item' }).count()).toBe(0)
    expect(await seriousFindings(page)).toEqual([])
    const scrolls = await page.evaluate('document.documentElement.scrollWidth > innerWidth')
    expect(scrolls).toBe(false)
    expectNoTroubles(window)
    await window.close()
  }
})

test('whoever makes a link to a view of former days reads that these are not shown, and so does whoever has it', async () => {
  const { page } = owner
  await page.goto(board)
  await row(page, 'Shown to customers').waitFor()
  await page.getByRole('button', { name: 'Add view' }).click()
  const kinds = page.getByRole('group', { name: 'New view for everyone' })
  await kinds.getByRole('menuitem', { name: /^Chart/ }).click()
  await page.getByRole('tab', { name: 'Chart', selected: true }).waitFor()
  const tools = page.getByRole('toolbar', { name: 'View' })
  await tools.getByRole('button', { name: /^Bars/ }).click()
  await page.getByRole('menu').getByText('Line by day', { exact: true }).click()
  await page.getByRole('button', { name: 'Save for everyone' }).click()
  await page.getByRole('group', { name: 'Items by day' }).waitFor()

  const dialog = await openSharing(page)
  await dialog.getByRole('button', { name: 'New link' }).click()
  const form = dialog.getByRole('form', { name: 'New link' })
  const choose = async (view: string): Promise<void> => {
    await form.getByLabel('Shows').click()
    await page.getByRole('option', { name: view, exact: true }).click()
  }
  const warning = /^How the board was day by day, which this view draws, is not shown by a link/
  await choose('The whole board')
  await form.getByText('The whole board').waitFor()
  expect(await dialog.getByText(warning).count()).toBe(0)
  await choose('Chart')
  await form.getByText(warning).waitFor()
  expect(await seriousFindings(page)).toEqual([])
  const made = page.waitForResponse((response) => response.url().endsWith('/shares/make'))
  await form.getByRole('button', { name: 'Make and copy' }).click()
  // @NOTE what the server answers to it.
  const { url } = (await (await made).json()) as { url: string }
  const link = dialog.getByRole('listitem').filter({ hasText: 'Chart' })
  await link.getByText('It does not show how the board was day by day').waitFor()
  const reader = await openWindow(browser)
  await reader.page.goto(url)
  await reader.page.getByText(/^How this board was day by day is not shared with you/).waitFor()
  await reader.close()
  await link.getByRole('button', { name: 'Revoke' }).click()
  await link.waitFor({ state: 'detached' })
})

test('that a link came to be used stands in the window that stayed open', async () => {
  const { page } = owner
  const url = await makeLink('open sesame')
  const link = page.getByRole('region', { name: 'Public links' }).getByRole('listitem').first()
  await link.getByText('not used yet').waitFor()
  const reader = await openWindow(browser)
  await reader.page.goto(url)
  await reader.page.getByLabel('Password', { exact: true }).fill('open sesame')
  await reader.page.getByRole('button', { name: 'Open the board' }).click()
  await row(reader.page, 'Shown to customers').waitFor()
  await reader.close()
  const asksAgain = (timeout: number) => page.waitForRequest((request) => /\/shares\//.test(request.url()), { timeout })
  const back = asksAgain(5_000)
  await page.evaluate("window.dispatchEvent(new Event('focus'))")
  await back
  await link.getByText('used 1×').waitFor()
  // As long as it is looked at it asks by itself.
  await asksAgain(60_000)
  await link.getByRole('button', { name: 'Revoke' }).click()
  await page.getByText('The link is revoked').waitFor()
})

test('a page that is open by a link moves with the board, and ends the moment the link is revoked', async () => {
  const link = await makeLink()
  const reader = await openWindow(browser)
  await reader.page.goto(link)
  await row(reader.page, 'Another one').waitFor()
  await owner.page.keyboard.press('Escape')
  await addItems(owner.page, 'Added while somebody reads')
  await row(reader.page, 'Added while somebody reads').waitFor()
  const dialog = await openSharing(owner.page)
  await dialog.getByText(/used 1×/).waitFor()
  await dialog.getByRole('button', { name: 'Revoke' }).first().click()
  await reader.page.getByRole('heading', { name: 'Nothing is shared here' }).waitFor()
  expect(await row(reader.page, 'Another one').count()).toBe(0)
  expect(await seriousFindings(reader.page)).toEqual([])
  expectNoTroubles(reader)
  await reader.close()
})

test('a link whose day is over says so', async () => {
  const link = await makeLink()
  const reader = await openWindow(browser, { theme: 'dark' })
  await reader.page.route('**/shared/*', (route) =>
    route.fulfill({
      status: 409,
      json: { error: { code: 'conflict', message: 'This link has expired.', details: { reason: 'expired' } } },
    }),
  )
  await reader.page.goto(link)
  await reader.page.getByRole('heading', { name: 'This link has expired' }).waitFor()
  expect(await seriousFindings(reader.page)).toEqual([])
  await reader.close()
})

test('where the workspace is against links the board has none, until its owner says otherwise for it', async () => {
  const { page } = owner
  const setRule = async (words: string): Promise<void> => {
    await page.goto(`${fulcrum.url}/settings/rules`)
    await page.getByLabel('Public links', { exact: true }).click()
    await page.getByRole('option', { name: words, exact: true }).click()
    await page.getByLabel('Public links', { exact: true }).filter({ hasText: words }).waitFor()
  }
  await setRule('Not allowed')
  const dialog = await openSharing(page)
  const own = dialog.getByRole('region', { name: 'Rules of this board' }).getByLabel('Public links')
  await own.filter({ hasText: 'Not allowed, from the workspace' }).waitFor()
  expect(await dialog.getByRole('button', { name: 'New link' }).count()).toBe(0)
  expect(await seriousFindings(page)).toEqual([])
  await own.click()
  await page.getByRole('option', { name: 'Allowed', exact: true }).click()
  await dialog.getByRole('button', { name: 'New link' }).waitFor()
  await setRule('Allowed')
})

test('a doc is shared with a guest by its Share window', async () => {
  const { page } = owner
  await page.goto(fulcrum.url)
  await page.getByRole('link', { name: 'Roadmap' }).first().waitFor()
  const doc = await page.evaluate(async () => {
    const ask = async (what: string, args: object): Promise<unknown> => {
      const headers = { 'content-type': 'application/json' }
      const answer = await fetch(`/api/${what}`, { method: 'POST', headers, body: JSON.stringify(args) })
      if (!answer.ok) throw new Error(await answer.text())
      return answer.json()
    }
    // @NOTE what the server answers to it.
    const { boards } = (await ask('tree.list', {})) as { boards: readonly { readonly workspaceId: string }[] }
    const made = '01890000-0000-7000-8000-0000000000d0'
    const workspace = boards[0]?.workspaceId
    await ask('doc.create', { doc: made, workspace, name: 'How we work', access: 'private' })
    return made
  })
  const address = `${fulcrum.url}/d/doc_${doc.replaceAll('-', '')}`
  await page.goto(address)
  await page.getByRole('button', { name: 'Share', exact: true }).click()
  const dialog = page.getByRole('dialog', { name: 'Share How we work' })
  await dialog.getByLabel('Who sees it').click()
  await page.getByRole('option', { name: /guests among them/ }).click()
  await dialog.getByRole('button', { name: 'Add' }).click()
  await page.getByRole('option', { name: /Gil Guest/ }).click()
  await dialog.getByText('Gil Guest').waitFor()
  expect(await seriousFindings(page)).toEqual([])
  await guest.page.goto(address)
  await guest.page.getByRole('button', { name: 'Share', exact: true }).click()
  const read = guest.page.getByRole('dialog', { name: 'Share How we work' })
  await read.getByText('Maya Krog').waitFor()
  expect(await read.getByRole('button', { name: 'Add' }).count()).toBe(0)
})

test('nothing went wrong in the windows of the people', () => {
  expectNoTroubles(owner, guest)
})
