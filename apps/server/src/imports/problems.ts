import type { ImportProblem } from '@fulcrum/protocol'

/** Why something that the source has did not come, or not whole, to the board. */
const problemReasons = {
  'value-misfit': 'The value does not fit the kind of the column; the cell is left empty.',
  'value-cut': 'The text is longer than its column takes; the end is left out.',
  'values-cut': 'The cell has more entries than its column takes; the rest is left out.',
  'label-missing': 'The column has no such label and takes no more; the value is left out.',
  'label-spelling': 'The value is spelt unlike another one by capitals only; both are one label.',
  'person-missing': 'The person could not be brought along; the entry is left out.',
  'title-cut': 'The title is longer than 1,000 characters; the end is left out.',
  'field-left-out': 'The field is left out, as chosen.',
  'column-limit': 'The board has as many columns as it can hold; the field is left out.',
  'group-limit': 'The board has as many groups as it can hold; the item stands in the last one.',
  'group-cut': 'The name of the group is longer than 255 characters; the end is left out.',
  'history-of-left-out': 'The change in the history concerns a field that is left out.',
  'history-misfit': 'A value in the history does not fit the column; the change is kept with that side empty.',
  'link-as-text': 'Links between items are kept as text; no column for them is taken.',
  'link-left-out': 'Links between items are left out; no column for them is taken.',
  'link-target-missing':
    'The item at the other end is neither in the file nor on a board that you may see; it is left out, and what the cell names from elsewhere stays.',
  'link-circle': 'The items would wait for each other in a circle; the link is kept as a plain connection.',
  'link-refused': 'The connection cannot be made here; it is left out.',
  'update-cut': 'The comment is longer than 100,000 characters; the end is left out.',
  'update-empty': 'The comment has no text; it is left out.',
  'item-in-trash': 'The item is in the trash here; it stays there.',
  'item-archived': 'The item is archived here; it was updated and stays archived.',
  'rule-required':
    'A rule of the column asks for a value and the source has none: the item came with the cell empty, or kept what it had.',
  'rule-unique': 'A rule of the column asks for values that differ, and another item has this one; it is left out.',
  'rule-range': 'A rule of the column asks for a value of a range; this one is left out.',
  'rule-pattern': 'A rule of the column asks for a text of a pattern; this one is left out.',
  'rule-limits': 'A limit of the column lets no more items in; this one is left out.',
} as const

export type ProblemReason = keyof typeof problemReasons

const maxSamples = 5
const maxSampleLength = 80

/** Counts what did not fit, with examples. Memory is bounded by fields times reasons. */
export class Problems {
  /** How often anything was counted. */
  count = 0
  private readonly entries = new Map<
    string,
    { field: string | null; reason: ProblemReason; count: number; samples: string[] }
  >()

  /** Counts one problem, or `count` of them; `field` is a field's title. */
  add(field: string | null, reason: ProblemReason, sample?: string, count = 1): void {
    this.count++
    const key = `${reason} ${field ?? ''}`
    const entry = this.entries.get(key) ?? { field, reason, count: 0, samples: [] }
    this.entries.set(key, entry)
    entry.count += count
    if (sample === undefined || entry.samples.length >= maxSamples) return
    const short = shortened(sample)
    if (!entry.samples.includes(short)) entry.samples.push(short)
  }

  report(): ImportProblem[] {
    return [...this.entries.values()].map((entry) => ({ ...entry, message: problemReasons[entry.reason] }))
  }
}

/** Several reports as one, the most frequent first. */
export function mergedProblems(...reports: readonly (readonly ImportProblem[])[]): ImportProblem[] {
  return reports.flat().sort((left, right) => right.count - left.count)
}

function shortened(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim()
  return line.length > maxSampleLength ? `${line.slice(0, maxSampleLength - 1)}…` : line
}
