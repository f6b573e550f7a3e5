import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { seriousFindings } from './support/accessibility.ts'
import { row, takesKeys } from './support/boards.ts'
import { expectNoTroubles, launchBrowser, openWindow, type Window } from './support/browser.ts'
import { jiraExport } from './support/jira-export.ts'
import { maya, useLink } from './support/people.ts'
import { startFulcrum, type RunningFulcrum } from './support/server.ts'

let fulcrum: RunningFulcrum
let browser: Browser
let window: Window
let page: Page
/** The board's address, as it is now. */
let address = ''

const issues = 18

beforeAll(async () => {
  browser = await launchBrowser()
  fulcrum = await startFulcrum()
  window = await openWindow(browser)
  page = window.page
  await useLink(page, fulcrum.ownerLink, maya)
  await page.keyboard.press('Control+k')
  await page.keyboard.type('Import a file')
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog')
  await dialog.getByText('Drop a file here').waitFor()
  await page.getByLabel('File to import').setInputFiles(jiraExport(issues))
  await dialog.getByRole('button', { name: `Import ${issues} items` }).click()
  await dialog.getByRole('button', { name: /^Open / }).click()
  await takesKeys(page)
  await row(page, 'Made issue 1').waitFor()
  address = page.url().split('?')[0] ?? ''
})

afterAll(async () => {
  await browser?.close()
  await fulcrum?.stop()
})

function bar(): Locator {
  return page.getByRole('region', { name: 'The board as it was' })
}

/** Rows that are shown. */
function rows(): Locator {
  return page.locator('.past-board [data-row]')
}

async function goTo(moment: string): Promise<void> {
  await page.goto(`${address}?at=${moment}`)
  await bar().waitFor()
  await expect.poll(() => bar().getAttribute('aria-busy')).toBe(null)
}

test('from the board’s menu: imported history is the board’s past, read only, and the address holds the moment', async () => {
  await page.getByRole('button', { name: 'Menu of this board' }).click()
  await page.getByRole('menuitem', { name: 'As of…' }).click()
  await bar().waitFor()
  await expect.poll(() => page.url()).toContain('at=')
  await goTo('2024-03-04T12:00:00.000Z')
  await row(page, 'Made issue 1').waitFor()
  // Made by then: those of January to March; what came later is not there.
  await expect.poll(() => rows().count()).toBe(6)
  await expect.poll(() => row(page, 'Made issue 2').innerText()).toContain('In Progress')
  await expect.poll(() => row(page, 'Made issue 9').innerText()).toContain('Closed')
  expect(await page.getByRole('button', { name: 'Add column' }).count()).toBe(0)
  expect(await page.getByRole('button', { name: 'New item' }).and(page.locator(':enabled')).count()).toBe(0)
  expect(await seriousFindings(page)).toEqual([])
})

test('keys go from change to change and from day to day, and the bar says when', async () => {
  const slider = page.getByRole('slider', { name: 'Moment' })
  await slider.focus()
  await page.keyboard.press('ArrowRight')
  await expect.poll(() => page.url()).toContain('2024-03-05T16%3A30')
  await expect.poll(() => row(page, 'Made issue 2').innerText()).toContain('Closed')
  await page.keyboard.press('ArrowLeft')
  await expect.poll(() => page.url()).toContain('2024-03-03T09%3A00')
  await page.keyboard.press('Shift+ArrowLeft')
  await expect.poll(() => page.url()).toContain('2024-03-02T09%3A00')
  await expect.poll(() => row(page, 'Made issue 2').innerText()).toContain('Open')
  await bar().getByText('Mar 2, 2024').or(bar().getByText('2 Mar 2024')).first().waitFor()
  await page.keyboard.press('Home')
  await expect.poll(() => page.url()).toContain('2024-01-01T08%3A00')
  await page.getByRole('button', { name: 'The change after' }).click()
  await expect.poll(() => page.url()).toContain('2024-01-03T09%3A00')
})

test('before the board began there is nothing, and its beginning is a click away', async () => {
  await goTo('2024-03-04T12:00:00.000Z')
  await expect.poll(() => rows().count()).toBe(6)
  await goTo('2019-05-01T00:00:00.000Z')
  await page.getByText('The board was not there yet').waitFor()
  expect(await seriousFindings(page)).toEqual([])
  await page.getByRole('button', { name: 'Go to its beginning' }).click()
  await row(page, 'Made issue 9').waitFor()
})

test('an item opens with its cells as they were, and a cell of then is put back and taken back', async () => {
  await goTo('2024-03-04T12:00:00.000Z')
  await row(page, 'Made issue 2').locator('.fb-key').click()
  const panel = page.getByRole('dialog', { name: /as it was$/ })
  await panel.getByText('In Progress').waitFor()
  expect(await seriousFindings(page)).toEqual([])
  await panel.getByRole('button', { name: 'Restore Status' }).click()
  await page.getByText('Cell restored').waitFor()
  await panel.getByRole('button', { name: 'Restore Status' }).waitFor({ state: 'detached' })
  await page.getByRole('button', { name: 'Undo', exact: true }).click()
  await panel.getByRole('button', { name: 'Restore Status' }).waitFor()
  await page.keyboard.press('Escape')
  await panel.waitFor({ state: 'detached' })
})

test('two moments beside each other: counts by kind, each cell from and to, marks in the table, by person and column', async () => {
  await goTo('2024-03-04T12:00:00.000Z')
  await bar().getByRole('button', { name: 'Compare' }).click()
  const panel = page.getByRole('dialog', { name: 'What changed' })
  // Twelve came later; of the six that were there two were not closed yet.
  await panel.getByRole('button', { name: /^12\s*Added$/ }).waitFor()
  await panel.getByRole('button', { name: /^2\s*Changed$/ }).click()
  await expect.poll(() => panel.getByRole('listitem').count()).toBe(2)
  const entry = panel.getByRole('button', { name: /Made issue 2/ })
  await entry.click()
  await panel.getByText('In Progress').waitFor()
  expect(await seriousFindings(page)).toEqual([])
  await panel.getByRole('combobox', { name: 'Column' }).click()
  await page.getByRole('option', { name: 'Status' }).click()
  await panel.getByRole('button', { name: /Made issue 2/ }).waitFor()
  const marked = await page.evaluate(
    `getComputedStyle(document.querySelector('.past-board [data-row="1"] .fu-gutter')).boxShadow`,
  )
  expect(marked).toContain('inset')
  // Whoever is sent the address sees the same, whichever view they go to.
  await page.reload()
  await panel.getByRole('button', { name: /^12\s*Added$/ }).waitFor()
  expect(new URL(page.url()).searchParams.get('to')).toBe('now')
  await page.keyboard.press('Escape')
  await panel.waitFor({ state: 'detached' })
  expect(new URL(page.url()).searchParams.has('to')).toBe(false)
})

test('what the browser has of the past is there without a connection, and the rest says that it waits', async () => {
  await goTo('2024-03-04T12:00:00.000Z')
  await expect.poll(() => rows().count()).toBe(6)
  const slider = page.getByRole('slider', { name: 'Moment' })
  await slider.focus()
  await page.keyboard.press('Shift+ArrowLeft')
  await expect.poll(() => row(page, 'Made issue 2').innerText()).toContain('In Progress')
  await expect.poll(() => page.url()).toContain('2024-03-03T12')
  await window.context.setOffline(true)
  await page.keyboard.press('Shift+ArrowRight')
  await expect.poll(() => page.url()).toContain('2024-03-04T12')
  await expect.poll(() => rows().count()).toBe(6)
  await page.keyboard.press('Shift+ArrowRight')
  await page.getByText('once there is a connection again').waitFor()
  await window.context.setOffline(false)
  await expect.poll(() => rows().count()).toBe(6)
})

test('from the activity of an item to the board then, and back to now', async () => {
  await page.goto(address)
  await takesKeys(page)
  await row(page, 'Made issue 7').locator('.fb-key').click()
  await page.getByRole('tab', { name: 'Activity' }).click()
  await page.getByRole('button', { name: 'Show the board then' }).first().click()
  await bar().waitFor()
  await bar().getByRole('button', { name: 'Back to now' }).click()
  await takesKeys(page)
  await expect.poll(() => page.url()).not.toContain('at=')
  await expect.poll(() => page.locator('[data-row]').count()).toBe(issues)
})

test('on a telephone and in the dark the bar is all there', async () => {
  const phone = await openWindow(browser, { width: 360, theme: 'dark' })
  await phone.context.addCookies(await window.context.cookies())
  await phone.page.goto(`${address}?at=2024-03-04T12:00:00.000Z`)
  const line = phone.page.getByRole('region', { name: 'The board as it was' })
  await line.getByRole('button', { name: 'Back to now' }).waitFor()
  await phone.page.locator('.past-board [data-row]').first().waitFor()
  await expect
    .poll(() => phone.page.locator('html').evaluate(({ scrollWidth }) => scrollWidth))
    .toBeLessThanOrEqual(360)
  expect(await seriousFindings(phone.page)).toEqual([])
  // Where it stands at the beginning the handle covers no date.
  const slider = await line.getByRole('slider', { name: 'Moment' }).boundingBox()
  const date = await line.getByText('Now', { exact: true }).boundingBox()
  const handleHalf = 7
  expect((slider?.y ?? 0) + (slider?.height ?? 0) / 2 + handleHalf).toBeLessThanOrEqual(date?.y ?? 0)
  await phone.close()
  expectNoTroubles()
})
