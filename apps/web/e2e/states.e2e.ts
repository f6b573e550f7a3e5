import type { Locator, Page, Route } from 'playwright-core'
import { expect, test } from 'vitest'
import { expectNoTroubles } from './support/browser.ts'
import { boardScreens, otherScreens, type Screen } from './support/screens.ts'
import { walkOnStage } from './support/walk-on-stage.ts'

// Lists and views that ask the server for something: what they show while it does not answer, refuses, or fails.

const walk = walkOnStage()

/** A screen that asks, and what it asks. */
interface Asking {
  readonly name: string
  readonly asks: RegExp
}

const asking: readonly Asking[] = [
  { name: 'home', asks: /\/sync\/ask\/home\.mine$/ },
  { name: 'my work', asks: /\/sync\/ask\/home\.mine$/ },
  { name: 'inbox', asks: /\/sync\/ask\/inbox\.list$/ },
  { name: 'settings, sessions', asks: /\/auth\/session\.list$/ },
  { name: 'settings, tokens', asks: /\/auth\/token\.list$/ },
  { name: 'settings, mail', asks: /\/auth\/mail\.status$/ },
  { name: 'settings, backups', asks: /\/backups\/status$/ },
  { name: 'settings, trash', asks: /\/sync\/ask\/tree\.list$/ },
  { name: 'settings, api', asks: /\/api\/openapi\.json$/ },
  { name: 'item, activity', asks: /\/sync\/ask\/item\.activity$/ },
  { name: 'item, links', asks: /\/sync\/ask\/item\.links$/ },
  { name: 'burn-up', asks: /\/sync\/ask\/board\.history$/ },
  { name: 'form, shared', asks: /\/forms\/shared\// },
  { name: 'what changed', asks: /\/sync\/ask\/board\.compare$/ },
  { name: 'as somebody sees it', asks: /\/shares\/as$/ },
  { name: 'share window', asks: /\/shares\/[0-9a-f-]+$/ },
  { name: 'public link', asks: /\/shared\/[\w-]+$/ },
]

/** What a person is never to read: how machines call what went wrong. */
const rawCode =
  /\b(4\d\d|5\d\d) (error|status)|\bstatus (4|5)\d\d|ECONN|forbidden|unavailable|internal|\[object|undefined|TypeError|failed to fetch/i

function screenOf(name: string): Screen {
  const found = [...boardScreens, ...otherScreens].find((each) => each.name === name)
  if (found === undefined) throw new Error(`No screen is called ${name}.`)
  return found
}

/** Comes to a screen whose question meets this answer. */
async function comeTo(page: Page, screen: Screen, asks: RegExp, answer: (route: Route) => unknown): Promise<void> {
  await page.unrouteAll({ behavior: 'ignoreErrors' })
  await page.route(asks, (route) => void answer(route))
  await page.goto(screen.at(walk().stage))
  await screen.steps?.(page)
}

function failure(page: Page): Locator {
  return page.getByRole('alert').filter({ has: page.getByRole('button', { name: 'Try again' }) })
}

test.each(asking)('$name keeps its place while it waits, says what failed, and comes by another try', async (asked) => {
  const screen = screenOf(asked.name)
  const { page } = walk().audience[screen.who ?? 'owner']
  let release: () => void = () => undefined
  const held = new Promise<void>((resolve) => (release = resolve))
  await comeTo(page, screen, asked.asks, async (route) => {
    await held
    await route.fulfill({ status: 500, json: { error: { code: 'internal', message: 'TypeError at row 5' } } })
  })
  await page.locator('.fu-skeleton[data-shown="true"]').first().waitFor()
  release()
  const said = failure(page).first()
  await said.waitFor()
  expect(await page.locator('body').innerText()).not.toMatch(rawCode)
  await page.unrouteAll({ behavior: 'ignoreErrors' })
  await said.getByRole('button', { name: 'Try again' }).click()
  await said.waitFor({ state: 'detached' })
  await page.locator(screen.drawn).first().waitFor()
  expect(await page.locator('.fu-skeleton[data-shown="true"]').count()).toBe(0)
})

// An inbox is one's own: nobody is kept out of it.
const refused = asking.filter(({ name }) => name !== 'inbox')

test.each(refused)('$name says in words that it is not for this person', async ({ name, asks }) => {
  const screen = screenOf(name)
  const { page } = walk().audience[screen.who ?? 'owner']
  const message = 'Only those who were asked in see this.'
  await comeTo(page, screen, asks, async (route) =>
    route.fulfill({ status: 403, json: { error: { code: 'forbidden', message } } }),
  )
  const words = page.getByText(message).or(page.getByText(/not shared with you|no access/))
  await words.first().waitFor()
  expect(await page.locator('body').innerText()).not.toMatch(rawCode)
})

test('no page had troubles', () => {
  const { owner, stranger } = walk().audience
  expectNoTroubles(owner, stranger)
})
