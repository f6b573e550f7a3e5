import { expect, test } from 'vitest'
import { plan } from './suites.ts'
import { summarise, tallyReport } from './tally.ts'

const file = (status: string, outcomes: string[]) => ({
  name: 'a.test.ts',
  status,
  assertionResults: outcomes.map((outcome, index) => ({ fullName: `t${index}`, status: outcome })),
})

test('passed and failed tests are counted, a file that does not load counts as one', () => {
  const report = {
    success: false,
    testResults: [file('failed', ['passed', 'failed']), file('failed', []), file('passed', ['passed'])],
  }
  expect(tallyReport(report, 1)).toEqual({ passed: 2, failed: 2, notRun: [] })
})

test('a run that fails though all tests passed is a failure', () => {
  expect(tallyReport({ success: true, testResults: [file('passed', ['passed'])] }, 1).failed).toBe(1)
})

test('what is not run is named, and fails only where everything must run', () => {
  const tally = tallyReport({ success: true, testResults: [file('passed', ['passed', 'skipped'])] }, 0)
  expect(summarise(tally, false)).toEqual({
    lines: ['NOT RUN: a.test.ts: t1 is marked skipped', '1 passed, 0 failed'],
    ok: true,
  })
  expect(summarise(tally, true).lines.at(-1)).toBe('1 passed, 1 failed')
  expect(summarise(tally, true).ok).toBe(false)
})

test('names choose suites, other words choose files', () => {
  expect(plan([]).checks.length).toBeGreaterThan(5)
  expect(plan(['lint', 'pg'])).toMatchObject({ checks: [{ suite: 'lint' }], tests: ['pg'], filters: [] })
  expect(plan(['database'])).toMatchObject({ checks: [], filters: ['database'] })
  expect(plan(['database']).tests).toContain('pg')
})
