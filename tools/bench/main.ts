// `./fulcrum bench [name ...] [--json FILE] [--rounds N] [--smoke]`: each figure of DESIGN part 5 beside its floor.
import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import type { Bench, BenchRow } from './bench.ts'
import { calibrate, tooSlow } from './calibration.ts'
import { edit } from './edit.bench.ts'
import { fanOut } from './fan-out.bench.ts'
import { freeColumns } from './free-columns.bench.ts'
import { importing } from './import.bench.ts'
import { viewport } from './viewport.bench.ts'
import { weight } from './weight.bench.ts'
import { wholeBoard } from './whole-board.bench.ts'

const benches: readonly Bench[] = [edit, fanOut, viewport, wholeBoard, freeColumns, importing, weight]

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { json: { type: 'string' }, rounds: { type: 'string' }, smoke: { type: 'boolean' } },
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
const results: { readonly bench: string; readonly goal: number; readonly rows: readonly BenchRow[] }[] = []
for (const bench of chosen) {
  console.log(`\n${bench.goal}. ${bench.what}`)
  const rows = await bench.run({ rounds, smoke, log: (line) => console.log(`   ${line}`) })
  results.push({ bench: bench.name, goal: bench.goal, rows })
  for (const row of rows) console.log(line(row))
}
if (values.json !== undefined)
  writeFileSync(values.json, `${JSON.stringify({ smoke, rounds, anchors, slow, results }, null, 2)}\n`)
const missed = results.flatMap(({ rows }) => rows).filter((row) => row.void === undefined && isMissed(row))
console.log(
  `\n${missed.length === 0 ? 'no goal missed' : `${missed.length} goals missed: ${missed.map(({ what }) => what).join(', ')}`}`,
)
// Servers and sockets of a bench that was cut short must not keep the process.
process.exit(0)

function isMissed({ high, goal }: BenchRow): boolean {
  return goal !== null && high > goal
}

function line(row: BenchRow): string {
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
