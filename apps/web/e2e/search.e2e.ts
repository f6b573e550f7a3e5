import type { Browser, Page } from 'playwright-core'
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
  await page.getByRole('button', { name: 'Load a sample workspace' }).click()
  await page.getByRole('link', { name: 'Bug queue' }).first().click()
  await page.getByRole('grid').first().waitFor()
})

afterAll(async () => {
  await browser?.close()
  await fulcrum?.stop()
})

const palette = (of = page) => of.getByRole('dialog', { name: 'Commands' })
const items = (of = page) => palette(of).getByRole('group', { name: 'Items' }).getByRole('option')

async function ask(text: string, of = page): Promise<void> {
  await of.keyboard.press('Control+k')
  await palette(of).getByRole('combobox').fill(text)
}

async function picture(name: string, of = page): Promise<void> {
  const folder = process.env['FULCRUM_SHOTS']
  if (folder !== undefined) await of.screenshot({ path: `${folder}/${name}.png` })
}

/** Makes the person an owner of the first items of a board, and gives their titles. */
async function own(board: string, count: number): Promise<string[]> {
  return page.evaluate(
    async ([id, most]) => {
      const ask = async (name: string, body: object) => {
        const headers = { 'content-type': 'application/json' }
        const answer = await fetch(`/api/${name}`, { method: 'POST', headers, body: JSON.stringify(body) })
        if (!answer.ok) throw new Error(await answer.text())
        return (await answer.json()) as { [key: string]: never }
      }
      const { columns } = (await ask('board.get', { board: id })) as unknown as {
        columns: { number: number; role: string | null }[]
      }
      const { members } = (await ask('member.list', {})) as unknown as { members: { id: string; you: boolean }[] }
      const { items } = (await ask('item.list', { board: id, limit: Number(most) })) as unknown as {
        items: { row: number; title: string }[]
      }
      const column = columns.find(({ role }) => role === 'owner')?.number
      const me = members.find(({ you }) => you)?.id
      const rows = items.map(({ row }) => row)
      await ask('item.setCells', { board: id, column, rows, values: rows.map(() => [me]) })
      return items.map((item) => item.title)
    },
    [new URL(board).pathname.split('/')[2] ?? '', String(count)] as const,
  )
}

let title: string

test('any item is found by the beginnings of its words, misspelt ones too, and opened by keys alone', async () => {
  title = (await page.locator('.fb-title').first().textContent()) ?? ''
  const word = title.split(/[^\p{L}]+/u).find((each) => each.length > 6) ?? ''
  expect(word).not.toBe('')
  await ask(word.slice(0, 5))
  await items().first().waitFor()
  // What was found for fewer letters may stand there still.
  await expect
    .poll(() => items().locator('mark').first().textContent())
    .toMatch(new RegExp(`^${word.slice(0, 5)}`, 'i'))
  await picture('search-light')
  expect(await seriousFindings(page)).toEqual([])
  const slip = `${word.slice(0, 2)}${word[3]}${word[2]}${word.slice(4)}`
  await palette().getByRole('combobox').fill(slip)
  await palette().getByText('as you may have meant').waitFor()
  await items().filter({ hasText: title }).first().waitFor()
  await picture('search-slip')
  for (let step = 0; step < 20; step++) {
    const chosen = palette().getByRole('option', { selected: true })
    if ((await chosen.textContent())?.includes(title) === true) break
    await page.keyboard.press('ArrowDown')
  }
  await page.keyboard.press('Enter')
  await page.waitForURL(/\/i\/\d+/)
  await page.locator('.item-key').waitFor()
})

test('what was open lately stands there before anything is typed', async () => {
  await page.goto(fulcrum.url)
  await page.getByRole('heading', { name: 'Home', level: 1 }).waitFor()
  await page.keyboard.press('Control+k')
  const recent = palette().getByRole('group', { name: 'Recent' })
  await recent.getByRole('option').filter({ hasText: title }).waitFor()
  await recent.getByRole('option').filter({ hasText: 'Bug queue' }).first().waitFor()
  await picture('search-recent')
  await page.keyboard.press('Escape')
})

test('an arrow up in the very moment in which it opens goes to the last of all lines, and what is in sight stays where it is', async () => {
  await ask('')
  const options = palette().getByRole('option')
  await expect.poll(() => options.count()).toBeGreaterThan(20)
  const last = await options.last().innerText()
  await page.keyboard.press('Escape')
  await palette().waitFor({ state: 'detached' })
  // @NOTE in the same turn of the page: no frame lies between the two keys.
  await page.evaluate(`(async () => {
    globalThis.shifts = 0
    new PerformanceObserver((list) => (shifts += list.getEntries().length)).observe({ type: 'layout-shift' })
    const press = (key, ctrlKey) => {
      const event = { key, ctrlKey, bubbles: true, cancelable: true }
      document.activeElement.dispatchEvent(new KeyboardEvent('keydown', event))
    }
    press('k', true)
    for (let turn = 0; turn < 5; turn++) await null
    globalThis.early = document.querySelectorAll('.palette-line').length
    press('ArrowUp', false)
  })()`)
  const early = Number(await page.evaluate('early'))
  expect(early).toBeGreaterThan(8)
  expect(early).toBeLessThan(await options.count())
  const chosen = palette().getByRole('option', { selected: true })
  await expect.poll(() => chosen.innerText()).toBe(last)
  expect(await chosen.getAttribute('id')).toBe(
    await palette().getByRole('combobox').getAttribute('aria-activedescendant'),
  )
  expect(await page.evaluate('shifts')).toBe(0)
  await page.keyboard.press('Escape')
  await palette().waitFor({ state: 'detached' })
})

test('in: looks in one board, and says where', async () => {
  await ask('in:bug e')
  await palette()
    .getByText(/items? in Bug queue/)
    .waitFor()
  const hints = await items().locator('.palette-hint').allTextContents()
  expect(hints.length).toBeGreaterThan(0)
  expect(hints.every((hint) => hint === 'Bug queue')).toBe(true)
  await palette().getByRole('combobox').fill('in:nonsense e')
  await palette().getByText('No board is called so.').waitFor()
  await page.keyboard.press('Escape')
})

test('without a connection it looks through the open board, and says so', async () => {
  await page.getByRole('link', { name: 'Bug queue' }).first().click()
  await page.getByRole('grid').first().waitFor()
  await page.locator('[data-row]').first().waitFor()
  await page.context().setOffline(true)
  await ask('e')
  await palette().getByText('Offline: only the open board is looked through').waitFor()
  await items().first().waitFor()
  await picture('search-offline')
  await page.keyboard.press('Escape')
  await page.context().setOffline(false)
  expectNoTroubles(window)
})

test('home has what is mine by date, edited in place and walked by keys, from anywhere by G then H', async () => {
  await page.getByRole('link', { name: 'Bug queue' }).first().click()
  await page.getByRole('grid').first().waitFor()
  await page.locator('[data-row]').first().waitFor()
  const board = page.url()
  // Two items become Maya's by the same command as a click on a cell.
  const mine = await own(board, 2)
  await page.locator('#main').focus()
  await page.keyboard.press('g')
  await page.keyboard.press('h')
  await page.getByRole('heading', { name: 'Home', level: 1 }).waitFor()
  const first = page
    .locator('.home-item')
    .filter({ hasText: mine[0] ?? '' })
    .first()
  await first.waitFor()
  await picture('home-light')
  expect(await seriousFindings(page)).toEqual([])
  await page.keyboard.press('j')
  await page.keyboard.press('s')
  await page.getByRole('dialog', { name: 'Status' }).waitFor()
  await page.keyboard.press('Escape')
  await page.keyboard.press('j')
  await page.keyboard.press('k')
  const focused = page.locator('[data-home-row]:focus')
  const opened = await focused.getAttribute('href')
  await page.keyboard.press('Enter')
  await page.waitForURL(new RegExp(`${opened}$`))
})

test('a person is gone to by name, also one who is not here yet', async () => {
  await ask('yuki')
  const line = palette().getByRole('group', { name: 'People' }).getByRole('option')
  await line.getByText('Not invited yet').waitFor()
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'Not invited yet' }).waitFor()
  const focused = page.locator('.settings-person:focus')
  await expect.poll(() => focused.textContent()).toMatch(/^Yuki Tanaka/)
  await picture('person-placeholder')
  await ask('maya krog')
  await palette().getByRole('group', { name: 'People' }).getByRole('option').waitFor()
  await page.keyboard.press('Enter')
  await expect.poll(() => focused.textContent()).toMatch(/^Maya Krog/)
  await picture('person')
})

test('C makes an item from anywhere, on the board of the last one; pasted lines make one each', async () => {
  await page.getByRole('link', { name: 'Home' }).click()
  await page.getByRole('heading', { name: 'Home', level: 1 }).waitFor()
  await page.locator('[data-home]').first().waitFor()
  await page.keyboard.press('c')
  const dialog = page.getByRole('dialog', { name: 'New item' })
  await dialog.getByLabel('Title').fill('Write the minutes of Monday')
  await dialog.getByText('Status', { exact: true }).waitFor()
  await picture('new-item-light')
  expect(await seriousFindings(page)).toEqual([])
  await dialog.getByLabel('Create another').check()
  await dialog.getByLabel('Title').press('Enter')
  await page.getByText('Made on Bug queue').waitFor()
  expect(await dialog.getByLabel('Title').inputValue()).toBe('')
  await dialog.getByLabel('Title').focus()
  await page.evaluate(`{
    const clipboardData = new DataTransfer()
    clipboardData.setData('text/plain', '- Call the harbour\\n- Call the depot')
    document.activeElement.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
  }`)
  await picture('new-item-lines')
  await dialog.getByRole('button', { name: 'Create 2 items' }).click()
  await page.getByText('2 items made on Bug queue').waitFor()
  await page.keyboard.press('Escape')
  // What was just made is found a moment later.
  await expect
    .poll(async () => {
      await ask('depot')
      await palette()
        .getByText(/items?$|No items|Nothing that you may see|as you may have meant/)
        .waitFor()
      const found = await items().allTextContents()
      await page.keyboard.press('Escape')
      return found.some((each) => each.includes('Call the depot'))
    })
    .toBe(true)
})

test('at 360 pixels in the dark it fits, and has no serious findings', async () => {
  const small = await openWindow(browser, { width: 360 })
  await small.page.emulateMedia({ colorScheme: 'dark' })
  await small.page.goto(fulcrum.url)
  await signIn(small.page, maya)
  await small.page.getByRole('heading', { name: 'Home', level: 1 }).waitFor()
  await small.page.locator('.home-item').first().waitFor()
  await picture('home-360-dark', small.page)
  expect(await small.page.evaluate('document.documentElement.scrollWidth')).toBe(360)
  expect(await seriousFindings(small.page)).toEqual([])
  await ask('e', small.page)
  await items(small.page).first().waitFor()
  expect(await small.page.evaluate('document.documentElement.scrollWidth')).toBe(360)
  await picture('search-360-dark', small.page)
  expect(await seriousFindings(small.page)).toEqual([])
  await small.close()
})
