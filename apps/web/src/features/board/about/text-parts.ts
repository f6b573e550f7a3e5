/** A piece of a text; with `href` it is an address. */
export interface TextPart {
  readonly text: string
  readonly href?: string
}

/** Addresses as people write them in a text, without what ends the sentence behind them. */
const address = /https?:\/\/[^\s<>"]*[^\s<>".,;:!?)\]}']/g

/** A text cut into its addresses and what stands between them. */
export function textParts(text: string): readonly TextPart[] {
  const parts: TextPart[] = []
  let end = 0
  for (const { 0: found, index } of text.matchAll(address)) {
    if (index > end) parts.push({ text: text.slice(end, index) })
    if (URL.canParse(found)) parts.push({ text: found, href: found })
    else parts.push({ text: found })
    end = index + found.length
  }
  if (end < text.length) parts.push({ text: text.slice(end) })
  return parts
}
