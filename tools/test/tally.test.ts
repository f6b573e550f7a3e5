import { expect, test } from 'vitest'
import { plan } from './suites.ts'
import { failedFiles, secondTry, suiteLines, summarise, tallyReport } from './tally.ts'

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
  expect(tallyReport(report, 1)).toMatchObject({ passed: 2, failed: 2, notRun: [], secondTries: [] })
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

test('a test that passed at the second try is named, with what the first one said', () => {
  const failure = 'Error: \u001B[31mthe link\u001B[39m never came\n\n  waiting for the cell\n    at files.e2e.ts:121:3'
  const tried = { fullName: 't0', status: 'failed', failureMessages: [failure] }
  const first = {
    success: false,
    testResults: [
      { ...file('failed', []), assertionResults: [tried] },
      { ...file('passed', ['passed']), name: 'b' },
    ],
  }
  expect(failedFiles(first)).toEqual(['a.test.ts'])
  const tally = tallyReport(secondTry(first, { success: true, testResults: [file('passed', ['passed'])] }), 0)
  expect(suiteLines('e2e', tally, '193.0 s')).toEqual([
    'ok     e2e        2 of 2 (193.0 s), 1 at the second try: t0',
    '       the first try of "t0": Error: the link never came waiting for the cell',
  ])
  expect(summarise(tally, true)).toEqual({
    lines: ['SECOND TRY: t0', '2 passed, 0 failed, 1 at the second try'],
    ok: true,
  })
})

test('a file that could not begin at the first try is named, too', () => {
  const broken = {
    ...file('failed', ['skipped']),
    message: 'Error: Fulcrum did not start in time:\n    at server.ts:117',
  }
  const first = { success: false, testResults: [broken] }
  const tally = tallyReport(secondTry(first, { success: true, testResults: [file('passed', ['passed'])] }), 0)
  expect(tally).toMatchObject({
    passed: 1,
    failed: 0,
    secondTries: [{ name: 'a.test.ts', reason: 'Error: Fulcrum did not start in time:' }],
  })
})

test('a file that fails at the second try is a failure, whichever of its tests failed then', () => {
  const first = { success: false, testResults: [file('failed', ['failed', 'passed'])] }
  const second = { success: false, testResults: [file('failed', ['passed', 'failed'])] }
  expect(tallyReport(secondTry(first, second), 1)).toMatchObject({ passed: 1, failed: 1, failures: [{ name: 't1' }] })
})

test('what failed is named once more at the end, with what it said each time', () => {
  const failed = {
    fullName: 'a card moves',
    status: 'failed',
    failureMessages: ['Error: slow', 'Error: never\n  at x'],
  }
  const testResults = [
    { ...file('failed', []), assertionResults: [failed] },
    { ...file('failed', []), name: 'b.test.ts', message: 'cannot be read' },
  ]
  const { lines, ok } = summarise(tallyReport({ success: false, testResults }, 1), true)
  expect(lines).toEqual([
    'FAILED: a card moves: Error: slow | and again: Error: never',
    'FAILED: b.test.ts: cannot be read',
    '0 passed, 2 failed',
  ])
  expect(ok).toBe(false)
})

test('names choose suites, other words choose files', () => {
  expect(plan([]).checks.length).toBeGreaterThan(5)
  expect(plan(['lint', 'pg'])).toMatchObject({ checks: [{ suite: 'lint' }], tests: ['pg'], filters: [] })
  expect(plan(['database'])).toMatchObject({ checks: [], filters: ['database'] })
  expect(plan(['database']).tests).toContain('pg')
})
