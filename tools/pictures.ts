import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import type { Page } from 'playwright-core'
import { launchBrowser, openWindow } from '../apps/web/e2e/support/browser.ts'
import { maya, password, signIn, useLink } from '../apps/web/e2e/support/people.ts'
import { startFulcrum } from '../apps/web/e2e/support/server.ts'
import { takeAllScreens } from './all-screens.ts'

/** Where pages of documentation take pictures from. */
const folder = path.join(import.meta.dirname, '../docs/pictures')

/** A screen of the sample workspace: how somebody comes there from the board "Sprints". */
interface Picture {
  readonly name: string
  readonly go: (page: Page, url: string) => Promise<void>
}

const pictures: readonly Picture[] = [
  { name: 'board', go: async (page) => view(page, 'This sprint by owner', '[data-row]') },
  { name: 'kanban', go: async (page) => view(page, 'Kanban', '[data-card]') },
  { name: 'calendar', go: async (page) => view(page, 'Calendar', '.fq-bars [data-item]') },
  { name: 'chart', go: async (page) => view(page, 'Burn-up', '.fch-svg path') },
  {
    name: 'templates',
    go: async (page, url) => {
      await page.goto(`${url}/templates`)
      await page.getByRole('heading', { name: 'Templates', level: 1 }).waitFor()
    },
  },
]

/** Opens a view, and waits for what it draws. */
async function view(page: Page, name: string, drawn: string): Promise<void> {
  await page.getByRole('link', { name: 'Sprints' }).first().click()
  await page.getByRole('heading', { name: 'Sprints', level: 1 }).waitFor()
  await page.getByRole('tab', { name, exact: true }).click()
  await page.locator(drawn).first().waitFor()
}

/** Takes every picture of the documentation anew, of the sample workspace in both themes: `node tools/pictures.ts`. */
async function takePictures(): Promise<void> {
  mkdirSync(folder, { recursive: true })
  const browser = await launchBrowser()
  const fulcrum = await startFulcrum(['--demo'])
  try {
    for (const theme of ['light', 'dark'] as const) {
      const { page, close } = await openWindow(browser, { theme })
      if (theme === 'light') await useLink(page, fulcrum.ownerLink, maya)
      else {
        await page.goto(fulcrum.url)
        await signIn(page, maya, password)
        await page.getByRole('heading', { name: 'Home', level: 1 }).waitFor()
      }
      for (const { name, go } of pictures) {
        await go(page, fulcrum.url)
        await page.waitForLoadState('networkidle')
        await page.screenshot({ path: path.join(folder, `${name}-${theme}.png`) })
      }
      await close()
    }
  } finally {
    await browser.close()
    await fulcrum.stop()
  }
}

/** `node tools/pictures.ts --all FOLDER [--only PATTERN]` takes every screen instead, for looking at. */
const { values } = parseArgs({ options: { all: { type: 'string' }, only: { type: 'string', default: '' } } })
await (values.all === undefined ? takePictures() : takeAllScreens(values.all, new RegExp(values.only)))
