import type { LaneValue, Table, TableDelta, TableFollower } from '@fulcrum/columnar'
import { matchingKey } from '../../text.ts'

/** Rows that one step of many takes in: a few milliseconds' worth. */
const rowsPerSlice = 4_096

const oddSpace = /\s\s|[^\S ]/

/** What makes two values the same: case and white space do not count. Null is blank, which is like nothing else. */
export function uniqueKey(value: LaneValue | undefined): string | null {
  if (value === null || value === undefined || value === '') return null
  if (typeof value !== 'string') return String(value)
  const folded = matchingKey(value)
  const key = oddSpace.test(folded) ? folded.replaceAll(/\s+/g, ' ') : folded
  return key === '' ? null : key
}

/**
 * The rows of a lane by their values, kept up with every edit once it was asked for. Rows of the trash are among them, and
 * rows that only this client knows.
 */
export class UniqueIndex implements TableFollower {
  private readonly table: Table
  private readonly lane: string
  private readonly rows = new Map<string, number | Set<number>>()
  /** Rows below this one are taken in. */
  private built = 0
  readonly stop: () => void

  constructor(table: Table, lane: string) {
    this.table = table
    this.lane = lane
    this.stop = table.follow(this)
  }

  /** Takes some rows in. True where some are left. */
  build(most: number = rowsPerSlice): boolean {
    const cells = this.table.findLane(this.lane)
    const end = Math.min(this.table.rowCount, this.built + most)
    for (; this.built < end; this.built++) if (cells) this.add(this.built, cells.get(this.built))
    return this.built < this.table.rowCount
  }

  /** The rows that have a value of this key. */
  *find(key: string): Iterable<number> {
    if (this.build(Infinity)) return
    const found = this.rows.get(key)
    if (typeof found === 'number') yield found
    else if (found) yield* found
  }

  /** Whether all rows are taken in. */
  get isBuilt(): boolean {
    return this.built >= this.table.rowCount
  }

  before({ cells }: TableDelta): void {
    for (const row of this.changed(cells)) {
      const key = uniqueKey(this.table.findLane(this.lane)?.get(row))
      const found = key === null ? undefined : this.rows.get(key)
      if (key === null || found === undefined) continue
      if (typeof found === 'number' || (found.delete(row) && found.size === 0)) this.rows.delete(key)
    }
  }

  after({ cells }: TableDelta): void {
    for (const row of this.changed(cells)) this.add(row, this.table.findLane(this.lane)?.get(row))
  }

  replaced(lanes: ReadonlySet<string> | null): void {
    if (lanes?.has(this.lane) === false) return
    this.rows.clear()
    this.built = 0
  }

  announce(): void {}

  private changed(cells: TableDelta['cells']): number[] {
    return cells.flatMap(({ lane, rows }) => (lane === this.lane ? rows.filter((row) => row < this.built) : []))
  }

  private add(row: number, value: LaneValue | undefined): void {
    const key = uniqueKey(value)
    if (key === null) return
    const found = this.rows.get(key)
    if (found === undefined) this.rows.set(key, row)
    else if (typeof found === 'number') {
      if (found !== row) this.rows.set(key, new Set([found, row]))
    } else found.add(row)
  }
}
