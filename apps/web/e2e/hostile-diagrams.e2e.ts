import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { expectNoTroubles, launchBrowser, openWindow, type Window } from './support/browser.ts'
import { diagrams, ran } from './support/hostile-words.ts'
import { expectNothingRan } from './support/nothing-ran.ts'
import { makeBoard, maya, useLink } from './support/people.ts'
import { startFulcrum, type RunningFulcrum } from './support/server.ts'
import { askAs, idIn } from './support/stage.ts'

let fulcrum: RunningFulcrum
let browser: Browser
let window: Window
let doc: string
/** What went out to elsewhere, and what asked the person something. */
const strange: string[] = []

beforeAll(async () => {
  browser = await launchBrowser()
  fulcrum = await startFulcrum()
  window = await openWindow(browser)
  const { page, context } = window
  const isElsewhere = (url: string) => !/^(data|blob):/.test(url) && !url.startsWith(fulcrum.url)
  context.on('response', (answer) => isElsewhere(answer.url()) && strange.push(answer.url()))
  context.on('requestfailed', (request) => {
    // What a policy keeps back never leaves the browser.
    if (isElsewhere(request.url()) && request.failure()?.errorText !== 'csp') strange.push(request.url())
  })
  page.on('dialog', (dialog) => {
    strange.push(dialog.message())
    void dialog.dismiss()
  })
  context.on('page', (opened) => strange.push(opened.url()))
  await useLink(page, fulcrum.ownerLink, maya)
  const board = await makeBoard(page, fulcrum.url, 'Words')
  const ask = askAs(page)
  const { workspaceId: workspace } = await ask<{ workspaceId: string }>('/api/board.get', { board: idIn(board) })
  doc = crypto.randomUUID()
  await ask('/api/doc.create', { doc, workspace, name: 'Drawings' })
  await page.goto(`${fulcrum.url}/d/doc_${doc.replaceAll('-', '')}`)
  await page.locator('.doc-text').waitFor()
})

afterAll(async () => {
  await browser?.close()
  await fulcrum?.stop()
})

/** Parts and attributes of a drawn picture that could do something, were it ever more than a picture. */
async function live(page: Page): Promise<string[]> {
  return page.evaluate<string[]>(`[...document.querySelectorAll('.doc-drawing img')].flatMap(({ src }) => {
    const drawn = new DOMParser().parseFromString(decodeURIComponent(src.slice(src.indexOf(',') + 1)), 'image/svg+xml')
    const parts = [...drawn.querySelectorAll('*')].filter((part) =>
      /^(script|img|iframe|object|embed|parsererror)$/.test(part.localName)
      || (part.localName === 'style' && /@import|url\\(['"]?(https?:|data:|javascript:)/i.test(part.textContent))
      || [...part.attributes].some(({ name, value }) =>
        /^on/i.test(name)
        || (/href$|^src$/i.test(name) && /^\\s*(javascript|data|https?):/i.test(value))
        || (name === 'style' && /url\\(['"]?https?:/i.test(value))))
    return parts.map((part) => part.outerHTML.slice(0, 300))
  })`)
}

test('diagrams that ask for scripts, addresses and styles are drawn without, or not at all, and leave the page as it was', async () => {
  const { page } = window
  const before = await page.evaluate<number>('document.styleSheets.length + document.head.children.length')
  const faults: string[] = []
  for (const text of diagrams) {
    await page.locator('.doc-text').focus()
    await page.keyboard.press('Control+a')
    await page.keyboard.press('Delete')
    await page.locator('.doc-drawing').waitFor({ state: 'detached' })
    await page.evaluate(`{
      const data = new DataTransfer()
      data.setData('text/plain', ${JSON.stringify('```mermaid\n' + text + '\n```')})
      document.querySelector('.doc-text').dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }))
    }`)
    await page.locator('.doc-drawing:is([data-state=drawn], [data-state=problem])').waitFor()
    await expectNothingRan(window)
    faults.push(...(await live(page)).map((part) => `${text}\n${part}`))
    // What is clicked there opens nothing.
    const picture = page.locator('.doc-drawing img')
    if (await picture.isVisible()) await picture.click()
    faults.push(...strange.splice(0).map((asked) => `${text}\n${asked}`))
  }
  expect(faults).toEqual([])
  expect(await page.evaluate('document.styleSheets.length + document.head.children.length')).toBe(before)
  expect(await page.evaluate('[({}).ran, getComputedStyle(document.body).display]')).toEqual([undefined, 'block'])
  expect(page.url()).toContain(doc.replaceAll('-', ''))
  await expectNothingRan(window)
})

test('a file that is a script is not run as one of ours: by a script, a frame, a worker, a style or a page', async () => {
  const { page } = window
  const file = await page.evaluate<{ hash: string }>(`fetch('/docs/${doc}/files?name=app.js', {
    method: 'POST', headers: { 'content-type': 'application/octet-stream' }, body: ${JSON.stringify(`globalThis.ran=1;${ran}`)}
  }).then((answer) => answer.json())`)
  const address = `/files/${file.hash}/app.js`
  // It can be read, by whom it belongs to.
  expect(await page.evaluate(`fetch('${address}').then((answer) => answer.status)`)).toBe(200)
  const tried = await page.evaluate<string[]>(`(async () => {
    const part = (name, more) => new Promise((resolve) => {
      const made = Object.assign(document.createElement(name), more)
      made.onload = () => resolve('loaded')
      made.onerror = () => resolve('refused')
      document.body.append(made)
    })
    const worker = (kind) => new Promise((resolve) => {
      try {
        const made = new kind('${address}')
        made.onerror = () => resolve('refused')
        setTimeout(() => resolve('nothing'), 2000)
      } catch { resolve('refused') }
    })
    return [
      await part('script', { src: '${address}' }),
      await part('script', { src: '${address}', type: 'module' }),
      await part('link', { rel: 'stylesheet', href: '${address}' }),
      await worker(Worker),
      await navigator.serviceWorker.register('${address}').then(() => 'loaded', () => 'refused'),
    ]
  })()`)
  expect(tried).toEqual(tried.map(() => 'refused'))
  for (const frame of page.frames()) expect(await frame.evaluate('window.ran')).toBeUndefined()
})

test('nothing went wrong on the way', () => {
  // The frame that draws has a policy of its own, which keeps from running what the library tries there; so says the browser.
  const own = window.troubles.filter((each) => !/app\.js|script-src 'sha256-|default-src 'none'/.test(each))
  expectNoTroubles({ ...window, troubles: own })
})
