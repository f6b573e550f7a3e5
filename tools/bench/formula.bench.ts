import { columnKinds } from '@fulcrum/columns'
import { BoardState, KindRegistry, must, scopeOf } from '@fulcrum/domain'
import type { Json } from '@fulcrum/domain'
import { defineBench } from './bench.ts'
import type { BenchContext, BenchRow } from './bench.ts'
import { arraysOf, computeAll, computeRow, resultsOf } from './floors/array-formulas.ts'
import { costOf, interleave } from './measure.ts'
import { rowOf } from './stats.ts'

const boardId = '0190a000-0000-7000-8000-0000000000b1'
const columnId = (number: number): string => `0190a000-0000-7000-8000-00000000d${String(number).padStart(3, '0')}`
const today = 20_200

const plain = [
  ['number', 'Points'],
  ['number', 'Spent'],
  ['date', 'Due'],
  ['status', 'Status'],
] as const

const formulas: readonly (readonly [text: string, type: string])[] = [
  ['{#1} * 2 + 1', 'number'],
  ['MAX(0, {#1} * 8 - {#2})', 'number'],
  ['{#2} / {#1}', 'number'],
  ['{#4} <> "Done" AND {#3} < TODAY()', 'boolean'],
  ['IF({#4} = "Done", "done", IF({#1} > 10, "large", "small"))', 'text'],
]

/** An edit of one column is pasted into so many rows; the rest of the edits touch one. */
const pasted = 1_000
const editsPerSlice = 400

/** Five formulas over a whole board, and what an edit entails. The floor is a loop over arrays, written by hand. */
export const formula = defineBench({
  name: 'formula',
  goal: 14,
  what: 'five formulas over 100,000 items, computed anew and kept up',
  run: async (context: BenchContext): Promise<readonly BenchRow[]> => {
    const rows = context.smoke ? 5_000 : 100_000
    const board = await boardOf(rows, true)
    const bare = await boardOf(rows, false)
    const arrays = arraysOf(rows)
    const results = resultsOf(rows)
    const whole = await interleave(
      context.rounds,
      () =>
        cpuOf(() => {
          board.derived.deriveLater()
          while (board.derived.deriveSome()) continue
        }),
      () => cpuOf(() => computeAll(arrays, results, today)),
    )
    const edit = await interleave(
      context.rounds,
      async () => (await edits(board, 1)) - (await edits(bare, 1)),
      () => cpuOf(() => repeat((at) => computeRow(arrays, results, at, today))),
    )
    const paste = await interleave(
      context.rounds,
      async () => (await edits(board, pasted)) - (await edits(bare, pasted)),
      () => cpuOf(() => repeat((at) => computeRows(at, (row) => computeRow(arrays, results, row, today)))),
    )
    return [
      rowOf({ what: 'all cells of five formulas', unit: 'ms', ...whole, goal: null, rail: 'goal < 150 ms' }),
      rowOf({ what: 'what 1 changed row entails', unit: 'ms', ...perEdit(edit), goal: null, rail: 'goal < 1 ms' }),
      rowOf({ what: 'what 1,000 changed rows entail', unit: 'ms', ...perEdit(paste), goal: null, rail: 'goal < 2 ms' }),
    ]

    function repeat(work: (at: number) => void): void {
      for (let at = 0; at < editsPerSlice; at++) work((at * 7_919) % rows)
    }

    function computeRows(from: number, work: (row: number) => void): void {
      for (let at = 0; at < pasted; at++) work((from + at) % rows)
    }

    /** The CPU time of edits of one column, each of so many rows. */
    function edits(of: BoardState, size: number): Promise<number> {
      return cpuOf(() =>
        repeat((at) => {
          const touched = Array.from({ length: size }, (_, index) => (at + index) % rows)
          of.patch([{ op: 'cells', column: 1, rows: touched, values: touched.map((row) => (row + at) % 21) }], at, null)
        }),
      )
    }
  },
})

async function cpuOf(work: () => void): Promise<number> {
  return (await costOf(async () => work())).cpuMs
}

function perEdit({ ours, floor }: { readonly ours: number[]; readonly floor: number[] }) {
  const each = (all: number[]) => all.map((ms) => Math.max(ms, 0.001) / editsPerSlice)
  return { ours: each(ours), floor: each(floor) }
}

/** A board of items with four columns, and with five formulas of them. */
async function boardOf(rowCount: number, withFormulas: boolean): Promise<BoardState> {
  const kinds = new KindRegistry(columnKinds)
  await kinds.prepare()
  const board = new BoardState(scopeOf('board', boardId), kinds)
  board.load('board', boardId, { name: 'Board' })
  board.load('group', columnId(900), { number: 1, title: 'Group', rank: 'V' })
  const columns = withFormulas ? [...plain, ...formulas.map(([text]) => ['formula', text] as const)] : plain
  for (const [index, [kind, title]] of columns.entries()) {
    const known = must(kinds.get(kind))
    const found = formulas[index - plain.length]
    const settings: Json = found ? { text: found[0], type: found[1] } : known.defaultSettings
    const number = index + 1
    board.load('column', columnId(number), {
      number,
      kind,
      title,
      settings,
      settingsVersion: known.version,
      rank: `V${index}`,
    })
  }
  const rows = Array.from({ length: rowCount }, (_, row) => row)
  const { points, spent, due, status } = arraysOf(rowCount)
  board.loadCells([
    ['id', rows, rows.map((row) => `0190a000-0000-7000-8000-${String(row).padStart(12, '0')}`)],
    ['title', rows, rows.map((row) => `Item ${row}`)],
    ['group', rows, rows.map(() => 1)],
    ['rank', rows, rows.map((row) => `V${row}`)],
    ['createdAt', rows, rows.map(() => 1_700_000_000_000)],
    [1, rows, [...points]],
    [2, rows, [...spent]],
    [3, rows, [...due].map((day) => ({ day }))],
    [4, rows, [...status]],
  ])
  board.settle(0, rowCount)
  board.derived.tellDay(today, 'UTC')
  while (board.derived.deriveSome()) continue
  return board
}
