/** Why something of the source has no place, or not its own place, in the document. */
export const fidelityReasons = {
  'column-untitled': 'A column without a title was given one.',
  'column-repeated': 'A column with the title of another was given a number.',
  'row-short': 'The row has fewer cells than there are columns; the missing ones are empty.',
  'row-long': 'The row has more cells than there are titles; the surplus has columns of its own.',
  'row-empty': 'The row is empty and left out.',
  'row-before-header': 'The row stands above the titles and is left out.',
  'row-summary': 'The row sums up others and is left out.',
  'quote-stray': 'Text follows a closing quotation mark; it was joined to the cell.',
  'text-undecodable': 'A character could not be decoded.',
  'title-missing': 'The record has no title; its key or its row stands in.',
  'key-missing': 'The record has no key of its own and is left out.',
  'record-repeated': 'The record occurs a second time; the first one is kept.',
  'record-unreadable': 'The record is not of the expected form and is left out.',
  'parent-missing': 'The parent is not in the file; the record stands on its own.',
  'parent-circle': 'The record would be its own parent in a circle; it stands on its own.',
  'cell-error': 'The cell holds an error instead of a value and is left empty.',
  'cell-without-value': 'The cell holds a formula without a saved value and is left empty.',
  'sheet-hidden': 'A hidden sheet is left out.',
  'sheet-other': 'Another sheet of the workbook is left out.',
  'field-derived': 'The source computes this field from others; it is left out.',
  'field-of-container': 'This field describes where the record belongs, not the record; it is left out.',
  'field-personal': 'This field differs from reader to reader; it is left out.',
  'field-unsupported': 'Values of this field have a form that is not understood; they are left out.',
  'field-order': 'The order in lists of the source is left out.',
  'value-shortened': 'The value has parts that have no place; the rest is kept.',
  'date-unreadable': 'The time cannot be read; the entry is left out.',
  'attachment-left-out': 'Files stay where they are; their names and addresses are kept.',
  'attachment-without-address': 'The file has no address on the web; it is left out.',
  'link-from-elsewhere': 'The link begins at a record that is not in the file; it is left out.',
  'link-types-joined': 'There are more kinds of links than columns for them; the rare ones share a column.',
  'link-types-alike': 'Kinds of links that use the same words share a column; they can be read apart.',
  'work-log-left-out': 'Entries of worked time are left out.',
  'history-cut': 'The source holds more history of the record than the file.',
  'comment-empty': 'The comment has no text and is left out.',
  'comment-of-missing-record': 'The comment is on a record that is not in the file; it is left out.',
  'comments-cut': 'The source holds more comments on the record than the file.',
  'history-of-unknown-field':
    'The change concerns a field that is not in the file; it is kept with a field of its own.',
  'history-of-missing-record': 'The source remembers changes of a record that is not in the file; they are left out.',
  'event-left-out': 'The source remembers an event that changes nothing of a record; it is left out.',
  'key-unsafe': 'A name that programs reserve is left out.',
} as const

export type FidelityReason = keyof typeof fidelityReasons

/** One line of the report: what did not fit, why, how often. */
export interface FidelityProblem {
  /** The field's key, or null where the whole record or file is meant. */
  readonly field: string | null
  readonly reason: FidelityReason
  readonly message: string
  readonly count: number
  /** Up to five examples. */
  readonly samples: readonly string[]
}

/** Collects problems; memory is bounded by fields times reasons. */
export class FidelityLog {
  private readonly entries = new Map<
    string,
    { field: string | null; reason: FidelityReason; count: number; samples: string[] }
  >()

  /** Counts one problem (or `count` of them) with an example. */
  add(field: string | null, reason: FidelityReason, sample?: string, count = 1): void {
    if (count === 0 && !this.entries.has(`${reason} ${field ?? ''}`)) return
    const id = `${reason} ${field ?? ''}`
    let entry = this.entries.get(id)
    if (entry === undefined) {
      entry = { field, reason, count: 0, samples: [] }
      this.entries.set(id, entry)
    }
    entry.count += count
    if (sample === undefined || entry.samples.length >= 5) return
    const short = shorten(sample)
    if (!entry.samples.includes(short)) entry.samples.push(short)
  }

  /** Takes over what another log has counted. */
  absorb(other: FidelityLog): void {
    for (const { field, reason, count, samples } of other.entries.values()) {
      this.add(field, reason, undefined, count)
      for (const sample of samples) this.add(field, reason, sample, 0)
    }
  }

  /** The report so far, the most frequent first. */
  report(): readonly FidelityProblem[] {
    return [...this.entries.values()]
      .map((entry) => ({ ...entry, samples: [...entry.samples], message: fidelityReasons[entry.reason] }))
      .sort((left, right) => right.count - left.count)
  }
}

/** A sample for people: one line, at most 80 characters. */
export function shorten(text: string): string {
  const head = text.slice(0, 400).replace(/\s+/g, ' ').trim()
  return head.length > 80 ? `${head.slice(0, 79)}…` : head
}
