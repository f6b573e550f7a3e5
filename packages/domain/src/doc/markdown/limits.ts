import { DomainError } from '../../errors.ts'

/** A longer text is not read: it would be a book. */
export const maxMarkdownLength = 500_000
/** How deep lists and quotes of a text may stand in each other: a doc that takes it in has some depth of its own. */
export const maxMarkdownDepth = 30
/** What a text becomes fits into one edit of a doc: blocks, marks and addresses weigh more there than they do as signs. */
const maxWeight = 1_500_000
const weightOfNode = 40
/** Of one paragraph or cell: more would keep a reader busy for minutes. */
const maxBrackets = 2_000

/** Counts what a text becomes, and refuses what a doc would not take in one edit. */
export function createScale() {
  let weight = 0
  return {
    add: (signs: number): void => {
      // A sign has at most three bytes.
      weight += weightOfNode + 3 * signs
      if (weight > maxWeight) throw tooLarge('has more in it')
    },
  }
}

/** A text of this length may be read. */
export function requireLength(text: string): void {
  if (text.length > maxMarkdownLength) throw tooLarge(`is longer than ${maxMarkdownLength / 1_000} thousand signs`)
}

/** Lists and quotes may stand so deep in each other. */
export function requireDepth(depth: number): void {
  if (depth <= maxMarkdownDepth) return
  const message = `Lists and quotes of this text stand more than ${maxMarkdownDepth} deep in each other. Nothing of it was taken in.`
  throw new DomainError('too-large', message)
}

/** A paragraph may have so many brackets. */
export function requireFewBrackets(words: string): void {
  let count = 0
  for (const sign of words) if (sign === '[' || sign === '<') count += 1
  if (count > maxBrackets) throw tooLarge(`has a paragraph with more than ${maxBrackets} brackets, which is more`)
}

function tooLarge(what: string): DomainError {
  const message = `This text ${what} than a doc takes at once. Take it in by parts.`
  return new DomainError('too-large', message)
}
