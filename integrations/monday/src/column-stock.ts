import {
  ColumnProfile,
  looksLikeLink,
  looksLikeNamedLink,
  titleHint,
  type TableCell,
  type TitleHint,
} from '@fulcrum/integration-kit'
import { textOf } from './cells.ts'
import { colourOf } from './colours.ts'

/** Different texts that are kept of a column that may be one of people, and how long they may be. */
const maxNames = 20_000
const maxNameChars = 500
const maxColoured = 500

/** What is gathered about the values under one title. */
export class ColumnStock {
  readonly title: string
  readonly hint: TitleHint | null
  readonly profile = new ColumnProfile()
  /** Values of which the first reading has seen how they look, by the pattern that they fit. */
  readonly looks = new Map<Look, number>()
  /** Colours behind labels, counted. */
  readonly fills = new Map<string, Map<string, number>>()
  /** Different texts, for columns that may be of people. */
  readonly names = new Set<string>()
  /** Two columns, of first and last days, that are one. */
  readonly isRange: boolean
  filledCount = 0
  colouredCount = 0

  constructor(title: string, isRange: boolean) {
    this.title = title
    this.hint = titleHint(title)
    this.isRange = isRange
  }

  /** Counts a cell that is not empty. */
  note(cell: TableCell, fill: string | undefined): void {
    this.filledCount++
    this.profile.add(cell)
    const text = textOf(cell)
    for (const [look, has] of looks) if (has(text)) this.looks.set(look, (this.looks.get(look) ?? 0) + 1)
    if (text.length <= maxNameChars && this.names.size < maxNames) this.names.add(text)
    const colour = fill === undefined ? null : colourOf(fill)
    if (colour === null || (!this.fills.has(text) && this.fills.size >= maxColoured)) return
    this.colouredCount++
    const counts = this.fills.get(text) ?? new Map<string, number>()
    this.fills.set(text, counts.set(colour, (counts.get(colour) ?? 0) + 1))
  }

  /** True where nearly all values have a look. */
  looksLike(look: Look, share = 1): boolean {
    return this.filledCount > 0 && (this.looks.get(look) ?? 0) >= this.filledCount * share
  }

  /** The colour that stands behind a label most of the time. */
  colourBehind(label: string): string | undefined {
    return [...(this.fills.get(label) ?? [])].sort((left, right) => right[1] - left[1])[0]?.[0]
  }
}

/** Who did something, and when: what a log of creation or of the last change says. */
export const logPattern =
  /^(\p{L}[\p{L}\p{M}.'’ -]{0,99}?)\s+((?:\p{L}{3,9}\.? \d{1,2},? \d{4}|\d{4}-\d{2}-\d{2}|\d{1,2}[/ ]\p{L}{3,9}[/ ]\d{4}).*)$/u

const looks = [
  ['tick', (text: string) => /^v$/i.test(text)],
  ['address', looksLikeLink],
  ['named address', looksLikeNamedLink],
  ['files', (text: string) => /^https?:\/\/[^\s/]+\/(?:protected_static|resources)\/.+$/i.test(text)],
  ['clock', (text: string) => /^-?\d{1,6}:\d{2}(?::\d{2})?$/.test(text)],
  ['log', (text: string) => logPattern.test(text)],
] as const

export type Look = (typeof looks)[number][0]
