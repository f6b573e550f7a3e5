/** What stands before the caret: what is asked for, and the words for it so far. */
export interface AskedWords {
  readonly sign: '/' | '@'
  readonly query: string
}

/** The sign that begins what is being typed, and the words behind it: `askedIn('see /live v') // { sign: '/', query: 'live v' }` */
export function askedIn(before: string): AskedWords | null {
  const [, , sign, query = ''] = /(^|\s)([/@])([\p{L}\p{N} -]{0,32})$/u.exec(before) ?? []
  if ((sign !== '/' && sign !== '@') || query.startsWith(' ')) return null
  return { sign, query }
}

/**
 * Those of which every word typed begins a word, of the title or of `words`; first those whose title begins as was typed. With blanks
 * typed it goes on, and ends where nothing is left.
 */
export function narrowedBy<T extends { readonly title: string; readonly words: string }>(
  query: string,
  choices: readonly T[],
): readonly T[] {
  const typed = query.trim().toLowerCase()
  const wanted = typed.split(/\s+/u)
  const rank = ({ title }: T): number => Number(!title.toLowerCase().startsWith(typed))
  return choices
    .filter(({ title, words }) => {
      const names = `${title} ${words}`.toLowerCase().split(/\s+/u)
      return wanted.every((word) => names.some((name) => name.startsWith(word)))
    })
    .toSorted((left, right) => rank(left) - rank(right))
}
