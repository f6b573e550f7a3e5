/** What vitest's JSON reporter writes, as far as it is read here. */
export type VitestReport = {
  success: boolean
  testResults: {
    name: string
    status: string
    message?: string
    /** What it said at the first try, where it failed then and none of its tests did. */
    before?: string
    assertionResults: { fullName: string; status: string; failureMessages?: string[] }[]
  }[]
}

/** A test, or a file that does not run, and how it failed. */
export type Failure = { name: string; reason: string }

/** `failures` are those that can be named; `secondTries` passed at the second try, and say how the first one failed. */
export type Tally = {
  passed: number
  failed: number
  failures: Failure[]
  notRun: string[]
  secondTries: Failure[]
}

export function emptyTally(): Tally {
  return { passed: 0, failed: 0, failures: [], notRun: [], secondTries: [] }
}

/**
 * Counts a run. A file that fails without a failed test (it does not load, a hook breaks) counts as one, and so does a
 * run that fails though every test passed (an error nobody awaited). A skipped test is a test not run. A passed test that
 * has a failure passed at the second try, and one that failed tells what each try said.
 */
export function tallyReport(report: VitestReport, exitCode: number): Tally {
  const tally = emptyTally()
  const fails = (name: string, tries: readonly string[]): void => {
    tally.failed += 1
    tally.failures.push({ name, reason: tries.map(headOf).join(' | and again: ') })
  }
  for (const { name, status, message, before, assertionResults } of report.testResults) {
    const failedBefore = tally.failed
    if (before !== undefined && status === 'passed') tally.secondTries.push({ name, reason: headOf(before) })
    for (const { fullName, status: outcome, failureMessages = [] } of assertionResults) {
      if (outcome === 'passed') {
        tally.passed += 1
        const [first] = failureMessages
        if (first !== undefined) tally.secondTries.push({ name: fullName, reason: headOf(first) })
      } else if (outcome === 'failed') fails(fullName, failureMessages)
      else tally.notRun.push(`${name}: ${fullName} is marked ${outcome}`)
    }
    if (status === 'failed' && tally.failed === failedBefore) fails(name, [message ?? ''])
  }
  if (exitCode !== 0 && tally.failed === 0) tally.failed = 1
  return tally
}

/** The files of which something failed, by their paths. */
export function failedFiles({ testResults }: VitestReport): string[] {
  return testResults.filter(({ status }) => status === 'failed').map(({ name }) => name)
}

/** A run and the second one of its failed files, as one report: a file's second run counts, with what its first one said. */
export function secondTry(first: VitestReport, second: VitestReport): VitestReport {
  const again = new Map(second.testResults.map((file) => [file.name, file]))
  const testResults = first.testResults.map((file) => {
    const later = again.get(file.name)
    if (later === undefined) return file
    const said = new Map(file.assertionResults.map(({ fullName, failureMessages = [] }) => [fullName, failureMessages]))
    const assertionResults = later.assertionResults.map((result) => ({
      ...result,
      failureMessages: [...(said.get(result.fullName) ?? []), ...(result.failureMessages ?? [])],
    }))
    const none = file.assertionResults.every(({ status }) => status !== 'failed')
    return { ...later, assertionResults, ...(none && { before: file.message ?? '' }) }
  })
  return { success: second.success, testResults }
}

/** What failed, and what it waited for: the first lines of a message, without colours and places in the code. */
function headOf(message: string): string {
  // oxlint-disable-next-line no-control-regex
  const lines = message.replaceAll(/\u001B\[[\d;]*m/g, '').split('\n')
  const said = lines.map((line) => line.trim()).filter((line) => line !== '' && !line.startsWith('at '))
  return said.slice(0, 4).join(' ').slice(0, 300)
}

/** One line of a suite: `ok e2e 84 of 84 (193.0 s), 1 at the second try: NAME`, and below it why the first try failed. */
export function suiteLines(suite: string, { passed, failed, secondTries }: Tally, took: string): string[] {
  const mark = failed === 0 ? 'ok    ' : 'FAILED'
  const line = `${mark} ${suite.padEnd(10)} ${passed} of ${passed + failed} (${took})`
  if (secondTries.length === 0) return [line]
  const names = secondTries.map(({ name }) => name).join('; ')
  return [
    `${line}, ${secondTries.length} at the second try: ${names}`,
    ...secondTries.map(({ name, reason }) => `       the first try of "${name}": ${reason}`),
  ]
}

/** The last lines of a run; what was not run counts as failed where everything must run. */
export function summarise(
  { passed, failed, failures: told, notRun, secondTries }: Tally,
  strict: boolean,
): { lines: string[]; ok: boolean } {
  const failures = failed + (strict ? notRun.length : 0)
  const again = secondTries.length === 0 ? '' : `, ${secondTries.length} at the second try`
  return {
    lines: [
      ...told.map(({ name, reason }) => `FAILED: ${name}: ${reason}`),
      ...notRun.map((reason) => `NOT RUN: ${reason}`),
      ...secondTries.map(({ name }) => `SECOND TRY: ${name}`),
      `${passed} passed, ${failures} failed${again}`,
    ],
    ok: failures === 0,
  }
}
