import axe from 'axe-core'
import type { Page } from 'playwright-core'

/** What is wrong for people with disabilities, seriously or worse: one line for each rule and place. */
export async function seriousFindings(page: Page): Promise<string[]> {
  // Motion has come to rest by then: half-faded text has no contrast to judge.
  await page.waitForTimeout(300)
  await page.evaluate(axe.source)
  return page.evaluate(async () => {
    // @NOTE the line above has put it there.
    const { axe } = globalThis as unknown as { axe: typeof import('axe-core') }
    const { violations } = await axe.run({
      runOnly: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] },
    })
    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .flatMap(({ id, nodes }) =>
        nodes.map(({ target, failureSummary }) => `${id} ${target.join(' ')}: ${failureSummary}`),
      )
  })
}
