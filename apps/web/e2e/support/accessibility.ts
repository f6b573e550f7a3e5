import axe from 'axe-core'
import type { Page } from 'playwright-core'

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/** What is wrong for people with disabilities, seriously or worse: one line for each rule and place. */
export async function seriousFindings(page: Page): Promise<string[]> {
  return findings(page, { runOnly: { type: 'tag', values: tags }, rules: { 'target-size': { enabled: true } } })
}

/** Text that is hard to read: what of it can be another in another theme. */
export async function hardToRead(page: Page): Promise<string[]> {
  return findings(page, { runOnly: { type: 'rule', values: ['color-contrast'] } })
}

/** What is too small to be hit, and too near to others: what of it can be another in another window. */
export async function hardToHit(page: Page): Promise<string[]> {
  return findings(page, { runOnly: { type: 'rule', values: ['target-size'] } })
}

async function findings(page: Page, options: axe.RunOptions): Promise<string[]> {
  await atRest(page)
  if (await page.evaluate(`typeof axe === 'undefined'`)) await page.evaluate(axe.source)
  return page.evaluate(async (asked) => {
    // @NOTE the line above has put it there.
    const { axe } = globalThis as unknown as { axe: typeof import('axe-core') }
    const { violations } = await axe.run(asked)
    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .flatMap(({ id, nodes }) =>
        nodes.map(({ target, failureSummary }) => `${id} ${target.join(' ')}: ${failureSummary}`),
      )
  }, options)
}

/** Waits until a page is drawn as it stays: the theme is the one that was asked for, and nothing is on its way. */
async function atRest(page: Page): Promise<void> {
  // A theme that was asked for comes with the next frame, and what it sets in motion with the one after.
  await page.evaluate(`(async () => {
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve))
    await frame()
    await frame()
    const ends = (animation) => animation.effect?.getComputedTiming().endTime !== Infinity
    await Promise.all(document.getAnimations().filter(ends).map(({ finished }) => finished.catch(() => undefined)))
  })()`)
}
