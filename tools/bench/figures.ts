// `node tools/bench/figures.ts FILE.json ...`: puts what `./fulcrum bench --json FILE.json` measured into docs/speed.md. Rows of benches
// that are not in these files stay as they are.
import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { BenchRow } from './bench.ts'

interface Run {
  readonly results: readonly { readonly bench: string; readonly rows: readonly BenchRow[]; readonly failed?: string }[]
}

const page = path.join(import.meta.dirname, '../../docs/speed.md')
const marks = { from: '<!-- figures -->', to: '<!-- /figures -->' }

// @NOTE the files are those of our own command.
const runs = process.argv.slice(2).map((file) => JSON.parse(readFileSync(file, 'utf8')) as Run)
const measured = runs.flatMap(({ results }) =>
  results.map(({ bench, rows, failed }): readonly [string, readonly string[]] => [
    bench,
    [
      ...(failed === undefined ? [] : [`| \`${bench}\` | not measured: ${failed.split('\n', 1)[0]} | | | | |`]),
      ...rows.map((row) => `| \`${bench}\` | ${cells(row).join(' | ')} |`),
    ],
  ]),
)
const text = readFileSync(page, 'utf8')
const [before = '', behind = ''] = text.split(marks.from)
const [former = '', after] = behind.split(marks.to)
const lines = new Map<string, readonly string[]>()
for (const line of former.split('\n').filter((each) => each.startsWith('| `'))) {
  const bench = line.split('`')[1] ?? ''
  lines.set(bench, [...(lines.get(bench) ?? []), line])
}
for (const [bench, rows] of measured) lines.set(bench, rows)
const table = [
  '| bench | what | ours | floor | ratio, 95 % interval | goal |',
  '|---|---|---|---|---|---|',
  ...[...lines.values()].flat(),
].join('\n')
if (after === undefined) throw new Error(`${page} has no ${marks.from} ... ${marks.to}`)
writeFileSync(page, `${before}${marks.from}\n\n${table}\n\n${marks.to}${after}`)

function cells({ what, unit, ours, floor, ratio, low, high, goal, rail, void: reason }: BenchRow): string[] {
  // Figures that are none are null in JSON.
  if (!Number.isFinite(ratio)) return [what, '', '', '', reason ?? 'no figures']
  const number = (value: number) => (Math.abs(value) >= 100 ? value.toFixed(0) : String(Number(value.toPrecision(3))))
  const wanted = goal === null ? '' : `${high <= goal ? 'met' : 'missed'}: at most ${goal}`
  return [
    rail === undefined ? what : `${what} (${rail})`,
    `${number(ours)} ${unit}`.trim(),
    number(floor),
    `${ratio.toFixed(2)} [${low.toFixed(2)}, ${high.toFixed(2)}]`,
    reason === undefined ? wanted : `void: ${reason}`,
  ]
}
