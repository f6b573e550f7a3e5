import { tokens } from './lexer.ts'

const closing: Readonly<Record<string, string>> = { '(': ')', '{': '}' }

/**
 * What a key does to a formula beyond putting its character there, as people know it of spreadsheets: `(` and `{` bring what closes
 * them, typing what closes goes over what stands there already, and Backspace between the two takes both. Null where it does
 * nothing special, and within a text. `pairedKey('SUM', 3, 3, '(') // { text: 'SUM()', caret: 4 }`
 */
export function pairedKey(
  text: string,
  from: number,
  to: number,
  key: string,
): { readonly text: string; readonly caret: number } | null {
  if (from !== to) return null
  const token = tokens(text.slice(0, from)).findLast(({ kind }) => kind !== 'end')
  if (token?.kind === 'text' && token.open) return null
  const isNamed = token?.kind === 'reference' && token.open
  const [before, after] = [text.charAt(from - 1), text.charAt(from)]
  if (key === 'Backspace' && closing[before] !== undefined && closing[before] === after) {
    return { text: text.slice(0, from - 1) + text.slice(from + 1), caret: from - 1 }
  }
  if ((key === ')' && !isNamed) || (key === '}' && before !== '\\')) {
    return after === key ? { text, caret: from + 1 } : null
  }
  const close = closing[key]
  // Before a word the parenthesis is meant to hold it: what closes it comes behind the word.
  if (close === undefined || isNamed || !/^[\s)},;]?$/.test(after)) return null
  return { text: text.slice(0, from) + key + close + text.slice(from), caret: from + 1 }
}
