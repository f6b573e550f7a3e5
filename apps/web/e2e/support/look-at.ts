import type { Browser, Page } from 'playwright-core'
import { hardToHit, hardToRead, seriousFindings } from './accessibility.ts'
import { openWindow, type Window } from './browser.ts'
import { clippedTexts, sidewaysScroll } from './layout.ts'
import { maya, signIn } from './people.ts'
import type { Screen } from './screens.ts'
import type { Stage } from './stage.ts'

/** Who looks at screens: the owner, and somebody without an account. */
export interface Audience {
  readonly owner: Window
  readonly stranger: Window
}

/** Opens a window for each. */
export async function openAudience(browser: Browser, { url }: Stage): Promise<Audience> {
  const audience = { owner: await openWindow(browser), stranger: await openWindow(browser) }
  const { page } = audience.owner
  await page.goto(url)
  await signIn(page, maya)
  await page.getByRole('heading', { name: 'Home', level: 1 }).waitFor()
  return audience
}

/** Comes to a screen, in a wide window in the light. */
export async function comeTo(page: Page, screen: Screen, stage: Stage): Promise<void> {
  await page.setViewportSize({ width: 1440, height: 900 })
  await page.emulateMedia({ colorScheme: 'light' })
  await page.goto(screen.at(stage))
  await screen.steps?.(page)
  await page.locator(screen.drawn).first().waitFor()
}

/**
 * What is wrong with a screen: for people with disabilities in both themes, and in windows as wide as a page at twice its size
 * and as a telephone.
 */
export async function faultsOf(screen: Screen, stage: Stage, audience: Audience): Promise<string[]> {
  const { page } = audience[screen.who ?? 'owner']
  await comeTo(page, screen, stage)
  const faults = [...(await seriousFindings(page)), ...(await clippedTexts(page))]
  await page.emulateMedia({ colorScheme: 'dark' })
  faults.push(...(await hardToRead(page)).map((each) => `dark: ${each}`))
  for (const [width, height] of [
    [720, 450],
    [360, 740],
  ] as const) {
    await page.setViewportSize({ width, height })
    // Where what is scrolled stands at its beginning, nothing is half under what stays.
    await page.evaluate(`for (const each of document.querySelectorAll('*')) each.scrollTop = 0`)
    const hit = width === 360 ? await hardToHit(page) : []
    const wider = await sidewaysScroll(page)
    const found = [...hit, ...(await clippedTexts(page)), ...(wider > 0 ? [`the page is ${wider} px too wide`] : [])]
    faults.push(...found.map((each) => `${width} px: ${each}`))
  }
  return faults
}
