import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { seriousFindings } from './support/accessibility.ts'
import { expectNoTroubles, launchBrowser, openWindow, type Window } from './support/browser.ts'
import { maya, signIn, useLink } from './support/people.ts'
import { startFulcrum, type RunningFulcrum } from './support/server.ts'

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
  await makeMine('Web shop', [
    ['Basket forgets', -2],
    ['Refund by hand', 0],
    ['Search box', 200],
    ['Old banner', null],
  ])
  await makeMine('Payments', [['Ledger', -1]])
})

afterAll(async () => {
  await browser?.close()
  await fulcrum?.stop()
})

/** Asks for something, or runs a command, as the person does: from the page. */
async function post<T>(name: string, args: object): Promise<T> {
  const answer = await page.evaluate(
    async ([path, body]) => {
      const headers = { 'content-type': 'application/json' }
      const said = await fetch(`/api/${String(path)}`, { method: 'POST', headers, body: JSON.stringify(body) })
      if (!said.ok) throw new Error(await said.text())
      return (await said.json()) as unknown
    },
    [name, args] as const,
  )
  // @NOTE whoever asks knows what is answered.
  return answer as T
}

interface Mine {
  readonly today: number
  readonly items: readonly { readonly title: string; readonly day: number | null; readonly stage: string | null }[]
}

const mine = (): Promise<Mine> => post('home.mine', { all: true })

const newId = (): string => crypto.randomUUID().replace(/^(.{14})./, '$17')

type Wish = readonly [title: string, inDays: number | null]

/** Makes a board with items of the reader's, each so many days from today. */
async function makeMine(name: string, items: readonly Wish[]): Promise<void> {
  const { today } = await mine()
  const { members } = await post<{ readonly members: readonly { readonly id: string; readonly you: boolean }[] }>(
    'member.list',
    {},
  )
  const me = members.find(({ you }) => you)?.id
  const [workspace, board] = [newId(), newId()]
  await post('workspace.create', { id: workspace, name: `All of ${name}` })
  await post('board.create', { board, workspace, name })
  const numberOf = async (command: string, args: object): Promise<number> =>
    (await post<{ readonly result: { readonly number: number } }>(command, { board, id: newId(), ...args })).result
      .number
  const group = await numberOf('group.create', { title: 'Now' })
  const owner = await numberOf('column.create', { kind: 'people', title: 'Owner', role: 'owner' })
  await numberOf('column.create', { kind: 'status', title: 'Status', role: 'status' })
  const due = await numberOf('column.create', { kind: 'date', title: 'Due', role: 'due' })
  const commands = items.map(([title, inDays]) => ({
    command: 'item.create',
    args: {
      board,
      title,
      group,
      cells: [
        { column: owner, value: [me] },
        ...(inDays === null ? [] : [{ column: due, value: { day: today + inDays, minute: null } }]),
      ],
    },
  }))
  while (commands.length > 0) await post('bulk', { commands: commands.splice(0, 500), whole: true })
}

/** The headings and titles from top to bottom, as they are drawn. */
async function lines(): Promise<string[]> {
  const drawn = await page.locator('.work-place').evaluateAll((all) =>
    all
      .map((each) => ({
        top: each.getBoundingClientRect().top,
        text: each.querySelector('.home-open > .fu-truncate')?.textContent ?? each.querySelector('h2')?.textContent,
      }))
      .sort((left, right) => left.top - right.top),
  )
  return drawn.map(({ text }) => (text ?? '').trim())
}

async function eventually(look: () => Promise<unknown>, wanted: unknown): Promise<void> {
  await expect.poll(look, { timeout: 60_000 }).toEqual(wanted)
}

function line(title: string): Locator {
  return page.locator('.work-item').filter({ hasText: title })
}

test('two keys lead to all of one’s work over all boards, by when it is due', async () => {
  await page.locator('main').focus()
  await page.keyboard.press('g')
  await page.keyboard.press('w')
  await page.getByRole('heading', { name: 'My work', level: 1 }).waitFor()
  await eventually(lines, [
    'Late 2',
    'Basket forgets',
    'Ledger',
    'Today 1',
    'Refund by hand',
    'Later 1',
    'Search box',
    'No date 1',
    'Old banner',
  ])
  await page.getByText('5 items, 2 late').waitFor()
  await page.getByRole('navigation').getByRole('link', { name: 'My work' }).waitFor()
})

test('it is parted by board and by stage, searched, and narrowed to boards', async () => {
  await page.getByRole('tab', { name: 'By board' }).click()
  await eventually(async () => (await lines()).filter((text) => /\d$/.test(text)), ['Payments 1', 'Web shop 4'])
  await page.getByRole('tab', { name: 'By stage' }).click()
  await eventually(async () => (await lines())[0], 'No status 5')
  await page.getByRole('tab', { name: 'By date' }).click()
  await page.getByLabel('Find in my work').fill('forgets')
  await eventually(lines, ['Late 1', 'Basket forgets'])
  await page.getByLabel('Find in my work').fill('nothing like it')
  await page.getByRole('button', { name: 'Clear the filter' }).click()
  await page.getByRole('button', { name: 'All boards' }).click()
  await page.getByRole('menuitemcheckbox', { name: 'Payments' }).click()
  await eventually(lines, ['Late 1', 'Ledger'])
  await page.getByRole('menuitemcheckbox', { name: 'All boards' }).click()
  await eventually(async () => (await lines()).length, 9)
})

test('an item is finished by a key and by the ring before it, and undo opens it again', async () => {
  await line('Basket forgets').getByRole('link').focus()
  await page.keyboard.press('j')
  await page.keyboard.press('e')
  await eventually(async () => (await lines()).includes('Ledger'), false)
  expect((await mine()).items.find(({ title }) => title === 'Ledger')?.stage).toBe('done')
  await page.getByText('is done', { exact: false }).first().waitFor()
  await page.keyboard.press('Control+z')
  await line('Ledger').waitFor()
  await line('Refund by hand').getByRole('button', { name: 'is done' }).click()
  await line('Refund by hand').waitFor({ state: 'detached' })
  await page.getByText('Hide done').click()
  await line('Refund by hand').getByRole('button', { name: 'is done', pressed: true }).click()
  await line('Refund by hand').getByRole('button', { name: 'is done', pressed: false }).waitFor()
  await page.getByText('Hide done').click()
})

test('the status is edited in place by its key', async () => {
  await line('Old banner').getByRole('link').focus()
  await page.keyboard.press('s')
  await page.getByRole('dialog', { name: 'Status' }).waitFor()
  await page.keyboard.type('to do')
  await page.keyboard.press('Enter')
  await line('Old banner').getByText('To do').waitFor()
  await eventually(async () => (await mine()).items.find(({ title }) => title === 'Old banner')?.stage, 'todo')
})

test('a thousand items are a list of some lines', async () => {
  const many = Array.from({ length: 500 }, (_, at): Wish => [`Chore n${at}`, 20 + at])
  await makeMine('Chores', [...many, ...many])
  await eventually(async () => (await mine()).items.length > 1_000, true)
  await page.goto(`${fulcrum.url}/my-work`)
  // A second try has them twice.
  await page.getByText(/^[12],0\d\d items/).waitFor({ timeout: 60_000 })
  expect(await page.locator('*').count()).toBeLessThan(1_500)
  await page.locator('.work-scroll').evaluate((box) => box.scrollTo(0, box.scrollHeight))
  await line('Old banner').or(line('Chore n499')).first().waitFor()
  expect(await page.locator('.work-item').count()).toBeLessThan(80)
  await page.getByLabel('Find in my work').fill('chore n250')
  await eventually(async () => (await lines()).slice(0, 3), ['Later 2', 'Chore n250', 'Chore n250'])
})

test.each(['light', 'dark'] as const)('in %s it has no serious faults, also on a telephone', async (theme) => {
  const own = await openWindow(browser, { theme, width: theme === 'light' ? 1440 : 360 })
  await own.page.goto(`${fulcrum.url}/my-work`)
  await signIn(own.page, maya)
  await own.page.locator('.work-item').first().waitFor()
  await own.page.getByText('Hide done').waitFor()
  expect(await seriousFindings(own.page)).toEqual([])
  const shots = process.env['FULCRUM_SHOTS']
  if (shots !== undefined) await own.page.screenshot({ path: `${shots}/my-work-${theme}.png` })
  expect(await own.page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true)
  expectNoTroubles(own)
  await own.close()
})
