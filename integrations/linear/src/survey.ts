import type { Stage } from '@fulcrum/domain'
import { LinkFields, stageOf, type FidelityLog, type ImportLink } from '@fulcrum/integration-kit'
import { issueKey, type RowShape } from './columns.ts'

/** Columns whose values are labels of one kind each. */
const labelColumns = ['team', 'project', 'project milestone', 'priority', 'sla status'] as const
const maxLabels = 2_000

interface StatusCount {
  count: number
  started: number
  completed: number
  canceled: number
}

const tieColumns: readonly (readonly [column: string, link: Omit<ImportLink, 'key'>])[] = [
  ['blocked by', { type: 'Blocks', direction: 'inward', label: 'is blocked by', reverse: 'blocks' }],
  ['blocks', { type: 'Blocks', direction: 'outward', label: 'blocks', reverse: 'is blocked by' }],
  ['blocking', { type: 'Blocks', direction: 'outward', label: 'blocks', reverse: 'is blocked by' }],
  ['related to', { type: 'Related', direction: 'outward', label: 'relates to', reverse: 'relates to' }],
  ['duplicate of', { type: 'Duplicate', direction: 'outward', label: 'duplicates', reverse: 'is duplicated by' }],
]

/** What the ties of an issue are. */
export function linksIn(shape: RowShape, row: readonly string[]): readonly ImportLink[] {
  return tieColumns.flatMap(([column, link]) =>
    (shape.cell(row, column).match(issueKey) ?? []).map((key) => ({ ...link, key: key.toUpperCase() })),
  )
}

/** What one reading of all rows finds out: labels, how far each status is, ties, and which rows are issues. */
export class Survey {
  readonly links = new LinkFields()
  readonly keys = new Set<string>()
  readonly labels = new Map<string, Map<string, number>>()
  /** The beginnings of keys: of the teams. */
  readonly teams = new Set<string>()
  private readonly statuses = new Map<string, StatusCount>()

  /** Notes a row; false for one that is no issue of its own. */
  note(shape: RowShape, row: readonly string[], fidelity: FidelityLog): boolean {
    const key = shape.cell(row, 'id')
    if (key === '') {
      fidelity.add(null, 'key-missing', shape.cell(row, 'title'))
      return false
    }
    if (this.keys.has(key)) {
      fidelity.add(null, 'record-repeated', key)
      return false
    }
    this.keys.add(key)
    if (this.teams.size < 50) this.teams.add(key.replace(/\d+$/, ''))
    this.links.add(key, linksIn(shape, row))
    shape.noteLeftOut(row, fidelity)
    for (const column of labelColumns) this.noteLabel(column, shape.cell(row, column))
    this.noteLabel('cycle', shape.cycle(row))
    this.noteStatus(shape, row)
    return true
  }

  /** How often each status occurs. */
  statusCounts(): ReadonlyMap<string, number> {
    return new Map([...this.statuses].map(([name, { count }]) => [name, count]))
  }

  /** How far each status is: by the times that its issues have, and within that by its name. */
  stages(): ReadonlyMap<string, Stage> {
    return new Map([...this.statuses].map(([name, counts]) => [name, stageBy(name, counts)]))
  }

  /** The status in which issues usually are while they are worked on; null where none is. */
  usualDoing(): string | null {
    const stages = this.stages()
    const doing = [...this.statuses].filter(([name]) => stages.get(name) === 'doing')
    return doing.sort(([, left], [, right]) => right.count - left.count)[0]?.[0] ?? null
  }

  private noteLabel(column: string, label: string): void {
    if (label === '' || (column === 'priority' && /^no priority$/i.test(label))) return
    const counts = this.labels.get(column) ?? new Map<string, number>()
    this.labels.set(column, counts)
    if (counts.has(label) || counts.size < maxLabels) counts.set(label, (counts.get(label) ?? 0) + 1)
  }

  private noteStatus(shape: RowShape, row: readonly string[]): void {
    const name = shape.cell(row, 'status')
    if (name === '' || (!this.statuses.has(name) && this.statuses.size >= maxLabels)) return
    const counts = this.statuses.get(name) ?? { count: 0, started: 0, completed: 0, canceled: 0 }
    this.statuses.set(name, counts)
    counts.count++
    for (const time of ['started', 'completed', 'canceled'] as const) if (shape.cell(row, time) !== '') counts[time]++
  }
}

function stageBy(name: string, { count, started, completed, canceled }: StatusCount): Stage {
  const byName = stageOf(name)
  if (canceled * 2 > count) return 'canceled'
  if (completed * 2 > count) return byName === 'canceled' ? 'canceled' : 'done'
  if (started * 2 > count) return byName === 'review' ? 'review' : 'doing'
  return byName ?? 'todo'
}
