import { readFileSync } from 'node:fs'
import type { Locator, Page } from 'playwright-core'
import { columnId, row } from './boards.ts'

const onPage = readFileSync(new URL('./look-at-focus.js', import.meta.url), 'utf8')

/** What has the keyboard, and what is wrong with how it is seen. */
interface Focused {
  readonly name: string
  readonly faults: readonly string[]
}

/** A page worked on by keys alone; after each, what has the keyboard must be seen. */
export interface Keyboard {
  /** Presses keys one after another, each once what has the keyboard is seen. */
  readonly press: (...keys: readonly string[]) => Promise<void>
  /** Waits until what has the keyboard is drawn, within the window, marked, and covered by nothing. */
  readonly seen: () => Promise<void>
  /** Waits until something has the keyboard, it or a part of it. */
  readonly holds: (place: Locator) => Promise<void>
  /** Types into a field that has the keyboard, and ends with a key. */
  readonly write: (text: string, end?: string) => Promise<void>
  /** Goes on by Tab until a thing has the keyboard; every stop on the way is seen. */
  readonly tabTo: (place: Locator, key?: 'Tab' | 'Shift+Tab') => Promise<void>
  /** Does something by its name in the palette. */
  readonly command: (name: string) => Promise<void>
  /** Chooses a line of the open menu, and of the menu beside it, by what each begins with. */
  readonly choose: (...names: readonly string[]) => Promise<void>
  /** Goes to the cell of an item by the arrows, from whichever cell of the table has the keyboard. */
  readonly goTo: (title: string, column: string) => Promise<void>
  /** How often a pointer was used since. */
  readonly pointerCount: () => number
}

/** Takes the keyboard of a page. What a pointer does is counted from the next page on that is loaded. */
export async function takeKeyboard(page: Page): Promise<Keyboard> {
  let pointerCount = 0
  await page.exposeBinding('pointerWasUsed', () => (pointerCount += 1))
  await page.addInitScript(`for (const type of ['pointerdown', 'mousedown', 'touchstart', 'wheel'])
    addEventListener(type, (event) => { if (event.isTrusted) pointerWasUsed() }, { capture: true, passive: true })`)

  await page.addInitScript(onPage)

  const seen = async (): Promise<void> => {
    for (;;) {
      try {
        const { name, faults } = await page.evaluate<Focused>('focusSeen(15_000)')
        if (faults.length > 0) throw new Error(`What has the keyboard is not seen: ${name}: ${faults.join(', ')}.`)
        return
      } catch (error) {
        // Another page came meanwhile: there it is looked for anew.
        if (!String(error).includes('Execution context was destroyed')) throw error
        await page.waitForLoadState()
      }
    }
  }

  const press = async (...keys: readonly string[]): Promise<void> => {
    for (const key of keys) {
      await page.keyboard.press(key)
      await seen()
    }
  }

  const has = (place: Locator): Promise<boolean> => place.first().evaluate((each) => each.matches(':focus'))

  const holds = async (place: Locator): Promise<void> => {
    const within = place.first()
    await within.and(page.locator(':focus, :has(:focus)')).waitFor()
    await seen()
  }

  const write = async (text: string, end = 'Enter'): Promise<void> => {
    await page.locator('input:focus, textarea:focus, [contenteditable]:focus').waitFor()
    await seen()
    await page.keyboard.type(text)
    await press(end)
  }

  /** Presses a key until something holds; gives up after a while. */
  const until = async (key: string, most: number, done: () => Promise<boolean>): Promise<void> => {
    for (let step = 0; step < most; step++) {
      if (await done()) return
      await press(key)
    }
    if (!(await done())) throw new Error(`${most} times ${key} did not lead there.`)
  }

  const tabTo = async (place: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> => {
    await place.first().waitFor()
    await until(key, 80, () => has(place))
  }

  const command = async (name: string): Promise<void> => {
    await page.keyboard.press('Control+k')
    const palette = page.getByRole('dialog', { name: 'Commands' })
    await holds(palette.getByRole('combobox'))
    await page.keyboard.type(name)
    const line = palette.getByRole('option').filter({ hasText: new RegExp(`^${name}`) })
    await line.first().waitFor()
    await until('ArrowDown', 20, async () => (await line.first().getAttribute('aria-selected')) === 'true')
    await page.keyboard.press('Enter')
    await palette.waitFor({ state: 'detached' })
  }

  const choose = async (...names: readonly string[]): Promise<void> => {
    for (const [at, name] of names.entries()) {
      const line = page
        .getByRole('menu')
        .last()
        .locator('.fu-menu-item')
        .filter({ hasText: new RegExp(`^${name}`) })
      await line.first().waitFor()
      await until('ArrowDown', 40, () => has(line))
      if (at < names.length - 1) await press('ArrowRight')
    }
    await page.keyboard.press('Enter')
  }

  const goTo = async (title: string, column: string): Promise<void> => {
    const id = column === 'Item' ? 'title' : await columnId(page, column)
    const target = row(page, title).locator(`[data-col="${id}"]`)
    await target.waitFor()
    for (let step = 0; step < 60; step++) {
      if (await has(target)) return
      const [from, to] = [await page.locator(':focus').boundingBox(), await target.boundingBox()]
      // Rows that move are drawn anew.
      if (from === null || to === null) continue
      const down = to.y - from.y
      await press(
        Math.abs(down) > 3 ? (down > 0 ? 'ArrowDown' : 'ArrowUp') : to.x > from.x ? 'ArrowRight' : 'ArrowLeft',
      )
    }
    throw new Error(`The arrows do not lead to ${column} of ${title}.`)
  }

  return { press, seen, holds, write, tabTo, command, choose, goTo, pointerCount: () => pointerCount }
}
