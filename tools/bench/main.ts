// `./fulcrum bench [name ...] [--json FILE] [--rounds N] [--items N] [--smoke]`: each figure of DESIGN part 5 beside its floor.
import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import type { Bench, BenchContext, BenchRow } from './bench.ts'
import { archive } from './archive.bench.ts'
import { backup } from './backup.bench.ts'
import { calibrate, tooSlow } from './calibration.ts'
import { edit } from './edit.bench.ts'
import { feel } from './feel.bench.ts'
import { fanOut } from './fan-out.bench.ts'
import { formula } from './formula.bench.ts'
import { freeColumns } from './free-columns.bench.ts'
import { grid } from './grid.bench.ts'
import { importing } from './import.bench.ts'
import { past } from './past.bench.ts'
import { search } from './search.bench.ts'
import { viewport } from './viewport.bench.ts'
import { weight } from './weight.bench.ts'
import { wholeBoard } from './whole-board.bench.ts'

const benches: readonly Bench[] = [
  edit,
  fanOut,
  viewport,
  search,
  wholeBoard,
  past,
  grid,
  feel,
  freeColumns,
  formula,
  importing,
  archive,
  backup,
  weight,
]

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    json: { type: 'string' },
    rounds: { type: 'string' },
    items: { type: 'string' },
    smoke: { type: 'boolean' },
  },
})
const unknown = positionals.filter((name) => !benches.some((bench) => bench.name === name))
if (unknown.length > 0) {
  console.error(`There is no bench "${unknown[0]}". There are: ${benches.map(({ name }) => name).join(', ')}.`)
  process.exit(2)
}
const smoke = values.smoke === true
const rounds = Number(values.rounds ?? (smoke ? 3 : 11))
const chosen = benches.filter(({ name }) => positionals.length === 0 || positionals.includes(name))
const anchors = await calibrate()
for (const { what, ms, anchorMs } of anchors) {
  console.log(`anchor: ${what} ${ms.toFixed(3)} ms (${anchorMs} ms where the goals were set)`)
}
const slow = tooSlow(anchors)
if (slow !== null) console.log(`this run decides nothing: ${slow}`)
const results: Result[] = []
for (const bench of chosen) {
  console.log(`\n${bench.goal}. ${bench.what}`)
  const result = await measured(bench)
  results.push(result)
  for (const row of result.rows) console.log(line(row))
}
if (values.json !== undefined)
  writeFileSync(values.json, `${JSON.stringify({ smoke, rounds, anchors, slow, results }, null, 2)}\n`)
const failed = results.filter((result) => result.failed !== undefined)
const missed = results.flatMap(({ rows }) => rows).filter((row) => row.void === undefined && isMissed(row))
const names = missed.map(({ what }) => what).join(', ')
console.log(missed.length === 0 ? '\nno goal missed by what was measured' : `\n${missed.length} goals missed: ${names}`)
const undecided = results.flatMap(({ rows }) => rows).filter((row) => row.void !== undefined)
if (undecided.length > 0) console.log(`${undecided.length} lines decide nothing: each says why`)
if (failed.length > 0) console.log(`not measured: ${failed.map(({ bench }) => bench).join(', ')}`)
// Servers and sockets of a bench that was cut short must not keep the process.
process.exit(failed.length === 0 ? 0 : 1)

interface Result {
  readonly bench: string
  readonly goal: number
  readonly rows: readonly BenchRow[]
  /** Why there are no figures. */
  readonly failed?: string
}

/** Runs a bench, once more where the machine was too restless for it. What goes wrong is said, and the other benches follow. */
async function measured({ name, goal, run }: Bench): Promise<Result> {
  const context: BenchContext = {
    rounds,
    smoke,
    ...(values.items !== undefined && { items: Number(values.items) }),
    log: (text) => console.log(`   ${text}`),
  }
  try {
    let rows = await run(context)
    if (!smoke && rows.some(isRestless)) {
      for (const row of rows) console.log(line(row))
      console.log('   the floor differs from itself: measured once more')
      rows = await run(context)
    }
    return { bench: name, goal, rows }
  } catch (error) {
    const failed = error instanceof Error ? error.message : String(error)
    console.log(`   could not be measured: ${failed}`)
    return { bench: name, goal, rows: [], failed }
  }
}

/** Void although both sides were measured. */
function isRestless(row: BenchRow): boolean {
  return row.void !== undefined && !Number.isNaN(row.ratio)
}

function isMissed({ high, goal }: BenchRow): boolean {
  return goal !== null && high > goal
}

function line(row: BenchRow): string {
  if (Number.isNaN(row.ratio)) return `   ${row.what.padEnd(52)}  ${row.void ?? 'gave no figures'}`
  const number = (value: number) => (Math.abs(value) >= 100 ? value.toFixed(0) : value.toPrecision(3))
  const verdict = row.void ? `VOID: ${row.void}` : row.goal === null ? '' : isMissed(row) ? 'MISSED' : 'met'
  const goal = row.goal === null ? '' : `goal <= ${row.goal}`
  return [
    `   ${row.what.padEnd(52)}`,
    `${number(row.ours)} ${row.unit}`.padStart(14),
    `floor ${number(row.floor)}`.padStart(16),
    `x ${row.ratio.toFixed(2)} [${row.low.toFixed(2)}, ${row.high.toFixed(2)}]`.padStart(24),
    goal.padStart(14),
    row.rail ? `(${row.rail})` : '',
    verdict,
  ].join('  ')
}
