import { hashText, type ImportSourceIdentity } from '@fulcrum/integration-kit'
import type { RowRecord } from './board-reader.ts'

const maxTitleKeyChars = 500

/** Finds out what tells the records of a board apart: their ids, else their titles, else only their places. */
export class Identity {
  private ids: Set<string> | null = new Set()
  private titles: Set<string> | null = new Set()

  /** Notes a record. */
  note(record: RowRecord): void {
    this.ids = withNew(this.ids, record.id === '' ? null : record.id)
    const path = pathOf(record)
    this.titles = withNew(this.titles, record.name === '' || path.length > maxTitleKeyChars ? null : hashText(path))
  }

  /** What it is, when all records were seen. */
  get kind(): ImportSourceIdentity['identity'] {
    return this.ids !== null ? 'key' : this.titles !== null ? 'title' : 'position'
  }
}

/** The key of a record. */
export function keyOf(record: RowRecord, identity: ImportSourceIdentity['identity']): string {
  if (identity === 'key') return record.id
  return identity === 'title' ? `title:${pathOf(record)}` : `row:${record.ordinal}`
}

function pathOf({ name, parent }: RowRecord): string {
  return parent === null ? name : `${parent.name} / ${name}`
}

function withNew(known: Set<string> | null, value: string | null): Set<string> | null {
  if (known === null || value === null || known.has(value)) return null
  return known.add(value)
}
