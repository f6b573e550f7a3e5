import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { seriousFindings } from './support/accessibility.ts'
import { addItems } from './support/boards.ts'
import { expectNoTroubles, launchBrowser, openWindow, type Window } from './support/browser.ts'
import { ali, inviteByLink, makeBoard, maya, useLink } from './support/people.ts'
import { startFulcrum, type RunningFulcrum } from './support/server.ts'
import { askAs, idIn } from './support/stage.ts'

// What a doc or an update names is called what it is called now, for those who may know of it, and nothing for others.

let fulcrum: RunningFulcrum
let browser: Browser
let owner: Window
let member: Window
let board = ''

const newId = (): string => crypto.randomUUID().replace(/^(.{14})./, '$17')
const [charter, secret] = [newId(), newId()]

beforeAll(async () => {
  browser = await launchBrowser()
  fulcrum = await startFulcrum()
  owner = await openWindow(browser)
  member = await openWindow(browser)
  const { page } = owner
  await useLink(page, fulcrum.ownerLink, maya)
  await useLink(member.page, await inviteByLink(page, fulcrum.url), ali)
  board = await makeBoard(page, fulcrum.url, 'Platform')
  await addItems(page, 'Find faster')
  const ask = askAs(page)
  const { workspaceId: workspace } = await ask<{ workspaceId: string }>('/api/board.get', { board: idIn(board) })
  await ask('/api/doc.create', { doc: charter, workspace, name: 'Charter' })
  await ask('/api/doc.create', { doc: secret, workspace, name: 'Salaries' })
  await ask('/api/doc.setAccess', { doc: secret, access: 'private' })
  await ask('/api/doc.create', { doc: newId(), workspace, name: 'Plan' })
})

afterAll(async () => {
  await browser?.close()
  await fulcrum?.stop()
})

const text = (page: Page) => page.getByRole('textbox', { name: 'Text of the doc', exact: true })
const chip = (page: Page, kind: string) => text(page).locator(`.doc-chip[data-mention="${kind}"]`)

async function openDoc(page: Page, name: string): Promise<void> {
  await page.goto(fulcrum.url)
  await page.locator('[data-tree="doc"]').getByRole('link', { name }).click()
  await text(page).waitFor()
}

/** Names something in the text by what it is called. */
async function name(page: Page, typed: string, option: RegExp): Promise<void> {
  await page.keyboard.type(`@${typed}`)
  await page.getByRole('option', { name: option }).waitFor()
  await page.getByRole('option', { name: option }).click()
}

test('a doc names docs, boards and items by an at, each a link to it', async () => {
  const { page } = owner
  await openDoc(page, 'Plan')
  await text(page).focus()
  await name(page, 'Char', /^Charter/)
  await name(page, 'Platf', /^Platform/)
  await name(page, 'Find', /Find faster/)
  await name(page, 'Salar', /^Salaries/)
  await chip(page, 'doc').filter({ hasText: 'Charter' }).waitFor()
  await chip(page, 'board').filter({ hasText: 'Platform' }).waitFor()
  await chip(page, 'item').waitFor()
  await page
    .locator('.doc-status')
    .filter({ hasText: /^Saved$/ })
    .waitFor()
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    expect(await seriousFindings(page)).toEqual([])
  }
  await chip(page, 'board').click()
  await page.getByRole('heading', { name: 'Platform', level: 1 }).waitFor()
})

test('whoever may not read what a doc names is told no name of it, and hears it once they may', async () => {
  const { page } = member
  await openDoc(page, 'Plan')
  await chip(page, 'doc').filter({ hasText: 'Charter' }).waitFor()
  await chip(page, 'doc').filter({ hasText: 'not shared with you' }).waitFor()
  expect(await page.content()).not.toContain('Salaries')
  expect(await chip(page, 'doc').filter({ hasText: 'not shared' }).getAttribute('href')).toBeNull()
  await askAs(owner.page)('/api/doc.setAccess', { doc: secret, access: 'main' })
  await chip(page, 'doc').filter({ hasText: 'Salaries' }).waitFor()
  await askAs(owner.page)('/api/doc.update', { doc: charter, name: 'Constitution' })
  await chip(page, 'doc').filter({ hasText: 'Constitution' }).click()
  await page.getByRole('heading', { name: 'Constitution', level: 1 }).waitFor()
})

test('what is copied as Markdown says the names', async () => {
  const { page, context } = member
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await openDoc(page, 'Plan')
  await chip(page, 'board').waitFor()
  await page.getByRole('button', { name: 'Menu of the doc' }).click()
  await page.getByRole('menuitem', { name: 'Copy as Markdown' }).click()
  await page.getByText('Copied as Markdown.').waitFor()
  const copied = await page.evaluate<string>('navigator.clipboard.readText()')
  for (const said of ['@Constitution', '@Platform']) expect(copied).toContain(said)
})

test('an update names a doc, which is a link for those who may read it and no name for others', async () => {
  await askAs(owner.page)('/api/doc.setAccess', { doc: secret, access: 'private' })
  const { page } = owner
  await page.goto(`${board}/i/0`)
  await page.getByRole('button', { name: /^Write an update/ }).click()
  const box = page.getByRole('textbox', { name: /^Write an update/ })
  await box.pressSequentially('Read @Salar')
  await page.getByRole('option', { name: /^Salaries/ }).click()
  await box.pressSequentially('and @Const')
  await page.getByRole('option', { name: /^Constitution/ }).click()
  await page.keyboard.press('Control+Enter')
  await page.locator('a.item-mention', { hasText: 'Salaries' }).waitFor()
  await member.page.goto(`${board}/i/0`)
  await member.page.locator('.item-mention', { hasText: 'not shared with you' }).waitFor()
  expect(await member.page.content()).not.toContain('Salaries')
  await member.page.locator('a.item-mention', { hasText: 'Constitution' }).click()
  await member.page.getByRole('heading', { name: 'Constitution', level: 1 }).waitFor()
})

test('no page had troubles', () => expectNoTroubles(owner, member))
