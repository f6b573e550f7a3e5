import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { expectNoTroubles, launchBrowser, openWindow, type Window } from './support/browser.ts'
import {
  emptyAccount,
  emptyContent,
  makeEmptyPlaces,
  type EmptyPlace,
  type EmptyPlaces,
} from './support/empty-places.ts'
import { typeInto } from './support/boards.ts'
import { inviteByLink, makeBoard, maya, useLink } from './support/people.ts'
import { rawCode } from './support/raw-codes.ts'
import { startFulcrum, type RunningFulcrum } from './support/server.ts'
import { askAs, idIn } from './support/stage.ts'

// Places in which nothing is yet, or nothing passes what they are narrowed by: what each says of itself, and the next step, for those who may take it.

const vera = { name: 'Vera Lind', email: 'vera@example.org' }

let fulcrum: RunningFulcrum
let browser: Browser
let owner: Window
let viewer: Window
let places: EmptyPlaces

beforeAll(async () => {
  browser = await launchBrowser()
  fulcrum = await startFulcrum()
  owner = await openWindow(browser)
  viewer = await openWindow(browser)
  await useLink(owner.page, fulcrum.ownerLink, maya)
  await useLink(viewer.page, await inviteByLink(owner.page, fulcrum.url, 'Viewer'), vera)
  places = {
    url: fulcrum.url,
    bare: '',
    views: {},
    groupless: '',
    grouplessViews: {},
    dayless: '',
    single: '',
    singleViews: {},
    doc: '',
  }
})

afterAll(async () => {
  await browser?.close()
  await fulcrum?.stop()
})

async function comeTo(page: Page, { at, steps }: EmptyPlace, says: string | RegExp): Promise<void> {
  await page.goto(at(places))
  await steps?.(page)
  await page.getByText(says, { exact: true }).first().waitFor()
  expect(await page.locator('body').innerText()).not.toMatch(rawCode)
  expect(await page.getByRole('heading').count()).toBeGreaterThan(0)
}

function offered(page: Page, name: string) {
  return page.getByRole('button', { name }).or(page.getByRole('link', { name }))
}

async function says(place: EmptyPlace): Promise<void> {
  const { page } = owner
  await comeTo(page, place, place.says)
  if (place.offers === null) return
  await offered(page, place.offers.name).and(page.locator(':enabled, a')).first().click()
  await place.offers.leadsTo(page).waitFor()
}

async function saysToViewer({ viewer: own, ...place }: EmptyPlace): Promise<void> {
  const { page } = viewer
  await comeTo(page, place, own?.says ?? place.says)
  if (place.offers === null) return
  expect((await offered(page, place.offers.name).count()) > 0).toBe(own?.offered === true)
}

const forViewers = (all: readonly EmptyPlace[]): readonly EmptyPlace[] =>
  all.filter((place) => place.viewer !== null && place.viewer !== undefined)

describe('an account in which nothing was made', () => {
  test.each(emptyAccount)('$name says what it is for, and leads on', says)

  test.each(forViewers(emptyAccount))(
    '$name says so to a viewer, who is offered nothing that is not theirs',
    saysToViewer,
  )
})

/** What a page offers of new items, by its key, in the palette and in the sheet of keys. */
async function offersNewItem(page: Page): Promise<boolean> {
  await page.goto(`${places.url}/my-work`)
  await page.getByText(/^Items of which you are an owner/).waitFor()
  await page.keyboard.press('?')
  const sheet = page.getByRole('dialog', { name: 'Shortcuts' })
  await sheet.getByText('Find anything').waitFor()
  const listed = (await sheet.getByText('New item', { exact: true }).count()) > 0
  await page.keyboard.press('Escape')
  await sheet.waitFor({ state: 'detached' })
  await page.keyboard.press('Control+k')
  await typeInto(page, 'New item')
  await page.getByRole('option').or(page.getByText('Nothing that you may see')).first().waitFor()
  const found = (await page.getByRole('option', { name: /^New item/ }).count()) > 0
  await page.keyboard.press('Escape')
  await page.getByRole('combobox').waitFor({ state: 'detached' })
  const button = (await page.locator('main').getByRole('button', { name: 'New item' }).count()) > 0
  expect([listed, found]).toEqual([button, button])
  const dialog = page.getByRole('dialog', { name: 'New item' })
  await page.keyboard.press('c')
  if (button) {
    await dialog.getByRole('textbox', { name: 'Title' }).waitFor()
  } else {
    // Over a dialog the palette would not come.
    await page.keyboard.press('Control+k')
    await page.getByRole('combobox').waitFor()
    expect(await dialog.count()).toBe(0)
  }
  return button
}

describe('new items, for those who may make them somewhere', () => {
  test('a viewer is offered none', async () => expect(await offersNewItem(viewer.page)).toBe(false))

  test('a guest is offered none where they only read, and one as soon as they may write', async () => {
    const ask = askAs(owner.page)
    const gil = { name: 'Gil Roos', email: 'gil@example.org' }
    const guest = await openWindow(browser)
    await useLink(guest.page, await inviteByLink(owner.page, fulcrum.url, 'Guest'), gil)
    const { members } = await ask<{ members: { id: string; name: string }[] }>('/api/member.list', {})
    const id = members.find(({ name }) => name === gil.name)?.id
    await owner.page.goto(fulcrum.url)
    const board = await makeBoard(owner.page, fulcrum.url, 'Harbour')
    await ask('/api/board.setAccess', { board: idIn(board), access: 'shareable' })
    const share = (role: string) => ask('/api/board.setMember', { board: idIn(board), id, subject: 'member', role })
    await share('viewer')
    await guest.page.goto(fulcrum.url)
    await guest.page.locator('[data-tree="board"]').filter({ hasText: 'Harbour' }).waitFor()
    expect(await offersNewItem(guest.page)).toBe(false)
    await share('editor')
    await guest.page.goto(`${fulcrum.url}/my-work`)
    await guest.page.getByRole('button', { name: 'New item' }).waitFor()
    expect(await offersNewItem(guest.page)).toBe(true)
    expectNoTroubles(guest)
    await guest.close()
    await ask('/api/board.delete', { board: idIn(board) })
  })
})

describe('boards, items and docs without content', () => {
  beforeAll(async () => {
    places = await makeEmptyPlaces(owner.page, fulcrum.url)
  })

  // What the owner is offered makes something: viewers come before.
  test.each(forViewers(emptyContent))(
    '$name says so to a viewer, who is offered nothing that is not theirs',
    saysToViewer,
  )

  test.each(emptyContent)('$name says what it is for, and leads on', says)
})

test('no page had troubles', () => expectNoTroubles(owner, viewer))
