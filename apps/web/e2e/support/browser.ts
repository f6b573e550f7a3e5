import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core'
import { expect } from 'vitest'

const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** The machine's Chromium, which the test command finds and names. */
export async function launchBrowser(more: readonly string[] = []): Promise<Browser> {
  const executablePath = process.env['FULCRUM_CHROMIUM'] ?? '/usr/bin/chromium'
  return chromium.launch({ executablePath, args: [...flags, ...more] })
}

/** A browser profile with one window. */
export interface Window {
  readonly context: BrowserContext
  readonly page: Page
  /** What went wrong on the page: uncaught errors and what the content policy refused. */
  readonly troubles: readonly string[]
  close(): Promise<void>
}

interface WindowOptions {
  readonly theme?: 'light' | 'dark'
  readonly width?: number
  /** A telephone: as small, and touched. */
  readonly telephone?: boolean
}

/** Opens a window of a profile of its own. */
export async function openWindow(
  browser: Browser,
  { theme = 'light', width = 1440, telephone = false }: WindowOptions = {},
): Promise<Window> {
  const context = await browser.newContext({
    viewport: telephone ? { width: 360, height: 740 } : { width, height: 900 },
    ...(telephone && { hasTouch: true, isMobile: true }),
    colorScheme: theme,
    reducedMotion: 'reduce',
  })
  const page = await context.newPage()
  page.setDefaultTimeout(60_000)
  const troubles: string[] = []
  page.on('pageerror', (error) => troubles.push(error.stack || String(error)))
  page.on('console', (message) => {
    if (/Content Security Policy|unhandled|Uncaught/i.test(message.text())) troubles.push(message.text())
  })
  return { context, page, troubles, close: () => context.close() }
}

/** Nothing uncaught happened in these windows. */
export function expectNoTroubles(...windows: readonly Window[]): void {
  for (const { troubles } of windows) expect(troubles).toEqual([])
}
