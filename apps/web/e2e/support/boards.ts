import type { Locator, Page } from 'playwright-core'
import { expect } from 'vitest'

/** The row of an item, by its title. */
export function row(page: Page, title: string): Locator {
  return page.locator('[data-row]').filter({ hasText: title }).first()
}

/** Waits until a board is all here and takes keys. */
export async function takesKeys(page: Page): Promise<void> {
  const ready = page.getByRole('button', { name: 'New item' }).and(page.locator(':enabled'))
  // A large board comes in chunks.
  await ready.first().waitFor({ timeout: 60_000 })
}

/** Waits until something is where it was a moment ago: who clicks looks where it stands. */
export async function standsStill(what: Locator): Promise<void> {
  let before: string | null = null
  await expect
    .poll(
      async () => {
        const [last, now] = [before, JSON.stringify(await what.boundingBox())]
        before = now
        return last === now
      },
      { interval: 250 },
    )
    .toBe(true)
}

/** Makes items by the key for it, one after another. */
export async function addItems(page: Page, ...titles: readonly string[]): Promise<void> {
  await takesKeys(page)
  await page.locator('main').focus()
  await page.keyboard.press('c')
  const field = page.getByRole('textbox', { name: 'Add item' }).and(page.locator(':focus'))
  await field.waitFor()
  for (const title of titles) {
    await page.keyboard.type(title)
    await page.keyboard.press('Enter')
  }
  await page.keyboard.press('Escape')
  await field.waitFor({ state: 'detached' })
  for (const title of titles) await row(page, title).waitFor()
}

/** Adds a column by its kind; gives the dialog of its settings, which opens by itself. */
export async function addColumn(page: Page, kind: string, title: string): Promise<Locator> {
  // Each group's head has one.
  await page.getByRole('button', { name: 'Add column' }).first().click()
  await typeInto(page, kind)
  await page
    .getByRole('option', { name: new RegExp(`^${kind}`) })
    .first()
    .waitFor()
  await page.keyboard.press('Enter')
  await page.getByRole('option').first().waitFor({ state: 'detached' })
  await typeInto(page, title)
  await page.keyboard.press('Enter')
  return page.getByRole('dialog', { name: `${kind} column` })
}

/** Types once a field has the keyboard. */
export async function typeInto(page: Page, text: string): Promise<void> {
  await page.locator('input:focus, textarea:focus').waitFor()
  await page.keyboard.type(text)
}

/** Saves the settings of a column. */
export async function save(settings: Locator): Promise<void> {
  await settings.getByRole('button', { name: 'Save' }).click()
  await settings.waitFor({ state: 'detached' })
}

/** What a column is called in the cells of the grid. */
export async function columnId(page: Page, title: string): Promise<string> {
  const heads = page.locator('[role="columnheader"][data-col]')
  const head = heads.filter({ has: page.getByText(title, { exact: true }) }).first()
  const id = await head.getAttribute('data-col')
  if (id === null) throw new Error(`There is no column ${title}.`)
  return id
}

/** What a board shows: the cells of these columns, row by row, and what stands below its first group. */
export interface ShownNumbers {
  readonly rows: Readonly<Record<string, readonly string[]>>
  readonly totals: readonly string[]
}

/** Reads the numbers off the screen. */
export async function shownNumbers(page: Page, columns: readonly string[]): Promise<ShownNumbers> {
  const ids = await Promise.all(columns.map((title) => columnId(page, title)))
  const rows: Record<string, string[]> = {}
  for (const line of await page.locator('[data-row]').all()) {
    const cells = ids.map((id) => wholeText(line.locator(`[data-col="${id}"]`)))
    rows[await line.locator('.fb-title').innerText()] = (await Promise.all(cells)).map(inOneLine)
  }
  const foot = page.locator('[data-line="footer"]').first()
  const totals = await Promise.all(ids.map((id) => foot.locator(`[data-col="${id}"]`).innerText()))
  return { rows, totals: totals.map(inOneLine) }
}

/** What stands in a cell; of several things, of which the cell may not have room for all, what its tooltip names. */
async function wholeText(cell: Locator): Promise<string> {
  const several = cell.locator('.fc-fitting')
  if ((await several.count()) === 0) return cell.innerText()
  return ((await several.getAttribute('title')) ?? '').replaceAll(', ', ' ')
}

/** Units and decimals are how a number looks, and no part of it. */
function inOneLine(text: string): string {
  const figure = /(?<![\w.])(\d+(?:\.\d+)?)(?: h)?(?![\w.])/g
  return text
    .replaceAll(/\s+/g, ' ')
    .replaceAll(figure, (_, digits: string) => String(Number(digits)))
    .trim()
}
