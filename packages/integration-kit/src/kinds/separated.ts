const quotedPart = /^\s*"(?:[^"]|"")*"\s*$/

/**
 * The elements of a text that a separator parts. One in quotation marks may hold the separator, and doubles its own marks; a
 * text in which marks are not so is cut at every separator. `separated('a, "b, c"', ',') // ['a', 'b, c']`
 */
export function separated(text: string, separator: string): readonly string[] {
  if (!text.includes('"')) return text.split(separator)
  const parts: string[] = []
  let open: string | null = null
  for (const piece of text.split(separator)) {
    const part: string = open === null ? piece : open + separator + piece
    const isOpen: boolean = part.trimStart().startsWith('"') && !quotedPart.test(part)
    if (!isOpen) parts.push(quotedPart.test(part) ? part.trim().slice(1, -1).replaceAll('""', '"') : part)
    open = isOpen ? part : null
  }
  return open === null ? parts : text.split(separator)
}
