import { readFileSync } from 'node:fs'
import type { Browser, Page } from 'playwright-core'
import { quantile } from './stats.ts'

interface Painted {
  readonly ms: number
}

const frame = 16
const dragSteps = 30

/** Does something and says how long it took until it was on the screen, ms. */
async function painted(page: Page, arm: string, act: () => Promise<void>): Promise<number> {
  await page.evaluate(`fulcrumProbe.${arm}`)
  await act()
  return (await page.evaluate<Painted>('fulcrumProbe.painted()')).ms
}

function sight(type: string, selector: string, seen = true): string {
  return `armSight('${type}', '${selector}', ${seen})`
}

/** What people do to a board, each giving the milliseconds until it is painted. */
export const acts = {
  async edit(page: Page, at: number): Promise<number> {
    await page.locator('[data-row]').nth(2).locator('[data-col="8"]').click()
    await page.keyboard.type(`t${at} ${Date.now() % 10_000}`)
    return painted(page, 'armEdit()', () => page.keyboard.press('Enter'))
  },

  async palette(page: Page): Promise<number> {
    const ms = await painted(page, sight('keydown', '.palette-line'), () => page.keyboard.press('Control+k'))
    await page.keyboard.press('Escape')
    await page.locator('.palette').waitFor({ state: 'detached' })
    return ms
  },

  async panel(page: Page, at: number): Promise<number> {
    const line = page.locator('[data-row]').nth(at % 8)
    await line.hover()
    const open = line.getByText('Open', { exact: true })
    const ms = await painted(page, sight('click', '.item-tabs'), () => open.click())
    await page.keyboard.press('Escape')
    await page.locator('.fu-panel').waitFor({ state: 'detached' })
    return ms
  },

  async toKanban(page: Page): Promise<number> {
    return painted(page, sight('click', '[data-card]'), () => page.getByRole('tab', { name: 'Kanban' }).click())
  },

  async toTable(page: Page): Promise<number> {
    return painted(page, sight('click', '[data-row]'), () => page.getByRole('tab', { name: 'Table' }).click())
  },

  async find(page: Page, at: number): Promise<number> {
    const field = page.getByRole('searchbox', { name: 'Find in board' })
    const words = ['c4', '', '77', '']
    return painted(page, "armNarrowing('input')", () => field.fill(words[at % words.length] ?? ''))
  },

  /** A label in an open filter, which is chosen and taken out in turns. */
  async filter(page: Page): Promise<number> {
    const label = page.getByRole('option', { name: 'Done' })
    return painted(page, "armNarrowing('click')", () => label.click())
  },
} as const

/** Opens a filter by status, for `acts.filter`. */
export async function openFilter(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Filter', exact: true }).click()
  await page.keyboard.type('status 0')
  await page.keyboard.press('Enter')
  await page.getByRole('option', { name: 'Done' }).waitFor()
}

/** How far the wheel turns from frame to frame, px: as fast as thirty notches a second, and flung by a touchpad. */
export const speeds = { brisk: 50, flung: 300 } as const

/** How far the frames lie apart while somebody turns the wheel, ms. */
export async function wheel(page: Page, turns: number, px: number): Promise<number[]> {
  const box = await page.getByRole('grid').boundingBox()
  await page.mouse.move((box?.x ?? 0) + 600, (box?.y ?? 0) + 400)
  await page.evaluate('fulcrumProbe.beginFrames()')
  for (let at = 0; at < turns; at++) {
    // Down, and up again: the next one begins where this one did.
    await page.mouse.wheel(0, at < turns / 2 ? px : -px)
    await page.waitForTimeout(frame)
  }
  return page.evaluate<number[]>('fulcrumProbe.endFrames()')
}

/** The same while a row is carried over others and put back. */
export async function drag(page: Page): Promise<number[]> {
  const line = page.locator('[data-row]').nth(3)
  await line.hover()
  const box = await line.locator('[data-act=drag]').boundingBox()
  const [x, y] = [(box?.x ?? 0) + 4, (box?.y ?? 0) + 8]
  await page.mouse.move(x, y)
  await page.mouse.down()
  await page.evaluate('fulcrumProbe.beginFrames()')
  for (let at = 0; at < dragSteps; at++) {
    await page.mouse.move(x, y + 10 * Math.min(at, dragSteps - at))
    await page.waitForTimeout(frame)
  }
  const frames = await page.evaluate<number[]>('fulcrumProbe.endFrames()')
  await page.keyboard.press('Escape')
  await page.mouse.up()
  return frames
}

/** Elements of the page. */
export function elementsOf(page: Page): Promise<number> {
  return page.locator('*').count()
}

/** What the largest tab holds for itself, MB: its scripts, typed arrays and drawings. Garbage is collected before. */
export async function tabMb(browser: Browser, page: Page): Promise<number> {
  const own = await page.context().newCDPSession(page)
  await own.send('HeapProfiler.collectGarbage')
  await own.detach()
  const session = await browser.newBrowserCDPSession()
  const { processInfo } = await session.send('SystemInfo.getProcessInfo')
  await session.detach()
  const held = processInfo.filter(({ type }) => type === 'renderer').map(({ id }) => privateMb(id))
  return Math.max(...held)
}

function privateMb(pid: number): number {
  const found = /RssAnon:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))
  return Number(found?.[1] ?? 0) / 1_024
}

export function p95(values: readonly number[]): number {
  return quantile(values, 0.95)
}
