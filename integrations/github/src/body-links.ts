import type { ImportLink } from '@fulcrum/integration-kit'
import { keyOf, refAtStart } from './refs.ts'

/** What a text says of its issue's ties, where it can mean nothing else: at the beginning of a line, outside of code. */
interface Phrase {
  readonly words: RegExp
  readonly link: Omit<ImportLink, 'key'>
  /** Closing words tie only pull requests; in an issue they are talk. */
  readonly onlyPulls?: true
}

/** Kinds of links, whatever says them. */
export const linkKinds = {
  duplicates: { type: 'Duplicate', direction: 'outward', label: 'duplicates', reverse: 'is duplicated by' },
  duplicatedBy: { type: 'Duplicate', direction: 'inward', label: 'is duplicated by', reverse: 'duplicates' },
  waitsFor: { type: 'Blocks', direction: 'inward', label: 'is blocked by', reverse: 'blocks' },
  blocks: { type: 'Blocks', direction: 'outward', label: 'blocks', reverse: 'is blocked by' },
  tracks: { type: 'Tracks', direction: 'outward', label: 'tracks', reverse: 'is tracked by' },
  closes: { type: 'Closes', direction: 'outward', label: 'closes', reverse: 'is closed by' },
  closedBy: { type: 'Closes', direction: 'inward', label: 'is closed by', reverse: 'closes' },
} as const satisfies Readonly<Record<string, Omit<ImportLink, 'key'>>>

const phrases: readonly Phrase[] = [
  { words: /^duplicate of:?\s+/i, link: linkKinds.duplicates },
  { words: /^(?:[-*+]\s+)?(?:blocked by|depends on|depends upon):?\s+/i, link: linkKinds.waitsFor },
  { words: /^(?:[-*+]\s+)?blocks:?\s+(?=#|GH-|[\w.-]+\/[\w.-]+#|http)/i, link: linkKinds.blocks },
  { words: /^[-*+]\s+\[[ x]\]\s+/i, link: linkKinds.tracks },
  {
    words: /^(?:[-*+]\s+)?(?:close[sd]?|fix(?:e[sd])?|resolve[sd]?):?\s+/i,
    link: linkKinds.closes,
    onlyPulls: true,
  },
]

const maxLineChars = 400

/** The ties that a text says its issue has. `linksInText('Duplicate of #12', {repo: 'o/r', isPull: false})` */
export function linksInText(
  text: string,
  { repo, isPull }: { readonly repo: string; readonly isPull: boolean },
): readonly ImportLink[] {
  const links: ImportLink[] = []
  let fence: string | null = null
  for (const raw of text.split('\n')) {
    const line = raw.slice(0, maxLineChars).trim()
    const mark = /^(`{3,}|~{3,})/.exec(line)?.[1]
    if (mark !== undefined) {
      if (fence === null) fence = mark
      else if (mark.startsWith(fence)) fence = null
      continue
    }
    if (fence !== null || /^ {4}|^\t/.test(raw)) continue
    for (const { words, link, onlyPulls } of phrases) {
      if (onlyPulls && !isPull) continue
      const said = words.exec(line)
      const ref = said === null ? null : refAtStart(line.slice(said[0].length), repo)
      if (ref !== null) links.push({ ...link, key: keyOf(ref) })
    }
  }
  return links
}
