import type { Browser } from 'playwright-core'
import { afterAll, beforeAll } from 'vitest'
import { launchBrowser } from './browser.ts'
import { openAudience, type Audience } from './look-at.ts'
import { startFulcrum, type RunningFulcrum } from './server.ts'
import { setStage, type Stage } from './stage.ts'

/** What a walk over screens looks at, and who does. */
export interface Walk {
  readonly stage: Stage
  readonly audience: Audience
  readonly browser: Browser
}

/** Sets the stage for the tests of a file, which ask for it when they run. */
export function walkOnStage(): () => Walk {
  let fulcrum: RunningFulcrum | undefined
  let browser: Browser | undefined
  let walk: Walk | undefined
  beforeAll(async () => {
    browser = await launchBrowser()
    fulcrum = await startFulcrum(['--demo'])
    const stage = await setStage(browser, fulcrum)
    walk = { stage, browser, audience: await openAudience(browser, stage) }
  })
  afterAll(async () => {
    await browser?.close()
    await fulcrum?.stop()
  })
  return () => {
    if (walk === undefined) throw new Error('The stage is not set yet.')
    return walk
  }
}
