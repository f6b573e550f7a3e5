import { maxItemTitleLength } from '@fulcrum/domain'

/** Titles that one paste may give. */
export const maxTitles = 100

/** The titles in a pasted text, one a line; marks of lists and boxes before them are no part of them. */
export function titlesOf(text: string): readonly string[] {
  return text
    .split(/\r\n|\r|\n/)
    .map((line) => line.replace(/^\s*(?:[-*+•]\s+)?(?:\[[ xX]?\]\s+)?(?:\d{1,3}[.)]\s+)?/, ''))
    .map((line) => line.replace(/\s+/g, ' ').trim())
    .filter((line) => line !== '')
    .map((line) => line.slice(0, maxItemTitleLength))
}
