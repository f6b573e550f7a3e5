import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { addItems, columnId, row } from './support/boards.ts'
import { expectNoTroubles, openWindow, type Window } from './support/browser.ts'
import { hangWords, type Hung } from './support/hang-words.ts'
import { markup } from './support/hostile-words.ts'
import { comeTo } from './support/look-at.ts'
import { expectNothingRan } from './support/nothing-ran.ts'
import { inviteByLink, useLink } from './support/people.ts'
import { boardScreens, otherScreens, type Screen } from './support/screens.ts'
import { askAs } from './support/stage.ts'
import { walkOnStage } from './support/walk-on-stage.ts'

// Words that look like scripts hang in every place that has a name: nobody who comes by runs one of them, on whichever screen.

const walk = walkOnStage()
let hung: Hung
let owner: Window

beforeAll(async () => {
  owner = walk().audience.owner
  hung = await hangWords(askAs(owner.page), walk().stage)
})

async function look(screen: Screen, window = owner): Promise<void> {
  await comeTo(window.page, screen, walk().stage)
  await window.page.evaluate('new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))')
  await expectNothingRan(window)
}

test('each of them is taken as it is, in as many places as there are', () => {
  expect(hung.count).toBeGreaterThan(1_000)
})

const drawn: Readonly<Record<string, string>> = {
  table: '[data-row]',
  kanban: '[data-card]',
  cards: '[data-card]',
  timeline: '[class^=ft-] [data-item], .ft-bar',
  calendar: '.fq-bars [data-item], .fq-list',
  workload: '.fw-cell',
  chart: 'main svg',
  form: '[class^=fv-]',
}

test.each(Object.entries(drawn))('as words in a view of the kind %s, wherever it is scrolled', async (kind, part) => {
  const view = async (page: Page) => page.locator(`[data-tab="${hung.views[kind]}"]`).click()
  await look({ name: kind, at: () => hung.board, steps: view, drawn: part })
  const { page } = owner
  for (const share of [0.25, 0.5, 1]) {
    await page.evaluate(`(async () => {
      for (const each of document.querySelectorAll('main *')) {
        if (each.scrollHeight > each.clientHeight + 40) each.scrollTop = (each.scrollHeight - each.clientHeight) * ${share}
        if (each.scrollWidth > each.clientWidth + 40) each.scrollLeft = (each.scrollWidth - each.clientWidth) * ${share}
      }
      await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))
    })()`)
    await expectNothingRan(owner)
  }
  expect(await page.getByText('window.ran=').count()).toBeGreaterThan(0)
  await page.evaluate(`dispatchEvent(new Event('beforeprint'))`)
  await expectNothingRan(owner)
  await page.evaluate(`dispatchEvent(new Event('afterprint'))`)
})

test('as words in what a formula gives of them, which is what they were and no more', async () => {
  const { page } = owner
  await look({ name: 'formula', at: () => hung.board, drawn: '[data-row]' })
  const made = page
    .locator('[data-row]')
    .filter({ hasText: '<img src=x onerror=window.ran=1><script>window.ran=1</script>' })
  await made.first().waitFor()
  await page
    .locator('[data-row]')
    .filter({ hasText: `${markup[0]} <b>` })
    .first()
    .waitFor()
  await expectNothingRan(owner)
})

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).first().click()

const own: readonly Screen[] = [
  {
    name: 'the menu of a column, and what is told of it',
    at: () => hung.board,
    steps: async (page) => {
      await page.locator('[data-row]').first().waitFor()
      // Columns that are out of sight are not drawn.
      const menu = page.getByRole('button', { name: /^Column menu: \d+ </ }).first()
      await page.evaluate(`for (const each of document.querySelectorAll('main *')) {
        if (each.scrollWidth > each.clientWidth + 40) each.scrollLeft = 1600
      }`)
      await menu.hover()
      await menu.click()
    },
    drawn: '[role=menu]',
  },
  {
    name: 'the labels of a column',
    at: () => hung.board,
    steps: async (page) => {
      await press(page, 'Column menu: Status')
      await page
        .getByRole('menuitem', { name: /^(Edit labels|Settings|Labels)/ })
        .first()
        .click()
    },
    drawn: '[role=dialog] input',
  },
  {
    name: 'the choice of a label',
    at: () => hung.board,
    steps: async (page) => {
      await page.locator('[data-row]').first().waitFor()
      await page.locator('[data-row] .fu-label').first().click()
    },
    drawn: '[role=option]',
  },
  {
    name: 'the groups to which an item can go',
    at: () => hung.board,
    steps: async (page) => {
      await page.locator('[data-row] .fb-title').first().click({ button: 'right' })
      await page.getByRole('menuitem', { name: 'Move to group' }).click()
    },
    drawn: '[role=menu]',
  },
  {
    name: 'an item and its activity',
    at: () => `${hung.board}/i/1`,
    steps: async (page) => page.getByRole('dialog').getByRole('tab', { name: 'Activity' }).click(),
    drawn: '.item-activity',
  },
  {
    name: 'a search for them',
    at: ({ url }) => url,
    steps: async (page) => {
      await page.getByRole('heading', { level: 1 }).first().waitFor()
      await page.locator('[data-tree]').first().waitFor()
      await page.keyboard.press('Control+k')
      await page.locator('input:focus').fill('<script>window')
    },
    drawn: '[role=dialog] [role=option]',
  },
  {
    name: 'a search in the board',
    at: () => `${hung.board}?find=${encodeURIComponent(markup[0] ?? '')}`,
    drawn: '[data-row]',
  },
  {
    name: 'a doc and what is said of it',
    at: () => hung.doc,
    steps: async (page) => {
      await page.locator('.doc-text').waitFor()
      await page.getByRole('button', { name: /^Comments, \d+ open$/ }).click()
    },
    drawn: '.doc-comments li',
  },
  {
    name: 'the versions of a doc',
    at: () => hung.doc,
    steps: async (page) => {
      await page.locator('.doc-text').waitFor()
      await press(page, 'Menu of the doc')
      await page.getByRole('menuitem', { name: 'Versions' }).click()
      await page
        .getByRole('button', { name: /^<script>/ })
        .first()
        .click()
    },
    drawn: '.doc-versions',
  },
  {
    name: 'the board as it was',
    at: () => `${hung.board}?at=${new Date().toISOString()}`,
    drawn: '.past-board [data-row]',
  },
]

test.each(own)('as words in $name', async (screen) => look(screen))

test('as words in a public form, and in what it says once somebody has answered in them', async () => {
  const { stranger } = walk().audience
  await look({ name: 'form', at: () => hung.form, drawn: 'form' }, stranger)
  const { page } = stranger
  for (const field of await page.locator('form :is(input, textarea)').and(page.locator(':visible')).all()) {
    await field.fill(markup[0] ?? '')
  }
  await page.getByRole('button', { name: 'Send' }).click()
  await page.locator('form').waitFor({ state: 'detached' })
  await expectNothingRan(stranger)
})

test('as words that are written by hand: of an item, a label, a doc, and the name of a person', async () => {
  const { stage, browser } = walk()
  const { page } = owner
  const words = `${markup[1]} by hand`
  await page.goto(hung.board)
  await addItems(page, words)
  await expectNothingRan(owner)
  const status = await columnId(page, 'Status')
  await row(page, words).locator(`[data-col="${status}"]`).click()
  await page.getByPlaceholder('Search or create').fill(words)
  await page.keyboard.press('Enter')
  await row(page, words).locator('.fu-label', { hasText: words }).waitFor()
  await expectNothingRan(owner)
  await page.goto(hung.doc)
  const title = page.getByRole('textbox', { name: 'Name of the doc' })
  await title.fill(words)
  await title.press('Enter')
  await page.getByRole('navigation').getByRole('link', { name: words }).waitFor()
  await expectNothingRan(owner)
  const other = await openWindow(browser)
  const link = await inviteByLink(page, stage.url)
  await useLink(other.page, link, { name: words, email: 'other@example.org' })
  for (const path of ['/settings/members', '/settings/teams']) {
    await page.goto(`${stage.url}${path}`)
    await page
      .getByText(path.endsWith('teams') ? String(markup[1]) : words)
      .first()
      .waitFor()
    await expectNothingRan(owner)
  }
  await expectNothingRan(other)
  expectNoTroubles(other)
})

test.each([...boardScreens, ...otherScreens])('as words on the screen $name', async (screen) =>
  look(screen, walk().audience[screen.who ?? 'owner']),
)

test('no page had troubles, and none was kept from anything by its policy', () => {
  const { audience } = walk()
  expectNoTroubles(audience.owner, audience.stranger)
})
