import type { Catalogue } from './languages.ts'
import type { Part } from './message.ts'

const plain = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ'
const accented = [...'áƀçðéƒĝĥíĵķļɱñóþǫŕšŧúṽŵẋýžÁƁÇÐÉƑĜĤÍĴĶĻṀÑÓÞǪŔŠŦÚṼŴẊÝŽ']
const filler = 'ļóŕéɱ íþšúɱ ðóļóŕ šíŧ áɱéŧ çóñšéçŧéŧúŕ áðíþíšçíñĝ éļíŧ '

/** Every message accented, between brackets and two fifths longer: what is not translated or does not fit can be seen. */
export const longer: Catalogue = (message, parse) => pseudo(parse(message), accent)

/** The same from right to left: each word turned about, so that English can be read in the direction of Arabic. */
export const rightToLeft: Catalogue = (message, parse) =>
  pseudo(parse(message), (text) => accent(text).replace(/\p{L}+/gu, (word) => `\u202e${word}\u202c`))

/** Says a message in another script, its values and cases as they are. */
function pseudo(parts: readonly Part[], turned: (text: string) => string): readonly Part[] {
  const more = Math.ceil(lengthOf(parts) * 0.4)
  const turnAll = (list: readonly Part[]): readonly Part[] =>
    list.map((part) => {
      if (typeof part === 'string') return turned(part)
      if ('tag' in part) return { ...part, parts: turnAll(part.parts) }
      if (part.cases === undefined) return part
      return {
        ...part,
        cases: Object.fromEntries(Object.entries(part.cases).map(([name, inner]) => [name, turnAll(inner)])),
      }
    })
  const tail = filler
    .repeat(Math.ceil(more / filler.length))
    .slice(0, more)
    .trimEnd()
  return ['⟦', ...turnAll(parts), more === 0 ? '⟧' : ` ${turned(tail)}⟧`]
}

/** How many signs of its own a message says, of its cases the longest. */
function lengthOf(parts: readonly Part[]): number {
  return parts.reduce((sum, part) => {
    if (typeof part === 'string') return sum + part.length
    if ('tag' in part) return sum + lengthOf(part.parts)
    return sum + Math.max(0, ...Object.values(part.cases ?? {}).map(lengthOf))
  }, 0)
}

function accent(text: string): string {
  return text.replace(/[a-z]/gi, (letter) => accented[plain.indexOf(letter)] ?? letter)
}
