/** The part of an item in which a text stands: its title, a message, or the number of a column. */
export const titlePart = 0
export const messagePart = -1

/** A word as the index keeps it: behind the board and the part in which it stands. */
export function lexeme(board: string, part: number, word: string): string {
  // Boards that share the end of their ids cost time and nothing else: a search asks for the board too.
  return `${board.slice(-8)}${part}.${word}`
}

/** Words of which each may have been meant as one of several. */
export type MeantWords = readonly (readonly string[])[]

/** Asks for entries of some parts of a board that hold every word, or a word that begins so; as text of a `tsquery`. */
export function queryOf(board: string, parts: readonly number[], words: MeantWords): string {
  return parts
    .map((part) => {
      const all = words.map((meant) => `(${meant.map((word) => prefix(lexeme(board, part, word))).join('|')})`)
      return `(${all.join('&')})`
    })
    .join('|')
}

function prefix(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "''")}':*`
}
