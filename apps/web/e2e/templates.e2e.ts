import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { seriousFindings } from './support/accessibility.ts'
import { columnId, row, takesKeys } from './support/boards.ts'
import { expectNoTroubles, launchBrowser, openWindow, type Window } from './support/browser.ts'
import { ali, inviteByLink, maya, useLink } from './support/people.ts'
import { startFulcrum, type RunningFulcrum } from './support/server.ts'

/** A loaded machine takes its time. */
const wait = { timeout: 20_000 }

let fulcrum: RunningFulcrum
let browser: Browser
let window: Window
let page: Page

beforeAll(async () => {
  browser = await launchBrowser()
  fulcrum = await startFulcrum()
  window = await openWindow(browser)
  page = window.page
  await useLink(page, fulcrum.ownerLink, maya)
})

afterAll(async () => {
  await browser?.close()
  await fulcrum?.stop()
})

function line(name: string): Locator {
  return page.locator('[data-tree="board"], [data-tree="folder"]').filter({ hasText: name }).first()
}

async function open(name: string): Promise<void> {
  await line(name).getByRole('link').click()
  await page.getByRole('heading', { name, level: 1 }).waitFor()
  await takesKeys(page)
}

async function cell(item: string, column: string): Promise<string> {
  return row(page, item)
    .locator(`[data-col="${await columnId(page, column)}"]`)
    .innerText()
}

async function menuOf(name: string, item: string): Promise<void> {
  await line(name).hover()
  await page
    .getByRole('button', { name: `Menu of ${name}`, exact: true })
    .first()
    .click()
  await page.getByRole('menuitem', { name: item }).click()
}

test('a newcomer takes the first steps and has an item of their own, and nothing has to be waited for', async () => {
  await page.getByRole('button', { name: 'Take the first steps' }).click()
  const steps = page.getByRole('complementary', { name: 'First steps' })
  await steps.getByRole('button', { name: 'A list of my own' }).click()
  await page.getByRole('heading', { name: 'My work', level: 1 }).waitFor()
  // They wait where one leaves them, also over a reload, and are in nobody's way.
  await page.reload()
  await steps.getByLabel('Your first item').fill('Reply to Ada')
  await page.keyboard.press('Enter')
  await steps.getByText('There it is').waitFor()
  await row(page, 'Reply to Ada').waitFor()
  await steps.getByRole('button', { name: 'Begin' }).click()
  await steps.waitFor({ state: 'detached' })
  expect(await page.getByRole('alertdialog').count()).toBe(0)
})

test('the gallery finds a template by what people call it, by keys alone', async () => {
  await page.goto(`${fulcrum.url}/templates`)
  const found = page.locator('.template-card-words a')
  await expect.poll(() => found.count(), wait).toBe(8)
  await page.getByLabel('Find a template').fill('post-mortem')
  await expect.poll(() => found.allTextContents(), wait).toEqual(['Incident log'])
  await page.getByLabel('Find a template').fill('')
  await page.getByRole('button', { name: 'Quality' }).click()
  await expect.poll(() => found.allTextContents(), wait).toEqual(['Bug tracking', 'Technical debt'])
  await page.getByRole('button', { name: 'Quality' }).click()
  await page.getByRole('link', { name: 'Dev team' }).focus()
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'Dev team', level: 1 }).waitFor()
})

test('Dev team comes as five connected boards, whose mirrors say what the others do', async () => {
  await page.getByRole('img', { name: /The board Work items/ }).waitFor()
  await page.getByRole('tab', { name: 'Sprints' }).click()
  await page.getByRole('img', { name: /The board Sprints/ }).waitFor()
  await page.getByRole('radio', { name: /Kanban/ }).click()
  await expect.poll(() => page.getByRole('tab').count(), wait).toBe(4)
  await page.getByRole('radio', { name: /Scrum/ }).click()
  await page.getByRole('button', { name: 'Make these 5 boards' }).click()
  await page.getByRole('heading', { name: 'Work items', level: 1 }).waitFor()
  await takesKeys(page)
  for (const name of ['Dev team', 'Epics', 'Bugs', 'Sprints', 'Releases']) await line(name).waitFor()
  await open('Sprints')
  await expect.poll(() => cell('Sprint 1', 'Points'), wait).toContain('24')
  await open('Releases')
  await expect.poll(() => cell('1.4', 'Items'), wait).toContain('3')
  // What is done on the one board shows on the other.
  await open('Epics')
  await expect.poll(() => cell('A search that finds', 'Work items'), wait).toContain('Find out how others sort')
})

test('whoever comes to a template by its address makes its boards where the others are', async () => {
  await page.goto(`${fulcrum.url}/templates/onboarding`)
  await page.getByLabel('Name', { exact: true }).fill('First month')
  await page.getByRole('button', { name: 'Make this board' }).click()
  await page.getByRole('heading', { name: 'First month', level: 1 }).waitFor(wait)
  await line('First month').waitFor()
  expect(await page.locator('[data-tree="workspace"]').count()).toBe(1)
})

test('to whom boards are not to make, a template says so, and offers no button that is refused', async () => {
  const viewer = await openWindow(browser)
  await useLink(viewer.page, await inviteByLink(page, fulcrum.url, 'Viewer'), ali)
  await viewer.page.goto(`${fulcrum.url}/templates/roadmap`)
  await viewer.page.getByText('Owners, admins and members make boards. Ask one of them.').waitFor(wait)
  expect(await viewer.page.getByRole('button', { name: 'Make this board' }).isDisabled()).toBe(true)
  expectNoTroubles(viewer)
  await viewer.close()
})

test('a board is saved as a template with another one, and what is made of it is connected to itself', async () => {
  await menuOf('Work items', 'Save as template')
  const dialog = page.getByRole('dialog', { name: 'Save as template' })
  await dialog.getByLabel('Name').fill('Our way')
  await dialog.getByLabel('Sprints').check({ force: true })
  await dialog.getByText('With items').click()
  await dialog.getByRole('button', { name: 'Save template' }).click()
  await page.getByRole('heading', { name: 'Our way', level: 1 }).waitFor()
  await page.getByRole('button', { name: 'Rename' }).click()
  await page.getByRole('dialog', { name: 'Rename template' }).getByLabel('Name').fill('How we work')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'How we work', level: 1 }).waitFor()
  await page.getByLabel('Name', { exact: true }).fill('Second team')
  await page.getByRole('button', { name: 'Make 2 boards of it' }).click()
  await page.getByRole('heading', { name: 'Work items', level: 1 }).waitFor()
  await takesKeys(page)
  await line('Second team').waitFor()
  await page.getByRole('link', { name: 'Sprints' }).last().click()
  await page.getByRole('heading', { name: 'Sprints', level: 1 }).waitFor()
  await expect.poll(() => cell('Sprint 1', 'Points'), wait).toContain('24')
  await page.goto(`${fulcrum.url}/templates`)
  await page.getByRole('region', { name: 'Ours' }).getByRole('link', { name: 'How we work' }).waitFor()
})

test('a board is duplicated with its items, and one undo takes the copy away again', async () => {
  await menuOf('Bugs', 'Duplicate')
  const dialog = page.getByRole('dialog', { name: 'Duplicate board' })
  await dialog.getByLabel('Name').fill('Bugs of last year')
  await dialog.getByRole('button', { name: 'Duplicate' }).click()
  await page.getByRole('heading', { name: 'Bugs of last year', level: 1 }).waitFor()
  await row(page, 'Long names leave the card').waitFor()
  await page.getByRole('button', { name: 'Undo' }).click()
  await line('Bugs of last year').waitFor({ state: 'detached' })
  await page.goto(`${fulcrum.url}/settings/trash`)
  await page
    .getByText(/goes for good on/)
    .first()
    .waitFor()
  await page.getByRole('button', { name: 'Restore Bugs of last year' }).click()
  await line('Bugs of last year').waitFor()
  await open('Bugs of last year')
  await row(page, 'Long names leave the card').waitFor()
})

test('all of it can be read by everybody, in both themes and on a telephone', async () => {
  const paths = ['/templates', '/templates/dev-team', '/help/coming-from', '/settings/trash']
  const found: string[] = []
  for (const theme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: theme })
    for (const path of paths) {
      await page.goto(`${fulcrum.url}${path}`)
      await page.getByRole('heading', { level: 1 }).waitFor()
      if (path.startsWith('/templates')) await page.locator('.board-picture').first().waitFor()
      found.push(...(await seriousFindings(page)).map((each) => `${theme} ${path}: ${each}`))
    }
  }
  expect(found).toEqual([])
  await page.setViewportSize({ width: 360, height: 780 })
  for (const path of paths) {
    await page.goto(`${fulcrum.url}${path}`)
    await page.getByRole('heading', { level: 1 }).waitFor()
    const overflow = () => page.evaluate<number>('document.documentElement.scrollWidth - innerWidth')
    expect(await overflow(), path).toBeLessThanOrEqual(0)
  }
  expectNoTroubles(window)
})
