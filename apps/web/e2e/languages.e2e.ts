import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { expectNoTroubles, launchBrowser, openWindow, type Window } from './support/browser.ts'
import { eitherWay } from './support/either-way.ts'
import { clippedTexts, sidewaysScroll } from './support/layout.ts'
import { maya, signIn } from './support/people.ts'
import { boardScreens, otherScreens, type Screen } from './support/screens.ts'
import { startFulcrum, type RunningFulcrum } from './support/server.ts'
import { setStage, type Stage } from './support/stage.ts'
import { englishOf, wordsOfPeople } from './support/translated.ts'

let fulcrum: RunningFulcrum
let browser: Browser
let stage: Stage
let own: readonly string[]

beforeAll(async () => {
  browser = await launchBrowser()
  fulcrum = await startFulcrum(['--demo'])
  stage = await setStage(browser, fulcrum)
  const window = await openWindow(browser)
  await window.page.goto(`${fulcrum.url}/sign-in`)
  await signIn(window.page, maya)
  await window.page.getByRole('heading', { name: 'Home', level: 1 }).waitFor()
  own = await wordsOfPeople(window.page, stage)
  await window.close()
})

afterAll(async () => {
  await browser?.close()
  await fulcrum?.stop()
})

/** Ways that type English, which the pseudo-locales do not find; and the words of typed filters, which are a language of their own. */
const typed = new Set(['filter of groups', 'filter, typed', 'import'])
const screens: readonly Screen[] = [...boardScreens, ...otherScreens].filter(({ name }) => !typed.has(name))
/** Forms and lists of the settings are turned as these are. */
const turned = screens.filter(
  (screen) =>
    boardScreens.includes(screen) ||
    screen.who === 'stranger' ||
    ['home', 'my work', 'inbox', 'palette', 'doc', 'settings, profile'].includes(screen.name),
)

describe.each([
  { tag: 'en-XA', direction: '', all: screens },
  { tag: 'ar-XB', direction: 'rtl', all: turned },
])('in $tag', ({ tag, direction, all }) => {
  const windows: Window[] = []

  beforeAll(async () => {
    for (const who of ['owner', 'stranger']) {
      const window = await openWindow(browser)
      await window.context.addInitScript((chosen) => localStorage.setItem('fulcrum.language', chosen), tag)
      if (who === 'owner') {
        await window.page.goto(`${fulcrum.url}/sign-in`)
        await signIn(eitherWay(window.page), maya)
        await window.page.locator('[data-tree]').first().waitFor()
      }
      windows.push(window)
    }
  })

  afterAll(async () => {
    for (const window of windows) await window.close()
  })

  test.each(all)('$name says all in the language, and nothing is cut', async ({ who, at, steps, drawn }) => {
    const window = windows[who === 'stranger' ? 1 : 0]
    if (window === undefined) throw new Error('no window')
    const { page } = window
    await page.goto(at(stage))
    await steps?.(eitherWay(page))
    await page.locator(drawn).first().waitFor()
    expect(await page.evaluate('document.documentElement.dir')).toBe(direction)
    expect({
      english: await englishOf(page, own),
      clipped: await clippedTexts(page),
      sideways: await sidewaysScroll(page),
    }).toEqual({ english: [], clipped: [], sideways: 0 })
    expectNoTroubles(window)
  })
})
