import type { Locator, Page, Route, WebSocketRoute } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { absentPlaces, makeGoneThings, type GoneThings } from './support/absent-places.ts'
import { typeInto } from './support/boards.ts'
import { expectNoTroubles, openWindow, type Window } from './support/browser.ts'
import { ali, signIn } from './support/people.ts'
import { rawCode } from './support/raw-codes.ts'
import { boardScreens, otherScreens, type Screen } from './support/screens.ts'
import { askAs, idIn } from './support/stage.ts'
import { walkOnStage } from './support/walk-on-stage.ts'

// What lists and views show while what they need does not come, fails, or is refused; and what stands where nothing is.

const walk = walkOnStage()

/** A screen that asks by HTTP, and what it asks. */
interface Asking {
  readonly name: string
  readonly asks: RegExp
  /** Comes to a part of it that asks only then. */
  readonly goes?: (page: Page) => Promise<void>
  /** Something else stands there while it waits. */
  readonly stands?: true
  /** Drops what is kept of the last answer, which would stand in the place of all that. */
  readonly drop?: string
}

const dropInbox = `for (const key of Object.keys(localStorage)) if (key.startsWith('fulcrum.inbox.')) localStorage.removeItem(key)`
const dropAnswers = `indexedDB.databases().then((all) => Promise.all(all.map(({ name }) => new Promise((resolve) => {
  if (!name.endsWith(':answers:cache')) return resolve()
  indexedDB.deleteDatabase(name).onsuccess = resolve
}))))`

const asking: readonly Asking[] = [
  { name: 'home', asks: /\/sync\/ask\/home\.mine$/, drop: dropAnswers },
  { name: 'my work', asks: /\/sync\/ask\/home\.mine$/, drop: dropAnswers },
  { name: 'inbox', asks: /\/sync\/ask\/inbox\.list$/, drop: dropInbox },
  { name: 'search', asks: /\/sync\/ask\/search\.all$/, stands: true },
  { name: 'new item', asks: /\/sync\/ask\/board\.get$/ },
  { name: 'templates', asks: /\/sync\/ask\/template\.list$/, stands: true },
  { name: 'settings, sessions', asks: /\/auth\/session\.list$/ },
  { name: 'settings, tokens', asks: /\/auth\/token\.list$/ },
  { name: 'settings, members', asks: /\/auth\/invitation\.list$/, stands: true },
  { name: 'settings, mail', asks: /\/auth\/mail\.status$/ },
  { name: 'settings, backups', asks: /\/backups\/status$/ },
  { name: 'settings, trash', asks: /\/sync\/ask\/tree\.list$/ },
  { name: 'trash of a board', asks: /\/sync\/ask\/trash\.list$/ },
  { name: 'settings, api', asks: /\/api\/openapi\.json$/ },
  { name: 'item, activity', asks: /\/sync\/ask\/item\.activity$/ },
  { name: 'item, links', asks: /\/sync\/ask\/item\.links$/ },
  { name: 'burn-up', asks: /\/sync\/ask\/board\.history$/ },
  { name: 'form, shared', asks: /\/forms\/shared\// },
  { name: 'the board as it was', asks: /\/sync\/past\?/ },
  { name: 'what changed', asks: /\/sync\/ask\/board\.compare$/ },
  { name: 'as somebody sees it', asks: /\/shares\/as$/ },
  { name: 'share window', asks: /\/shares\/[0-9a-f-]+$/ },
  { name: 'who can see this', asks: /\/shares\/[0-9a-f-]+$/, stands: true },
  { name: 'export', asks: /\/exports\/formats$/ },
  {
    name: 'doc, versions',
    asks: /\/docs\/[^/]+\/versions\/[^/]+\?/,
    goes: async (page) => page.getByRole('button', { name: /First draft/ }).click(),
  },
  { name: 'invitation', asks: /\/auth\/link$/ },
  { name: 'public link', asks: /\/shared\/[\w-]+$/ },
  { name: 'public link with a password', asks: /\/shared\/[\w-]+$/ },
]

/** Screens of which what they show comes by the socket, each where it is opened. */
const bySocket: readonly string[] = [
  'table',
  'table by owner',
  'kanban',
  'calendar month',
  'calendar week',
  'calendar list',
  'burn-up',
  'bars',
  'timeline',
  'workload',
  'cards',
  'form, edited',
  'item, updates',
  'home',
  'my work',
  'inbox',
  'doc',
  'settings, notifications',
  'settings, rules',
  'settings, members',
  'settings, teams',
]

function screenOf(name: string): Screen {
  const found = [...boardScreens, ...otherScreens].find((each) => each.name === name)
  if (found === undefined) throw new Error(`No screen is called ${name}.`)
  return found
}

/** Comes to a screen whose question meets this answer. */
async function comeTo(page: Page, screen: Screen, asked: Asking, answer: (route: Route) => unknown): Promise<void> {
  await page.unrouteAll({ behavior: 'ignoreErrors' })
  await page.route(asked.asks, (route) => void answer(route))
  if (asked.drop !== undefined) await page.evaluate(asked.drop)
  await page.goto(screen.at(walk().stage))
  await screen.steps?.(page)
  await asked.goes?.(page)
}

function failure(page: Page): Locator {
  return page.getByRole('alert').filter({ has: page.getByRole('button', { name: 'Try again' }) })
}

const skeleton = (page: Page): Locator => page.locator('.fu-skeleton[data-shown="true"]')

async function expectNoCodes(page: Page): Promise<void> {
  expect(await page.locator('body').innerText()).not.toMatch(rawCode)
}

test.each(asking)('$name keeps its place while it waits, says what failed, and comes by another try', async (asked) => {
  const screen = screenOf(asked.name)
  const { page } = walk().audience[screen.who ?? 'owner']
  let release: () => void = () => undefined
  const held = new Promise<void>((resolve) => (release = resolve))
  await comeTo(page, screen, asked, async (route) => {
    await held
    await route.fulfill({ status: 500, json: { error: { code: 'internal', message: 'TypeError at row 5' } } })
  })
  if (asked.stands !== true) await skeleton(page).first().waitFor()
  release()
  const said = failure(page).first()
  await said.waitFor()
  await expectNoCodes(page)
  await page.unrouteAll({ behavior: 'ignoreErrors' })
  await said.getByRole('button', { name: 'Try again' }).click()
  await said.waitFor({ state: 'detached' })
  await page.locator(screen.drawn).first().waitFor()
  expect(await skeleton(page).count()).toBe(0)
})

test.each(asking)('$name says by a lock that it is not for this person, and whom to ask', async (asked) => {
  const screen = screenOf(asked.name)
  const { page } = walk().audience[screen.who ?? 'owner']
  const message = 'Only those who were asked in see this.'
  await comeTo(page, screen, asked, async (route) =>
    route.fulfill({ status: 403, json: { error: { code: 'forbidden', message } } }),
  )
  const locked = page.locator('.fu-state[data-state="refused"]').first()
  await locked.waitFor()
  expect(await locked.innerText()).toMatch(/\bask\b/i)
  await locked.locator('.fu-state-icon svg > *').first().waitFor({ state: 'attached' })
  // Asking again would change nothing, and the server's words are for whoever wrote the question.
  expect(await failure(page).count()).toBe(0)
  expect(await page.getByText(message).count()).toBe(0)
  await expectNoCodes(page)
})

/** A browser of the owner in which nothing is kept yet. */
async function openAnew(): Promise<Window> {
  const { audience, browser } = walk()
  const window = await openWindow(browser)
  await window.context.addCookies(await audience.owner.context.cookies())
  return window
}

describe('what comes by the socket', () => {
  let window: Window
  /** What becomes of a new socket, and of what the server says on those that are open. */
  let way: 'silent' | 'cut' | 'open' = 'open'
  const sockets = new Set<WebSocketRoute>()

  /** Such a browser, at a screen. */
  async function comeAnew(screen: Screen): Promise<Page> {
    window = await openAnew()
    const { page } = window
    await page.routeWebSocket(/\/sync/, (socket) => {
      sockets.add(socket)
      if (way === 'cut') void socket.close()
      if (way !== 'open') return
      socket.connectToServer()
    })
    await page.goto(screen.at(walk().stage))
    return page
  }

  test.each(bySocket)('%s keeps its place, says that the server is away, and comes once it is back', async (name) => {
    const screen = screenOf(name)
    way = 'silent'
    const page = await comeAnew(screen)
    await skeleton(page).first().waitFor()
    await expectNoCodes(page)
    way = 'cut'
    for (const socket of sockets) await socket.close()
    sockets.clear()
    // An item stands before its board.
    const place = name.startsWith('item') ? page.getByRole('dialog') : page
    const said = place.getByRole('alert').filter({ hasText: 'the server cannot be reached' })
    await said.first().waitFor()
    await expectNoCodes(page)
    await said.first().getByRole('button', { name: 'Try again' }).focus()
    way = 'open'
    await page.keyboard.press('Enter')
    await screen.steps?.(page)
    await page.locator(screen.drawn).first().waitFor()
    await expect.poll(() => said.count()).toBe(0)
    expectNoTroubles(window)
    await window.close()
  })
})

test('the first page of all says that the server does not answer, and comes by another try', async () => {
  const window = await openAnew()
  const { page } = window
  await page.route(/\/auth\/session$/, (route) => route.abort())
  await page.goto(walk().stage.url)
  await failure(page).getByText('The server cannot be reached.').waitFor()
  await expectNoCodes(page)
  await page.unrouteAll()
  await page.getByRole('button', { name: 'Try again' }).click()
  await page.getByRole('heading', { name: 'Home', level: 1 }).waitFor()
  expectNoTroubles(window)
  await window.close()
})

test('what keeps a place is not seen for the first 300 ms', async () => {
  const { audience, stage } = walk()
  const { page } = audience.owner
  await page.unrouteAll({ behavior: 'ignoreErrors' })
  await page.route(/\/auth\/session\.list$/, async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 1_500))
    await route.continue()
  })
  // When it came, and when it was seen, by the clock of the page.
  await page.addInitScript(`globalThis.keeping = {}
    new MutationObserver(() => {
      const skeleton = document.querySelector('.fu-skeleton[aria-label="Loading sessions"]')
      if (skeleton === null) return
      globalThis.keeping.came ??= performance.now()
      if (getComputedStyle(skeleton).visibility === 'visible') globalThis.keeping.seen ??= performance.now()
    }).observe(document, { subtree: true, childList: true, attributes: true })`)
  await page.goto(`${stage.url}/settings/sessions`)
  await page.locator('.settings-section').first().waitFor()
  const { came, seen } = await page.evaluate<{ came: number; seen: number }>('globalThis.keeping')
  // Timers are told in whole milliseconds.
  expect(seen - came).toBeGreaterThanOrEqual(295)
  await page.unrouteAll({ behavior: 'ignoreErrors' })
})

describe('what is not there, or is not theirs', () => {
  let member: Window
  let gone: GoneThings

  beforeAll(async () => {
    const { audience, browser, stage } = walk()
    await audience.owner.page.goto(stage.url)
    gone = await makeGoneThings(audience.owner.page, stage, stage.boards['Sprints'] ?? '')
    member = await openWindow(browser)
    await member.page.goto(stage.url)
    await signIn(member.page, ali)
    await member.page.getByRole('heading', { name: 'Home', level: 1 }).waitFor()
  })

  afterAll(async () => member?.close())

  test.each(absentPlaces)('$name says so, and leads on', async ({ who, at, says, wayOn }) => {
    const { audience, stage } = walk()
    const { page } = who === 'member' ? member : audience[who ?? 'owner']
    await page.unrouteAll({ behavior: 'ignoreErrors' })
    await page.goto(at(stage, gone))
    await page.getByText(says).first().waitFor()
    await expectNoCodes(page)
    if (wayOn === null) return
    const way = page.getByRole('link', { name: wayOn }).or(page.getByRole('button', { name: wayOn, exact: true }))
    const before = page.url()
    await way.last().click()
    await expect.poll(() => page.url()).not.toBe(before)
    await page.getByText(says).first().waitFor({ state: 'detached' })
  })

  test('an item in the trash says so, and is taken back', async () => {
    const { audience, stage } = walk()
    const { page } = audience.owner
    const board = stage.boards['Roadmap'] ?? ''
    await page.goto(`${board}/i/1`)
    await askAs(page)('/api/item.delete', { board: idIn(board), rows: [1] })
    await page.getByText('This item is in the trash.').waitFor()
    await page.reload()
    const said = page.getByText('This item is in the trash.')
    await said.waitFor()
    await page.getByRole('dialog').getByRole('button', { name: 'Restore', exact: true }).first().click()
    await said.waitFor({ state: 'detached' })
  })

  test('no page of the member had troubles', () => expectNoTroubles(member))
})

test('a search that fails says so where nothing else was found, and not that there is nothing', async () => {
  const { page } = walk().audience.owner
  await page.unrouteAll({ behavior: 'ignoreErrors' })
  await page.route(/\/sync\/ask\/search\.all$/, (route) => route.abort())
  await page.goto(walk().stage.url)
  await page.locator('[data-tree]').first().waitFor()
  await page.keyboard.press('Control+k')
  await typeInto(page, 'zzzz')
  await failure(page)
    .getByText(/could not be looked for/)
    .waitFor()
  expect(await page.getByText('Nothing that you may see is called').count()).toBe(0)
  await page.unrouteAll({ behavior: 'ignoreErrors' })
})

test('no page had troubles', () => {
  const { owner, stranger } = walk().audience
  expectNoTroubles(owner, stranger)
})
