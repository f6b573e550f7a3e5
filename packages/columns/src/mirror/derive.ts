import { connectionsOf, refsOf, stages } from '@fulcrum/domain'
import type { Derivation, DerivedBoard, DerivedInput, DerivedReader, DeriveSchema, Stage } from '@fulcrum/domain'
import type { MirrorProblem, MirrorSettings, MirrorValue, RollUp } from './column.ts'

/**
 * How a mirror follows from connected items. Where anything that would count is hidden, or not here yet, the whole cell says so: a
 * sum of what happens to be seen would be a lie. Deleted items do not count; where only these are named, that is said.
 */
export function deriveMirror(settings: MirrorSettings, schema: DeriveSchema): Derivation<MirrorValue> {
  const { through, sources, rollUp } = settings
  if (through === null || sources.length === 0) return { reads: [], compute: () => ({ problem: 'not-set-up' }) }
  const reads: DerivedInput[] = [
    { of: 'row', column: through },
    ...sources.map(({ board, column }): DerivedInput => ({ of: 'linked', through, board, column })),
  ]
  const link = schema.column(through)
  const connections = link && link.fields['deletedAt'] === undefined ? connectionsOf(link) : undefined
  if (!link || !connections) return { reads, compute: () => ({ problem: link ? 'wrong-kind' : 'no-column' }) }
  const columns = new Map(sources.map(({ board, column }) => [board, column]))
  const boards = [...new Set([...connections.boards.map(({ board }) => board), ...columns.keys()])]
  return {
    reads,
    compute: (reader, row) => {
      const ids = refsOf(link, reader.cell(row, through))
      if (ids.length === 0) return null
      const seen = sourcesOf(reader, boards, columns, ids)
      if (typeof seen === 'string') return { problem: seen }
      return rolledUp(rollUp, seen)
    },
  }
}

interface Seen {
  readonly board: DerivedBoard
  readonly row: number
  readonly column: number
}

/** Where the named items are, those that are deleted and those of other boards left out; or why that cannot be said. */
function sourcesOf(
  reader: DerivedReader,
  boardIds: readonly string[],
  columns: ReadonlyMap<string, number>,
  ids: readonly string[],
): readonly Seen[] | MirrorProblem {
  const boards = boardIds.map((id) => ({ id, found: reader.board(id) }))
  const seen: Seen[] = []
  let gone = 0
  for (const id of ids) {
    const at = boards.find(({ found }) => typeof found !== 'string' && found.rowOf(id) !== undefined)
    if (!at || typeof at.found === 'string') {
      if (boards.some(({ found }) => found === 'no-access')) return 'no-access'
      if (boards.some(({ found }) => found === 'loading')) return 'loading'
      gone += 1
      continue
    }
    const column = columns.get(at.id)
    const row = at.found.rowOf(id)
    if (column === undefined || row === undefined) continue
    if (!at.found.isLive(row)) {
      // Archived items are there, and do not count.
      if (at.found.lane('deletedAt', row) !== null) gone += 1
      continue
    }
    const known = at.found.column(column)
    if (!known) return 'no-access'
    if (known.fields['deletedAt'] !== undefined) return 'no-column'
    seen.push({ board: at.found, row, column })
  }
  return seen.length === 0 && gone > 0 ? 'gone' : seen
}

function rolledUp(rollUp: RollUp, seen: readonly Seen[]): MirrorValue | null {
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
    if (typeof value === 'number') numbers.push(value)
  }
  if (numbers.length === 0) return null
  if (rollUp === 'earliest') return { day: Math.min(...numbers) }
  if (rollUp === 'latest') return { day: Math.max(...numbers) }
  const sum = numbers.reduce((total, number) => total + number, 0)
  const number = { sum, mean: sum / numbers.length, min: Math.min(...numbers), max: Math.max(...numbers) }[rollUp]
  return Number.isFinite(number) ? { number: number === 0 ? 0 : number } : null
}

function laneOf({ board, column }: Seen, type: 'day' | 'number'): string | undefined {
  const found = board.column(column)
  const lanes = found?.lanes.filter((lane) => lane.type === type) ?? []
  return (lanes.find(({ name }) => name === found?.kind.defaultLane) ?? lanes.at(-1))?.key
}

/** The texts of the cells; those of people and items, which read otherwise for everybody, are no texts. */
function listOf(seen: readonly Seen[]): MirrorValue | null {
  const texts: string[] = []
  for (const { board, row, column } of seen) {
    const found = board.column(column)
    if (!found || found.kind.references || found.lanes.some(({ type }) => type === 'refSet'))
      return { problem: 'wrong-kind' }
    const value = board.cell(row, column)
    if (value === null) continue
    const text = found.kind.format(value, found.settings, { personName: (id) => id, locale: 'en', timeZone: 'UTC' })
    if (text !== '') texts.push(text)
  }
  return texts.length === 0 ? null : { text: texts.join(', ') }
}

function byStage(rollUp: 'done' | 'stages', seen: readonly Seen[]): MirrorValue | null {
  const counts = new Map<Stage, number>()
  let unsaid = 0
  for (const { board, row, column } of seen) {
    const found = board.column(column)
    if (!found?.kind.stageOf) return { problem: 'wrong-kind' }
    const value = board.cell(row, column)
    const stage = value === null ? null : found.kind.stageOf(value, found.settings)
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
