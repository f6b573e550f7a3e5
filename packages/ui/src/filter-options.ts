/** What a search looks at. */
interface Searched {
  readonly title: string
  readonly keywords?: string
}

/** Options whose title or keywords contain every word; those that start with the text come first. */
export function filterOptions<O extends Searched>(options: readonly O[], text: string): readonly O[] {
  const needle = folded(text.trim())
  if (needle === '') return options
  const words = needle.split(/\s+/u)
  const starts: O[] = []
  const contains: O[] = []
  for (const option of options) {
    const title = folded(option.title)
    const hay = `${title} ${folded(option.keywords ?? '')}`
    if (title.startsWith(needle)) starts.push(option)
    else if (words.every((word) => hay.includes(word))) contains.push(option)
  }
  return [...starts, ...contains]
}

/** Letters alike without case and accents, so that `jose` finds José. */
function folded(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLocaleLowerCase('en')
}
