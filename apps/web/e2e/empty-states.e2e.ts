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
import { inviteByLink, maya, useLink } from './support/people.ts'
import { rawCode } from './support/raw-codes.ts'
import { startFulcrum, type RunningFulcrum } from './support/server.ts'

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
