import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { seriousFindings } from './support/accessibility.ts'
import { expectNoTroubles, launchBrowser, openWindow, type Window } from './support/browser.ts'
import { maya, useLink } from './support/people.ts'
import { startFulcrum, type RunningFulcrum } from './support/server.ts'

const picture = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAgAAAAICAIAAABLbSncAAAAFUlEQVR4nGP4z8CAFWEXHbQSACj/P8Fu7N9hAAAAAElFTkSuQmCC',
  'base64',
)
const plan = { name: 'Release plan.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7 what we plan') }

let fulcrum: RunningFulcrum
let browser: Browser
let window: Window
let page: Page
let board: string

beforeAll(async () => {
  browser = await launchBrowser()
  fulcrum = await startFulcrum()
  window = await openWindow(browser)
  page = window.page
  await useLink(page, fulcrum.ownerLink, maya)
  board = await page.evaluate(async () => {
    const newId = () => crypto.randomUUID().replace(/^(.{14})./, '$17')
    const post = async (name: string, body: object) => {
      const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }
      const answer = (await (await fetch(`/api/${name}`, init)).json()) as { result: { number: number } }
      return answer.result
    }
    const [workspace, made] = [newId(), newId()]
    await post('workspace.create', { id: workspace, name: 'Launch' })
    await post('board.create', { board: made, workspace, name: 'Contracts' })
    const { number: group } = await post('group.create', { board: made, id: newId(), title: 'Open' })
    await post('column.create', { board: made, id: newId(), kind: 'file', title: 'Attachments' })
    for (const title of ['Lease of the office', 'Insurance']) {
      await post('item.create', { board: made, id: newId(), title, group })
    }
    return made
  })
  await page.goto(`${fulcrum.url}/b/board_${board.replaceAll('-', '')}`)
  await cell(0).waitFor()
})

afterAll(async () => {
  await browser?.close()
  await fulcrum?.stop()
})

async function shot(name: string, of: Page = page): Promise<void> {
  const folder = process.env['FULCRUM_SHOTS']
  if (folder !== undefined) await of.screenshot({ path: `${folder}/${name}.png` })
}

const cell = (row: number): Locator => page.locator('[data-row]').nth(row).locator('.fc-files')

/** Takes the files out of a cell: with which a second try begins as the first one did. */
async function empty(row: number): Promise<void> {
  await page.evaluate(
    async (args) => {
      const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(args) }
      await fetch('/api/item.setCells', init)
    },
    { board, column: 1, rows: [row], values: [null] },
  )
  await expect.poll(() => cell(row).getByRole('link').count()).toBe(0)
}

/** What a person drags over the page. */
async function dropOn(target: Locator, name: string, type: string, content: Buffer): Promise<void> {
  const data = await page.evaluateHandle(
    ([file, kind, coded]) => {
      const bytes = Uint8Array.from(atob(coded ?? ''), (character) => character.charCodeAt(0))
      // @NOTE this runs in the page, whose globals are not those of the test.
      const { DataTransfer } = globalThis as unknown as {
        DataTransfer: new () => { readonly items: { add(file: File): void } }
      }
      const transfer = new DataTransfer()
      transfer.items.add(new File([bytes], file ?? '', { type: kind ?? '' }))
      return transfer
    },
    [name, type, content.toString('base64')],
  )
  await target.dispatchEvent('dragover', { dataTransfer: data })
  await target.dispatchEvent('drop', { dataTransfer: data })
}

test('a large picture is fetched small where it is drawn small, and opens whole', async () => {
  await empty(1)
  const coded = await page.evaluate(async () => {
    // @NOTE this runs in the page, whose globals are not those of the test.
    const { document } = globalThis as unknown as { document: { createElement(name: string): DrawnOn } }
    const canvas = Object.assign(document.createElement('canvas'), { width: 1_600, height: 800 })
    canvas.getContext('2d').fillRect(200, 100, 900, 500)
    return canvas.toDataURL('image/png').replace(/^.*,/, '')
  })
  const large = Buffer.from(coded, 'base64')
  await dropOn(cell(1), 'Large.png', 'image/png', large)
  const drawn = cell(1).locator('img')
  await expect
    .poll(() => drawn.evaluate((img: Drawn) => [img.naturalWidth, img.naturalHeight, img.currentSrc.split('?')[1]]))
    .toEqual([320, 160, 'fit=320'])
  const whole = await page.request.get(`${fulcrum.url}${await cell(1).getByRole('link').getAttribute('href')}`)
  expect((await whole.body()).equals(large)).toBe(true)
  await shot('files-small')
})

interface Drawn {
  readonly naturalWidth: number
  readonly naturalHeight: number
  readonly currentSrc: string
}

interface DrawnOn {
  getContext(kind: '2d'): { fillRect(x: number, y: number, width: number, height: number): void }
  toDataURL(type: string): string
}

test('files are dropped on a cell, chosen, pasted, renamed and removed, and addresses beside them', async () => {
  await empty(0)
  await dropOn(cell(0), 'Screenshot.png', 'image/png', picture)
  await cell(0).getByRole('link', { name: 'Open Screenshot.png' }).waitFor()

  await cell(0).click({ position: { x: 130, y: 8 } })
  const editor = page.locator('.fc-file-editor')
  await editor.waitFor()
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    editor.getByRole('button', { name: 'Choose files' }).click(),
  ])
  await chooser.setFiles([plan])
  await editor.getByRole('link', { name: `Open ${plan.name}` }).waitFor()

  await editor.getByRole('button', { name: `Rename ${plan.name}` }).click()
  await page.keyboard.type('Our plan')
  await page.keyboard.press('Enter')
  await editor.getByRole('link', { name: 'Open Our plan.pdf' }).waitFor()
  await editor.getByLabel('Attachments').fill('Design <https://example.org/design>')
  await shot('files-editor')
  expect(await seriousFindings(page)).toEqual([])
  await editor.getByLabel('Attachments').press('Enter')
  await editor.waitFor({ state: 'detached' })
  await cell(0).getByRole('link', { name: 'Open Design' }).waitFor()
  expect(await cell(0).getByRole('link').count()).toBe(3)
  await shot('files-cell')
})

test('a file is read as it was sent, and one that could run is saved', async () => {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    cell(0).getByRole('link', { name: 'Open Our plan.pdf' }).click(),
  ])
  expect(download.suggestedFilename()).toBe('Our plan.pdf')
  expect(readFileSync(await download.path())).toEqual(plan.buffer)
  const hash = createHash('sha256').update(plan.buffer).digest('hex')
  expect(
    readFileSync(path.join(fulcrum.data, 'files', hash.slice(0, 2), hash.slice(2, 4), hash)).equals(plan.buffer),
  ).toBe(true)
  const drawn = cell(0).locator('img')
  expect(await drawn.evaluate((image) => 'naturalWidth' in image && image.naturalWidth)).toBe(8)
})

test('without a connection a file waits with its reason, and goes when it is sent again', async () => {
  await empty(1)
  await window.context.setOffline(true)
  await dropOn(cell(1), 'Later.txt', 'text/plain', Buffer.from('later'))
  await cell(1).getByText('Not sent').waitFor()
  await cell(1).click({ position: { x: 130, y: 8 } })
  const editor = page.locator('.fc-file-editor')
  await editor.getByText(/offline/).waitFor()
  await shot('files-offline')
  await window.context.setOffline(false)
  await editor.getByRole('button', { name: 'Send Later.txt again' }).click()
  await editor.getByRole('link', { name: 'Open Later.txt' }).waitFor()
  await editor.getByRole('button', { name: 'Remove Later.txt' }).click()
  await editor.getByRole('link', { name: 'Open Later.txt' }).waitFor({ state: 'detached' })
  await page.keyboard.press('Escape')
  await page.keyboard.press('Control+z')
  await cell(1).getByRole('link', { name: 'Open Later.txt' }).waitFor()
  expectNoTroubles(window)
})

test('in the panel of the item and in the dark', async () => {
  await page.emulateMedia({ colorScheme: 'dark' })
  await cell(0).click({ position: { x: 130, y: 8 } })
  await page.locator('.fc-file-editor').waitFor()
  await shot('files-dark')
  expect(await seriousFindings(page)).toEqual([])
  await page.goto(`${page.url().replace(/[?#].*/, '')}/i/0`)
  await page.getByRole('link', { name: 'Open Our plan.pdf' }).last().waitFor()
  await shot('files-panel')
  expect(await seriousFindings(page)).toEqual([])
})
