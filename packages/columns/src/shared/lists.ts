/**
 * The elements of a text that commas, semicolons or line breaks part. An element in double quotes may hold these; a quote
 * in it is doubled. `splitList('a, "b, c"; d') // ['a', 'b, c', 'd']`
 */
export function splitList(text: string): readonly string[] {
  const parts = text.match(/\s*(?:"(?:[^"]|"")*"\s*(?=[,;\n]|$)|[^,;\n]*)(?:[,;\n]|$)/g) ?? []
  const elements = parts.map((part) => {
    const bare = part.replace(/[,;\n]$/, '').trim()
    return bare.length > 1 && bare.startsWith('"') && bare.endsWith('"')
      ? bare.slice(1, -1).replaceAll('""', '"').trim()
      : bare
  })
  return [...new Set(elements.filter((element) => element !== ''))]
}

/** The text that `splitList` reads back to the same elements. */
export function joinList(elements: readonly string[]): string {
  return elements
    .map((element) => (/[",;\n]/.test(element) ? `"${element.replaceAll('"', '""')}"` : element))
    .join(', ')
}
