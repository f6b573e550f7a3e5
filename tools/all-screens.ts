import { mkdirSync } from 'node:fs'
import path from 'node:path'
import type { Browser, Page } from 'playwright-core'
import {
  absentPlaces,
  makeGoneThings,
  type AbsentPlace,
  type GoneThings,
} from '../apps/web/e2e/support/absent-places.ts'
import { launchBrowser, openWindow } from '../apps/web/e2e/support/browser.ts'
import {
  emptyAccount,
  emptyContent,
  makeEmptyPlaces,
  type EmptyPlace,
  type EmptyPlaces,
} from '../apps/web/e2e/support/empty-places.ts'
import { openAudience } from '../apps/web/e2e/support/look-at.ts'
import { maya, useLink } from '../apps/web/e2e/support/people.ts'
import { boardScreens, otherScreens, type Screen } from '../apps/web/e2e/support/screens.ts'
import { startFulcrum } from '../apps/web/e2e/support/server.ts'
import { askAs, idIn, setStage, type Stage } from '../apps/web/e2e/support/stage.ts'

const sizes = [
  [1440, 900],
  [360, 740],
] as const

/** Where nothing is made yet. */
const noPlaces: Omit<EmptyPlaces, 'url'> = {
  bare: '',
  views: {},
  groupless: '',
  grouplessViews: {},
  dayless: '',
  single: '',
  singleViews: {},
  doc: '',
}

const shapes = ['bar', 'battery', 'number', 'line'] as const

/** Every kind of block that a text has, as Markdown. */
const blocks = [
  '# A heading\n\n## A section\n\n### A small heading\n\nWords that are **bold**, *italic*, ~~struck~~ and `code`, and [a link](https://example.org).',
  '- One\n- Two\n\n1. First\n2. Second\n\n- [ ] To do\n- [x] Done',
  '> A quote\n\n> [!NOTE]\n> What to know before you begin.\n\n> [!WARNING]\n> What goes wrong where you do not.\n\n---',
  '```ts\nconst answer = 42\n```',
  '| Step | Who |\n|---|---|\n| Write the notes | Maya |\n| Tell the others | Ali |',
  '```mermaid\nflowchart LR\n  Write --> Review --> Ship\n```',
].join('\n\n')

/** Takes every screen of the sample workspace, in both themes and as wide as a desk and a telephone, into a folder. Only screens whose name matches `pattern`. */
export async function takeAllScreens(folder: string, pattern: RegExp): Promise<void> {
  mkdirSync(folder, { recursive: true })
  const browser = await launchBrowser()
  try {
    await takeSample(browser, folder, pattern)
    await takeEmptyAccount(browser, folder, pattern)
  } finally {
    await browser.close()
  }
}

async function takeSample(browser: Browser, folder: string, pattern: RegExp): Promise<void> {
  const fulcrum = await startFulcrum(['--demo'])
  try {
    const stage = await setStage(browser, fulcrum)
    const { owner, stranger } = await openAudience(browser, stage)
    for (const screen of await allScreens(owner.page, stage)) {
      if (!pattern.test(screen.name)) continue
      await takeScreen(folder, screen, screen.at(stage), (screen.who === 'stranger' ? stranger : owner).page)
    }
  } finally {
    await fulcrum.stop()
  }
}

/** Of an account in which nobody has made anything. */
async function takeEmptyAccount(browser: Browser, folder: string, pattern: RegExp): Promise<void> {
  const fulcrum = await startFulcrum()
  try {
    const { page } = await openWindow(browser)
    await useLink(page, fulcrum.ownerLink, maya)
    const places: EmptyPlaces = { ...noPlaces, url: fulcrum.url }
    for (const place of emptyAccount) {
      const screen = emptyScreen({ ...place, name: `account, ${place.name}` }, places)
      if (pattern.test(screen.name)) await takeScreen(folder, screen, place.at(places), page)
    }
  } finally {
    await fulcrum.stop()
  }
}

/** What tests look at, and what these need not: more kinds of charts, a Kanban in lanes, a text with every block, places that are empty or not there. */
async function allScreens(page: Page, stage: Stage): Promise<readonly Screen[]> {
  const gone = await makeGoneThings(page, stage, stage.boards['Sprints'] ?? '')
  const empty = await makeEmptyPlaces(page, stage.url)
  return [
    ...boardScreens,
    ...(await moreViews(page, stage)),
    ...otherScreens,
    await textScreen(page, stage),
    ...absentPlaces.filter(({ who }) => who !== 'member').map((place) => absentScreen(place, gone)),
    ...emptyContent.map((place) => emptyScreen(place, empty)),
    // The last one: the steps stay over every page that comes after.
    {
      name: 'first steps',
      at: ({ url }) => url,
      steps: async (shown) => {
        await shown.getByRole('heading', { level: 1 }).first().waitFor()
        await shown.keyboard.press('Control+k')
        await shown.locator('input:focus').fill('First steps')
        await shown.keyboard.press('Enter')
      },
      drawn: '.tour',
    },
  ]
}

async function moreViews(page: Page, { boards }: Stage): Promise<readonly Screen[]> {
  const ask = askAs(page)
  const address = boards['Sprints'] ?? ''
  const board = idIn(address)
  const { columns } = await ask<{ columns: readonly { number: number; title: string }[] }>('/api/board.get', { board })
  const numberOf = (title: string): number => columns.find((column) => column.title === title)?.number ?? 0
  const view = async (kind: string, name: string, spec: object): Promise<string> => {
    const id = crypto.randomUUID().replace(/^(.{14})./, '$17')
    await ask('/api/view.create', { board, id, name, kind, mine: true, spec })
    return `${address}?view=${id}`
  }
  const by = { by: numberOf('Status'), split: numberOf('Status'), days: 30 }
  const [status, owner] = [numberOf('Status'), numberOf('Owner')]
  const lanes = await view('kanban', 'In lanes', { groupBy: status, settings: { swimlanes: owner } })
  const charts = shapes.map(async (shape): Promise<Screen> => {
    const at = await view('chart', `As ${shape}`, { settings: { shape, ...by } })
    return { name: `chart, ${shape}`, at: () => at, drawn: '[class^=fch]' }
  })
  return [{ name: 'kanban in lanes', at: () => lanes, drawn: '[data-card]' }, ...(await Promise.all(charts))]
}

async function textScreen(page: Page, { url, boards }: Stage): Promise<Screen> {
  const ask = askAs(page)
  const doc = crypto.randomUUID().replace(/^(.{14})./, '$17')
  const { workspaceId: workspace } = await ask<{ workspaceId: string }>('/api/board.get', {
    board: idIn(boards['Sprints'] ?? ''),
  })
  await ask('/api/doc.create', { doc, workspace, name: 'Every block' })
  const address = `${url}/d/doc_${doc.replaceAll('-', '')}`
  await page.goto(address)
  await page.getByRole('textbox', { name: 'Text of the doc', exact: true }).click()
  await page.evaluate(`{
    const clipboardData = new DataTransfer()
    clipboardData.setData('text/plain', ${JSON.stringify(blocks)})
    const paste = new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true })
    document.querySelector('.doc-text').dispatchEvent(paste)
  }`)
  await page
    .locator('.doc-status')
    .filter({ hasText: /^Saved$/ })
    .waitFor()
  return { name: 'doc, every block', at: () => address, drawn: '.doc-text table' }
}

function absentScreen(place: AbsentPlace, gone: GoneThings): Screen {
  const { name, who } = place
  const stranger = who === 'stranger' ? ({ who } as const) : {}
  return { name: `absent, ${name}`, ...stranger, at: (stage) => place.at(stage, gone), drawn: 'h1, [role=alert], main' }
}

function emptyScreen({ name, at, steps }: EmptyPlace, places: EmptyPlaces): Screen {
  return { name: `empty, ${name}`, at: () => at(places), ...(steps && { steps }), drawn: 'main, form, [role=dialog]' }
}

/** Takes one screen four times. What cannot be come to is said, and the others are taken all the same. */
async function takeScreen(folder: string, screen: Screen, address: string, page: Page): Promise<void> {
  const file = screen.name.replaceAll(/[^a-z0-9]+/gi, '-')
  try {
    for (const [width, height] of sizes) {
      await page.setViewportSize({ width, height })
      if (width === 1440) {
        await page.goto(address)
        await screen.steps?.(page)
        await page.locator(screen.drawn).first().waitFor()
        // Pages that listen to the server are never idle.
        await page.waitForLoadState('networkidle', { timeout: 3_000 }).catch(() => undefined)
      }
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme })
        // What follows the size or the theme is drawn a frame later.
        await page.waitForTimeout(300)
        await page.screenshot({ path: path.join(folder, `${file}-${width}-${colorScheme}.png`) })
      }
    }
    process.stdout.write(`${screen.name}\n`)
  } catch (error) {
    process.stdout.write(`${screen.name}: not taken, ${String(error).split('\n')[0]}\n`)
  }
}
