import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { row } from './support/boards.ts'
import { expectNoTroubles, launchBrowser, openWindow, type Window } from './support/browser.ts'
import { maya, useLink } from './support/people.ts'
import { startFulcrum, type RunningFulcrum } from './support/server.ts'

// From the start on an empty folder to a board with something on it, and on to an item of one's own, by what stands on the screen.

/** What is promised to whoever tries it, in seconds; on any machine that does not build it first it is a fraction of it. */
const mostToBoard = 90
const mostToItem = 60

let fulcrum: RunningFulcrum | undefined
let browser: Browser
let window: Window

beforeAll(async () => {
  browser = await launchBrowser()
  // Whoever has it has it built.
  await (await startFulcrum()).stop()
  window = await openWindow(browser)
})

afterAll(async () => {
  await browser?.close()
  await fulcrum?.stop()
})

/** Seconds of something, which are said. */
async function timed(what: string, act: () => Promise<void>): Promise<number> {
  const from = performance.now()
  await act()
  const seconds = (performance.now() - from) / 1_000
  process.stdout.write(`${what}: ${seconds.toFixed(1)} s\n`)
  return seconds
}

test('it starts without a setting and leads to a board with a year of work, and from there to an item of one’s own', async () => {
  const { page } = window
  const toBoard = await timed('from the start to the sample board', async () => {
    fulcrum = await startFulcrum()
    await useLink(page, fulcrum.ownerLink, maya)
    await page.getByRole('button', { name: 'Load a sample workspace' }).click()
    await page.locator('[data-tree="board"]').filter({ hasText: 'Sprints' }).first().click()
    await page.locator('[data-row]').first().waitFor()
  })
  expect(toBoard).toBeLessThan(mostToBoard)
  await page.goto(fulcrum?.url ?? '')
  const toItem = await timed('from there to an item of one’s own', async () => {
    await page.getByRole('button', { name: 'Take the first steps' }).click()
    const steps = page.getByRole('complementary', { name: 'First steps' })
    await steps.getByRole('button', { name: 'A list of my own' }).click()
    await steps.getByLabel('Your first item').fill('Reply to Ada')
    await page.keyboard.press('Enter')
    await steps.getByText('There it is').waitFor()
    await row(page, 'Reply to Ada').waitFor()
  })
  expect(toItem).toBeLessThan(mostToItem)
  expectNoTroubles(window)
})
