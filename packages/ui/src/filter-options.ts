/** What a search looks at. */
interface Searched {
  readonly title: string
  readonly keywords?: string
}

/**
 * Options whose title or keywords contain every word: first those that are called exactly so or have it as a keyword, then
 * those that start with it.
 */
export function filterOptions<O extends Searched>(options: readonly O[], text: string): readonly O[] {
  const needle = folded(text.trim())
  if (needle === '') return options
  const words = needle.split(/\s+/u)
  const exact: O[] = []
  const starts: O[] = []
  const contains: O[] = []
  for (const option of options) {
    const title = folded(option.title)
    const keywords = folded(option.keywords ?? '')
    const hay = `${title} ${keywords}`
    if (title === needle || keywords.split(/\s+/u).includes(needle)) exact.push(option)
    else if (title.startsWith(needle)) starts.push(option)
    else if (words.every((word) => hay.includes(word))) contains.push(option)
  }
  return [...exact, ...starts, ...contains]
}

/** Letters alike without case and accents, so that `jose` finds José. */
function folded(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLocaleLowerCase('en')
}
