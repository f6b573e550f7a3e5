/** What vitest's JSON reporter writes, as far as it is read here. */
export type VitestReport = {
  success: boolean
  testResults: {
    name: string
    status: string
    message?: string
    assertionResults: { fullName: string; status: string }[]
  }[]
}

export type Tally = { passed: number; failed: number; notRun: string[] }

/**
 * Counts a run. A file that fails without a failed test (it does not load, a hook breaks) counts as one, and so does a
 * run that fails though every test passed (an error nobody awaited). A skipped test is a test not run.
 */
export function tallyReport(report: VitestReport, exitCode: number): Tally {
  const tally: Tally = { passed: 0, failed: 0, notRun: [] }
  for (const { name, status, assertionResults } of report.testResults) {
    const failedBefore = tally.failed
    for (const { fullName, status: outcome } of assertionResults) {
      if (outcome === 'passed') tally.passed += 1
      else if (outcome === 'failed') tally.failed += 1
      else tally.notRun.push(`${name}: ${fullName} is marked ${outcome}`)
    }
    if (status === 'failed' && tally.failed === failedBefore) tally.failed += 1
  }
  if (exitCode !== 0 && tally.failed === 0) tally.failed = 1
  return tally
}

/** The last lines of a run; what was not run counts as failed where everything must run. */
export function summarise({ passed, failed, notRun }: Tally, strict: boolean): { lines: string[]; ok: boolean } {
  const failures = failed + (strict ? notRun.length : 0)
  return {
    lines: [...notRun.map((reason) => `NOT RUN: ${reason}`), `${passed} passed, ${failures} failed`],
    ok: failures === 0,
  }
}
