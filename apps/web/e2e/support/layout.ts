import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { Page } from 'playwright-core'

const script = readFileSync(path.join(import.meta.dirname, 'clipped-texts.js'), 'utf8')

/** Text that is cut where it ends: no ellipsis says that there is more, or nothing says what. One line for each. */
export async function clippedTexts(page: Page): Promise<string[]> {
  return page.evaluate<string[]>(script)
}

/** By how much a page is wider than its window. */
export async function sidewaysScroll(page: Page): Promise<number> {
  return page.evaluate<number>('Math.max(0, document.documentElement.scrollWidth - innerWidth)')
}
