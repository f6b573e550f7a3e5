import { refsOf, stages } from '@fulcrum/domain'
import type { BoardColumn, DerivedBoard, Json, Stage } from '@fulcrum/domain'
import { mirrorProblems } from './column.ts'
import type { MirroredCell, MirrorProblem, MirrorValue, RollUp } from './column.ts'

/** A cell that a mirror looks at. */
export interface Seen {
  readonly board: DerivedBoard
  readonly row: number
  readonly item: string
  readonly column: BoardColumn
}

/** What a roll-up makes of cells; null where all of them are empty. A cell that has a problem itself is never passed over. */
export function rolledUp(rollUp: RollUp, seen: readonly Seen[]): MirrorValue | null {
  if (rollUp === 'count') return { number: seen.length }
  if (seen.length === 0) return null
  if (rollUp === 'list') return listOf(seen)
  if (rollUp === 'done' || rollUp === 'stages') return byStage(rollUp, seen)
  const type = rollUp === 'earliest' || rollUp === 'latest' ? 'day' : 'number'
  const numbers: number[] = []
  for (const each of seen) {
    const lane = laneOf(each, type)
    if (lane === undefined) return { problem: 'wrong-kind' }
    const value = each.board.lane(lane, each.row)
    const problem = typeof value === 'number' ? null : problemOf(each)
    if (problem !== null) return { problem }
    if (typeof value === 'number') numbers.push(value)
  }
  if (numbers.length === 0) return null
  if (rollUp === 'earliest') return { day: Math.min(...numbers) }
  if (rollUp === 'latest') return { day: Math.max(...numbers) }
  const sum = numbers.reduce((total, number) => total + number, 0)
  const number = { sum, mean: sum / numbers.length, min: Math.min(...numbers), max: Math.max(...numbers) }[rollUp]
  return Number.isFinite(number) ? { number: number === 0 ? 0 : number } : null
}

function laneOf({ column }: Seen, type: 'day' | 'number'): string | undefined {
  const lanes = column.lanes.filter((lane) => lane.type === type)
  return (lanes.find(({ name }) => name === column.kind.defaultLane) ?? lanes.at(-1))?.key
}

/** Why a derived cell there says nothing: its own reason where a mirror has that too. */
function problemOf({ board, row, column }: Seen): MirrorProblem | null {
  const lane = column.kind.derive && column.lanes.find(({ name }) => name === 'problem')
  const said = lane ? board.lane(lane.key, row) : null
  return said === null ? null : (mirrorProblems.find((known) => known === said) ?? 'error')
}

/** The cells that hold something, with their texts. A mirror of a mirror shows what that one shows. */
function listOf(seen: readonly Seen[]): MirrorValue | null {
  const cells: MirroredCell[] = []
  for (const each of seen) {
    const { board, row, item, column } = each
    const problem = problemOf(each)
    if (problem !== null) return { problem }
    const value = board.cell(row, column.number)
    if (value === null) continue
    const inner = cellsIn(value)
    if (inner) cells.push(...inner)
    else cells.push({ board: board.boardId, item, column: column.number, value, ...textOf(value, each) })
  }
  const text = cells.map((cell) => cell.text).join(', ')
  return text === '' ? null : { text, cells }
}

/** The cells that the value of another mirror shows. */
function cellsIn(value: Json): readonly MirroredCell[] | null {
  // @NOTE only mirrors have values with cells in them.
  const { cells } = value as unknown as { readonly cells?: readonly MirroredCell[] }
  return Array.isArray(cells) ? cells : null
}

/** How programs read a cell; people and items by their ids, so that it is the same for every reader. */
function textOf(value: Json, { board, column }: Seen): Pick<MirroredCell, 'text' | 'names'> {
  const to = column.kind.references?.to
  if (to !== undefined) {
    const ids = refsOf(column, value)
    return { text: ids.join(', '), names: { to, ids } }
  }
  const context = {
    personName: (id: string) => id,
    locale: 'en',
    timeZone: 'UTC',
    keyOf: (row: number) => board.keyOf(row),
  }
  return { text: column.kind.format(value, column.settings, context) }
}

function byStage(rollUp: 'done' | 'stages', seen: readonly Seen[]): MirrorValue | null {
  const counts = new Map<Stage, number>()
  let unsaid = 0
  for (const { board, row, column } of seen) {
    if (!column.kind.stageOf) return { problem: 'wrong-kind' }
    const value = board.cell(row, column.number)
    const stage = value === null ? null : column.kind.stageOf(value, column.settings)
    if (stage === null) unsaid += 1
    else counts.set(stage, (counts.get(stage) ?? 0) + 1)
  }
  const through = (counts.get('done') ?? 0) + (counts.get('canceled') ?? 0)
  if (rollUp === 'done') return { done: through === seen.length }
  const listed = stages.flatMap((stage): [Stage, number][] => {
    const count = counts.get(stage)
    return count === undefined ? [] : [[stage, count]]
  })
  return listed.length === 0 ? null : { stages: listed, percent: (100 * through) / (seen.length - unsaid) }
}
