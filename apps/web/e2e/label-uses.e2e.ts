import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { columnId, row, takesKeys } from './support/boards.ts'
import { expectNoTroubles, launchBrowser, openWindow, type Window } from './support/browser.ts'
import { makeBoard, maya, useLink } from './support/people.ts'
import { startFulcrum, type RunningFulcrum } from './support/server.ts'
import { askAs, idIn } from './support/stage.ts'

let fulcrum: RunningFulcrum
let browser: Browser
let window: Window
let page: Page
/** The addresses of the board with the labels, and of the one that reads it through a connection and a mirror. */
let [epics, tasks] = ['', '']

const newId = (): string => crypto.randomUUID().replace(/^(.{14})./, '$17')

interface BoardAnswer {
  readonly workspaceId: string
  readonly columns: readonly { readonly number: number; readonly title: string }[]
  readonly groups: readonly { readonly number: number }[]
}

interface TemplateAnswer {
  readonly views: readonly { readonly spec: object }[]
  readonly columns: readonly {
    readonly title: string
    readonly settings: { readonly labels?: readonly { readonly name: string; readonly retired?: boolean }[] }
  }[]
}

beforeAll(async () => {
  browser = await launchBrowser()
  fulcrum = await startFulcrum()
  window = await openWindow(browser)
  page = window.page
  await useLink(page, fulcrum.ownerLink, maya)
  epics = await makeBoard(page, fulcrum.url, 'Epics')
  tasks = await makeBoard(page, fulcrum.url, 'Tasks')
  await dress()
}, 120_000)

afterAll(async () => {
  await browser?.close()
  await fulcrum?.stop()
})

/** Gives the first board items, a view, a form and a template, and the second what follows from its status. */
async function dress(): Promise<void> {
  const post = askAs(page)
  const [board, other] = [idIn(epics), idIn(tasks)]
  const { columns, groups, workspaceId } = await post<BoardAnswer>('/api/board.get', { board })
  const status = columns.find(({ title }) => title === 'Status')?.number ?? 0
  const group = groups[0]?.number
  const ids = [newId(), newId()]
  for (const [at, id] of ids.entries()) {
    const cells = [{ column: status, value: at === 0 ? 2 : 3 }]
    await post('/api/item.create', { board, group, id, title: `Epic ${at + 1}`, cells })
  }
  const filter = { column: status, operator: 'is', value: [3] }
  const view = { board, mine: false, id: newId() }
  await post('/api/view.create', { ...view, name: 'Waiting for a look', kind: 'table', spec: { filter } })
  const settings = { questions: [{ column: 'title' }], fixed: [{ column: status, value: 3 }] }
  await post('/api/view.create', { ...view, id: newId(), name: 'Ask for a look', kind: 'form', spec: { settings } })
  const template = { id: newId(), name: 'Our epics' }
  await post('/api/board.duplicate', {
    workspace: workspaceId,
    boards: [{ from: board, to: newId() }],
    items: true,
    template,
  })

  const column = (kind: string, title: string, given: object) =>
    post<{ result: { number: number } }>('/api/column.create', {
      board: other,
      id: newId(),
      kind,
      title,
      settings: given,
    })
  await column('connect', 'Epic', { boards: [{ board, partner: null }], several: true })
  const here = await post<BoardAnswer>('/api/board.get', { board: other })
  const through = here.columns.find(({ title }) => title === 'Epic')?.number ?? 0
  await column('mirror', 'Epic state', { through, sources: [{ board, column: status }], rollUp: 'list' })
  await column('formula', 'In review', { text: 'COUNTIF({Epic.Status}, "In review")', type: 'blank' })
  await column('formula', 'Look', { text: 'IF({Epic state} = "In review", "look", "rest")', type: 'blank' })
  await post('/api/item.create', { board: other, group: here.groups[0]?.number, id: newId(), title: 'Task' })
  await post('/api/item.connect', { board: other, column: through, rows: [0], values: [[ids[1]]], also: [board] })
}

async function cell(title: string, column: string): Promise<Locator> {
  return row(page, title).locator(`[data-col="${await columnId(page, column)}"]`)
}

async function openBoard(address: string): Promise<void> {
  await page.goto(address)
  await takesKeys(page)
}

/** What the other board makes of the label. */
async function followers(): Promise<readonly string[]> {
  const cells = await Promise.all(['Epic state', 'In review', 'Look'].map((column) => cell('Task', column)))
  return Promise.all(cells.map((each) => each.innerText()))
}

/** Which label the view and the form of the template name, and which of its labels are retired. */
async function ofTemplate(): Promise<unknown> {
  const post = askAs(page)
  const { templates } = await post<{ templates: { boards: { id: string }[] }[] }>('/api/template.list', {})
  const { views, columns } = await post<TemplateAnswer>('/api/board.get', { board: templates[0]?.boards[0]?.id })
  const specs = JSON.stringify(views.map(({ spec }) => spec))
  const labels = columns.find(({ title }) => title === 'Status')?.settings.labels ?? []
  return {
    named: [...specs.matchAll(/"value":\[?(\d)/g)].map(([, label]) => Number(label)),
    retired: labels.flatMap(({ name, retired }) => (retired === true ? name : [])),
  }
}

/** Opens the labels and asks to merge one; gives what is told before. */
async function askMerge(): Promise<Locator> {
  await (await cell('Epic 2', 'Status')).click()
  await page.getByText('Edit labels').click()
  await page.getByRole('button', { name: 'Merge In review into another label' }).click()
  return page.getByRole('group', { name: 'Merge In review' })
}

test('before labels are merged it is said what reads them here, on other boards and in templates, and all of it moves along', async () => {
  await openBoard(tasks)
  await expect.poll(followers).toEqual(['In review', '1', 'look'])
  await openBoard(epics)
  const asked = await askMerge()
  await expect
    .poll(() => asked.getByRole('listitem').allTextContents())
    .toEqual([
      '1 item',
      '1 view: Waiting for a look',
      '1 form: Ask for a look',
      '2 formulas of other boards: In review (Tasks), Look (Tasks)',
      '1 template: Our epics (1 item, 1 view, 1 form)',
    ])
  await asked.getByLabel('Merge In review into').selectOption({ label: 'Done' })
  await asked.getByRole('button', { name: 'Merge', exact: true }).click()
  await expect.poll(async () => (await cell('Epic 2', 'Status')).innerText()).toBe('Done')
  await expect.poll(ofTemplate).toEqual({ named: [5, 5], retired: ['In review'] })
  await openBoard(tasks)
  await expect.poll(followers).toEqual(['Done', '1', 'look'])
  expectNoTroubles(window)
})

test('one undo brings all of it back', async () => {
  await openBoard(epics)
  await page.locator('main').focus()
  await page.keyboard.press('Control+z')
  await expect.poll(async () => (await cell('Epic 2', 'Status')).innerText()).toBe('In review')
  await expect.poll(ofTemplate).toEqual({ named: [3, 3], retired: [] })
  await openBoard(tasks)
  await expect.poll(followers).toEqual(['In review', '1', 'look'])
  expectNoTroubles(window)
})
