import { maxCellsPerChange } from '@fulcrum/domain'
import type { Json } from '@fulcrum/domain'
import type { Slice, SliceCells, SliceHistory, SliceLinks, SliceUpdate } from './messages.ts'

/** A slice is written at once, as this many changes of the log. */
const changesPerSlice = 5
const maxCells = changesPerSlice * maxCellsPerChange
/** A change holds at most 256 KB; this leaves room for what names the cells. */
const maxBytes = changesPerSlice * 200 * 1024
/** The cells that an item has besides its columns. */
const systemCells = 12
/** History and messages that go along with a slice; more than this waits for the next one. */
const maxCompanions = 4_000

/** What one record is, ready for its item. */
export interface ConvertedRecord {
  readonly key: string
  readonly title: string
  readonly parentKey: string | null
  readonly group: string | null
  readonly createdAt: number | null
  readonly createdBy: string | null
  readonly updatedAt: number | null
  readonly updatedBy: string | null
  readonly cells: readonly (readonly [column: number, value: Json])[]
  readonly history: readonly Omit<SliceHistory, 'at'>[]
  readonly updates: readonly Omit<SliceUpdate, 'at'>[]
  readonly links: readonly Omit<SliceLinks, 'at'>[]
  readonly oldKey: string | null
}

/** Gathers records until they are as many as are written at once. */
export class SliceBuilder {
  private records: ConvertedRecord[] = []
  private cells = 0
  private bytes = 0
  private companions = 0

  /** True where the record would make the slice too large; then take the slice first. */
  isFullFor(record: ConvertedRecord): boolean {
    return (
      this.records.length > 0 &&
      (this.cells + systemCells + record.cells.length > maxCells ||
        this.bytes + bytesOf(record) > maxBytes ||
        this.companions > maxCompanions)
    )
  }

  add(record: ConvertedRecord): void {
    this.records.push(record)
    this.cells += systemCells + record.cells.length
    this.bytes += bytesOf(record)
    this.companions += record.history.length + record.updates.length + record.links.length
  }

  /** The slice, by column; null where nothing was added. */
  take(): Slice | null {
    const { records } = this
    if (records.length === 0) return null
    this.records = []
    this.cells = 0
    this.bytes = 0
    this.companions = 0
    return {
      keys: records.map(({ key }) => key),
      titles: records.map(({ title }) => title),
      parentKeys: records.map(({ parentKey }) => parentKey),
      groups: records.map(({ group }) => group),
      createdAt: records.map(({ createdAt }) => createdAt),
      createdBy: records.map(({ createdBy }) => createdBy),
      updatedAt: records.map(({ updatedAt }) => updatedAt),
      updatedBy: records.map(({ updatedBy }) => updatedBy),
      cells: byColumn(records),
      history: records.flatMap(({ history }, at) => history.map((entry) => ({ ...entry, at }))),
      updates: records.flatMap(({ updates }, at) => updates.map((update) => ({ ...update, at }))),
      links: records.flatMap(({ links }, at) => links.map((link) => ({ ...link, at }))),
      oldKeys: records.map(({ oldKey }) => oldKey),
    }
  }
}

function byColumn(records: readonly ConvertedRecord[]): SliceCells[] {
  const columns = new Map<number, { readonly column: number; readonly at: number[]; readonly values: Json[] }>()
  records.forEach(({ cells }, at) => {
    for (const [column, value] of cells) {
      const entry = columns.get(column) ?? { column, at: [], values: [] }
      columns.set(column, entry)
      entry.at.push(at)
      entry.values.push(value)
    }
  })
  return [...columns.values()]
}

function bytesOf({ title, key, cells }: ConvertedRecord): number {
  let bytes = Buffer.byteLength(title) + Buffer.byteLength(key) + 250
  for (const [, value] of cells) bytes += sizeOf(value)
  return bytes
}

function sizeOf(value: Json): number {
  if (typeof value === 'string')
    return value.length < 100 ? value.length * 2 + 2 : Buffer.byteLength(JSON.stringify(value))
  if (Array.isArray(value)) return 40 * value.length
  return typeof value === 'object' ? 40 : 12
}
