import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { expectNoTroubles, launchBrowser, openWindow, type Window } from './support/browser.ts'
import { ali, inviteByLink, maya, password, signIn, useLink } from './support/people.ts'
import { startFulcrum, type RunningFulcrum } from './support/server.ts'

let fulcrum: RunningFulcrum
let browser: Browser
let window: Window

beforeAll(async () => {
  browser = await launchBrowser()
  fulcrum = await startFulcrum()
  window = await openWindow(browser)
})

afterAll(async () => {
  await browser?.close()
  expect(await fulcrum?.stop()).toBe(0)
})

test('the first owner comes in by the link, which works once; a password that is guessed first is refused', async () => {
  const { page } = window
  await page.goto(fulcrum.ownerLink)
  await page.getByLabel('Your name').fill(maya.name)
  await page.getByLabel('E-mail').fill(maya.email)
  await page.getByLabel('Choose a password').fill('password')
  await page.getByRole('button', { name: 'Make me the owner' }).click()
  await page.getByText('among the first that are guessed').waitFor()
  expect(await page.getByLabel('Your name').inputValue()).toBe(maya.name)

  await useLink(page, fulcrum.ownerLink, maya)
  expect(await page.title()).toBe('Home · Fulcrum')

  const other = await openWindow(browser)
  await other.page.goto(fulcrum.ownerLink)
  await other.page.getByRole('alert').waitFor()
  await other.close()
})

test('whoever is signed out is led to signing in and back to where they were', async () => {
  const { page } = window
  await page.getByRole('button', { name: maya.name }).click()
  await page.getByRole('menuitem', { name: 'Sign out' }).click()
  await page.getByRole('heading', { name: 'Sign in' }).waitFor()

  await page.goto(`${fulcrum.url}/settings/teams`)
  await signIn(page, maya, 'not the password')
  await page.getByText('The e-mail or the password is wrong.').waitFor()
  expect(await page.getByLabel('E-mail').inputValue()).toBe(maya.email)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'Teams', level: 1 }).waitFor()
  expect(new URL(page.url()).pathname).toBe('/settings/teams')
})

test('an address that leads elsewhere is not gone to after signing in', async () => {
  const { page, close } = await openWindow(browser)
  await page.goto(`${fulcrum.url}/sign-in?next=${encodeURIComponent('//evil.example/')}`)
  await signIn(page, maya)
  await page.getByRole('heading', { name: 'Home', level: 1 }).waitFor()
  expect(new URL(page.url()).origin).toBe(fulcrum.url)
  await close()
})

test('an invited person joins by a link; removing them ends their session at once', async () => {
  const { page } = window
  const link = await inviteByLink(page, fulcrum.url)
  const guest = await openWindow(browser)
  await useLink(guest.page, link, ali)
  await page.getByText(ali.email).waitFor()

  await page.getByRole('button', { name: `Menu of ${ali.name}` }).click()
  await page.getByRole('menuitem', { name: 'Remove' }).click()
  await page.getByRole('button', { name: 'Remove', exact: true }).click()
  await guest.page.getByRole('heading', { name: 'Sign in' }).waitFor()
  expectNoTroubles(window, guest)
  await guest.close()
})

test('a session that is ended elsewhere leads to signing in', async () => {
  const other = await openWindow(browser)
  await other.page.goto(`${fulcrum.url}/settings/profile`)
  await signIn(other.page, maya)
  await other.page.getByRole('heading', { name: 'Profile', level: 1 }).waitFor()
  const { page } = window
  await page.goto(`${fulcrum.url}/settings/sessions`)
  await page.getByRole('button', { name: 'End all others' }).click()
  await other.page.getByRole('heading', { name: 'Sign in' }).waitFor()
  expect(new URL(other.page.url()).searchParams.get('next')).toBe('/settings/profile')
  await other.close()
})
