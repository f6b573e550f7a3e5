import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addItems } from './support/boards.ts'
import { expectNoTroubles, launchBrowser, openWindow, type Window } from './support/browser.ts'
import { addresses, markup, ran } from './support/hostile-words.ts'
import { makeBoard, maya, useLink } from './support/people.ts'
import { startFulcrum, type RunningFulcrum } from './support/server.ts'

let fulcrum: RunningFulcrum
let browser: Browser
let window: Window
let board: string

beforeAll(async () => {
  browser = await launchBrowser()
  fulcrum = await startFulcrum()
  window = await openWindow(browser)
  await useLink(window.page, fulcrum.ownerLink, maya)
  board = await makeBoard(window.page, fulcrum.url, 'Words')
  await addItems(window.page, 'One', 'Two')
})

afterAll(async () => {
  await browser?.close()
  await fulcrum?.stop()
})

interface Answer {
  readonly status: number
  readonly body: { readonly [field: string]: unknown }
}

/** Asks the API as the page's own person, past everything that the app would do first. */
async function ask(command: string, args: object): Promise<Answer> {
  const call = `fetch('/api/${command}', { method: 'POST', headers: { 'content-type': 'application/json' }, body: ${JSON.stringify(JSON.stringify(args))} })
    .then(async (answer) => ({ status: answer.status, body: await answer.json() }))`
  return (await window.page.evaluate(call)) as Answer
}

const boardId = (): string => board.split('/b/')[1]?.split(/[/?]/)[0] ?? ''
const newId = (): string => crypto.randomUUID()

const item = newId()

const rich = (text: string, marks: readonly object[] = []) => ({
  type: 'doc',
  content: [
    { type: 'heading', attrs: { level: 2 }, content: [{ type: 'text', text }] },
    { type: 'paragraph', content: [{ type: 'text', text, ...(marks.length > 0 && { marks }) }] },
    { type: 'codeBlock', attrs: { language: 'html' }, content: [{ type: 'text', text }] },
  ],
})

async function expectNothingRan(): Promise<void> {
  expect(await window.page.evaluate('window.ran')).toBeUndefined()
  expectNoTroubles(window)
}

test('words that look like scripts are words: in titles, columns, groups, updates, plain and rich', async () => {
  await ask('item.create', { board: boardId(), id: item, group: 1, title: 'Three' })
  for (const text of markup) {
    const at = { board: boardId(), item }
    const done = [
      await ask('update.post', { ...at, id: newId(), body: text }),
      await ask('update.post', { ...at, id: newId(), content: rich(text) }),
      await ask('item.create', { board: boardId(), id: newId(), group: 1, title: text.slice(0, 250) }),
    ]
    expect(done.map(({ status }) => status)).toEqual([200, 200, 200])
  }
  for (const title of markup.slice(0, 4)) {
    await ask('column.create', { board: boardId(), id: newId(), kind: 'text', title: title.slice(0, 60) })
    await ask('group.create', { board: boardId(), id: newId(), title: title.slice(0, 60) })
  }
  await window.page.goto(board)
  await window.page.getByText('<script>').first().waitFor()
  await expectNothingRan()
  await window.page.goto(`${board}/i/2`)
  await window.page.locator('.item-update pre').last().waitFor()
  expect(await window.page.locator('.item-update').count()).toBe(markup.length * 2)
  expect(await window.page.locator('.item-thread :is(script, iframe, object, svg[onload], [onerror])').count()).toBe(0)
  await expectNothingRan()
})

test('addresses that run something, and pieces that are of no text, are refused', async () => {
  const at = { board: boardId(), item }
  for (const href of addresses) {
    const link = rich('x', [{ type: 'link', attrs: { href } }])
    expect((await ask('update.post', { ...at, id: newId(), content: link })).status).toBe(400)
  }
  const pieces = [
    { type: 'script', content: [{ type: 'text', text: ran }] },
    { type: 'html', attrs: { html: markup[0] } },
    { type: 'image', attrs: { src: 'https://evil.example/x.png' } },
    { type: 'paragraph', attrs: { onclick: ran }, content: [{ type: 'text', text: 'x' }] },
    { type: 'paragraph', content: [{ type: 'text', text: 'x', marks: [{ type: 'style', attrs: { css: 'x' } }] }] },
    { type: 'codeBlock', attrs: { language: '"><img src=x>' }, content: [{ type: 'text', text: 'x' }] },
    { type: 'paragraph', content: [{ type: 'mention', attrs: { noun: 'member', id: 'x', command: 'item.delete' } }] },
  ]
  for (const piece of pieces) {
    const content = { type: 'doc', content: [piece] }
    expect((await ask('update.post', { ...at, id: newId(), content })).status).toBe(400)
  }
})

test('pasted HTML runs nothing, and nothing of it is even tried', async () => {
  const { page } = window
  await page.goto(`${board}/i/1`)
  const closed = page.getByRole('button', { name: /^Write an update/ })
  const field = page.locator('.composer-field')
  await closed.or(field).first().waitFor()
  // Words that wait to be sent open the field by themselves.
  if (await closed.isVisible()) await closed.click()
  await field.click()
  for (const [at, html] of markup.entries()) {
    await page.evaluate(`{
      const data = new DataTransfer()
      data.setData('text/html', ${JSON.stringify(`<p>pasted ${at}</p>${html}<p onclick="${ran}" style="color:red">end ${at}</p>`)})
      document.querySelector('.composer-field').dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }))
    }`)
    await field.getByText(`pasted ${at}`, { exact: false }).first().waitFor()
  }
  expect(await field.locator('script, iframe, object, svg, [onerror], [onclick], [style], img[src="x"]').count()).toBe(
    0,
  )
  await expectNothingRan()
})
