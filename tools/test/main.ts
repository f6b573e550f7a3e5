import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import path from 'node:path'
import { ensureChromium, findProgram } from './chromium.ts'
import { plan, type Plan } from './suites.ts'
import {
  emptyTally,
  failedFiles,
  secondTry,
  suiteLines,
  summarise,
  tallyReport,
  type Tally,
  type VitestReport,
} from './tally.ts'

const root = path.resolve(import.meta.dirname, '../..')

process.exitCode = await main(process.argv.slice(2))

async function main(args: string[]): Promise<number> {
  const todo = plan(args)
  const total = emptyTally()
  for (const ok of await runChecks(todo.checks)) total[ok ? 'passed' : 'failed'] += 1
  add(total, runTests(todo))
  const { lines, ok } = summarise(total, process.env['FULCRUM_CI'] === '1')
  console.log(`\n${lines.join('\n')}`)
  return ok ? 0 : 1
}

/** Runs checks, as many at once as there are cores; the longest ones are begun first. Each prints its line as it ends. */
async function runChecks(checks: Plan['checks']): Promise<boolean[]> {
  const left = checks.toSorted((a, b) => b.weight - a.weight)
  const outcomes: boolean[] = []
  const work = async (): Promise<void> => {
    for (let check = left.shift(); check; check = left.shift()) outcomes.push(await runCheck(check))
  }
  await Promise.all(Array.from({ length: availableParallelism() }, work))
  return outcomes
}

async function runCheck({ suite, what, command: [program, ...args] }: Plan['checks'][number]): Promise<boolean> {
  const script = program.startsWith('tools/') ? program : path.join('node_modules', program)
  const startedMs = performance.now()
  const child = spawn(process.execPath, [script, ...args], { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text: Buffer) => (said += String(text)))
  const status = await new Promise<number | null>((resolve) => {
    child.on('error', (error) => {
      said += error.message
      resolve(null)
    })
    child.on('close', resolve)
  })
  const ok = status === 0
  console.log(`${ok ? 'ok    ' : 'FAILED'} ${suite.padEnd(10)} ${what} (${seconds(startedMs)})`)
  if (!ok) console.log(said.trimEnd())
  return ok
}

function runTests({ tests, filters }: Plan): Tally {
  const notRun: string[] = []
  const env = { ...process.env }
  let suites = tests
  if (tests.includes('proxies') && ['nginx', 'caddy'].every((name) => !findProgram(name))) {
    notRun.push(
      'proxies: neither nginx nor Caddy was found; install one (for example: apt-get install nginx-light caddy)',
    )
    suites = suites.filter((suite) => suite !== 'proxies')
  }
  if (suites.includes('e2e') || suites.includes('proxies')) {
    const chromium = ensureChromium((line) => console.log(line))
    if ('found' in chromium) env['FULCRUM_CHROMIUM'] = chromium.found
    else {
      for (const name of ['e2e', 'proxies'] as const) {
        if (suites.includes(name)) notRun.push(`${name}: ${chromium.missing}`)
      }
      suites = suites.filter((suite) => suite !== 'e2e' && suite !== 'proxies')
    }
  }
  if (suites.length === 0) return { ...emptyTally(), notRun }
  const folder = mkdtempSync(path.join(tmpdir(), 'fulcrum-report-'))
  try {
    const tally = { ...emptyTally(), notRun }
    for (const suite of suites) add(tally, runSuite(suite, filters, env, path.join(folder, `${suite}.json`)))
    return tally
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function runSuite(suite: string, filters: readonly string[], env: NodeJS.ProcessEnv, report: string): Tally {
  const startedMs = performance.now()
  const first = runVitest(suite, filters, env, report)
  const failed = first.report === undefined ? [] : failedFiles(first.report)
  // A browser on a busy machine may be late: its failed files are begun anew, one after another, and are named.
  const again = suite === 'e2e' && failed.length > 0
  const last = again ? runVitest(suite, [...failed, '--maxWorkers=1'], env, report) : first
  if (first.report === undefined || last.report === undefined) {
    console.log(`FAILED ${suite} (${seconds(startedMs)})\n${last.said}`)
    return { ...emptyTally(), failed: 1, failures: [{ name: suite, reason: 'it ended without a report' }] }
  }
  // An error that nobody awaited is of no file that is run again.
  const exitCode = again && /Unhandled Errors?\b/.test(first.said) ? first.exitCode : last.exitCode
  const tally = tallyReport(again ? secondTry(first.report, last.report) : last.report, exitCode)
  const count = tally.passed + tally.failed
  if (count === 0 && tally.notRun.length === 0) {
    return filters.length > 0 ? tally : { ...tally, notRun: [`${suite}: there are no such tests`] }
  }
  console.log(suiteLines(suite, tally, seconds(startedMs)).join('\n'))
  if (tally.failed > 0) console.log(last.said)
  return tally
}

function runVitest(
  suite: string,
  more: readonly string[],
  env: NodeJS.ProcessEnv,
  report: string,
): { report: VitestReport | undefined; exitCode: number; said: string } {
  rmSync(report, { force: true })
  const args = ['run', '--project', suite, '--reporter=dot', '--reporter=json', `--outputFile.json=${report}`]
  const vitest = ['--disable-warning=ExperimentalWarning', 'node_modules/vitest/vitest.mjs', ...args]
  const { status, stdout, stderr } = spawnSync(process.execPath, [...vitest, '--passWithNoTests', ...more], {
    cwd: root,
    env,
    encoding: 'utf8',
    maxBuffer: 256 * 1024 ** 2,
  })
  return {
    report: existsSync(report) ? (JSON.parse(readFileSync(report, 'utf8')) as VitestReport) : undefined,
    exitCode: status ?? 1,
    said: `${stdout}${stderr}`.trimEnd(),
  }
}

function add(total: Tally, part: Tally): void {
  total.passed += part.passed
  total.failed += part.failed
  total.failures.push(...part.failures)
  total.notRun.push(...part.notRun)
  total.secondTries.push(...part.secondTries)
}

function seconds(startedMs: number): string {
  return `${((performance.now() - startedMs) / 1000).toFixed(1)} s`
}
