import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { expectNoTroubles, launchBrowser, openWindow, type Window } from './support/browser.ts'
import { ali, inviteByLink, maya, password, useLink } from './support/people.ts'
import { startFulcrum, type RunningFulcrum } from './support/server.ts'

// One link for a team: somebody new joins by it, somebody who is here already joins by their password, and then it is used up.

let fulcrum: RunningFulcrum
let browser: Browser
let owner: Window
let member: Window
let link: string

beforeAll(async () => {
  browser = await launchBrowser()
  fulcrum = await startFulcrum()
  owner = await openWindow(browser)
  await useLink(owner.page, fulcrum.ownerLink, maya)
  member = await openWindow(browser)
  await useLink(member.page, await inviteByLink(owner.page, fulcrum.url), ali)
})

afterAll(async () => {
  await browser?.close()
  await fulcrum?.stop()
})

test('a team gets a link for two', async () => {
  const { page } = owner
  await page.goto(`${fulcrum.url}/settings/teams`)
  await page.getByRole('button', { name: 'New team' }).click()
  await page.getByRole('dialog').getByLabel('Name').fill('Platform')
  await page.getByRole('button', { name: 'Create team' }).click()
  await page.getByRole('button', { name: 'Link', exact: true }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('How many may use it').fill('2')
  await dialog.getByRole('button', { name: 'Make the link' }).click()
  link = await page.getByLabel('Link', { exact: true }).inputValue()
  await page.getByText('It works for 2 people').waitFor()
  await page.getByRole('button', { name: 'Done' }).click()
})

test('somebody new says who they are, and is in the team', async () => {
  const { page, close } = await openWindow(browser)
  await useLink(page, link, { name: 'Rui Lima', email: 'rui@example.org' })
  await owner.page.getByText('1 person').waitFor()
  await close()
})

test('whoever is signed in is known by the link, and only gives their password', async () => {
  const { page } = member
  await page.goto(link)
  await page.getByText(`You are signed in as ${ali.name}`).waitFor()
  expect(await page.getByLabel('E-mail').inputValue()).toBe(ali.email)
  expect(await page.getByLabel('Your name').count()).toBe(0)
  await page.getByLabel('Your password').fill(password)
  await page.getByRole('button', { name: 'Join' }).click()
  await page.getByRole('heading', { name: 'Home', level: 1 }).waitFor()
  await owner.page.getByText('2 people').waitFor()
})

test('a link that is used up says so, and leads on whoever is signed in', async () => {
  const stranger = await openWindow(browser)
  await stranger.page.goto(link)
  await stranger.page.getByText('does not work any more').waitFor()
  await stranger.page.getByRole('link', { name: 'Sign in instead' }).waitFor()
  await member.page.goto(link)
  await member.page.getByRole('link', { name: `Go on as ${ali.name}` }).click()
  await member.page.getByRole('heading', { name: 'Home', level: 1 }).waitFor()
  expectNoTroubles(owner, member, stranger)
})
