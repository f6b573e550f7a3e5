import { plainWords } from './plain-words.ts'

const yes: ReadonlySet<string> = new Set([
  'yes',
  'y',
  'true',
  't',
  'x',
  'v',
  '✓',
  '✔',
  '✔️',
  '☑',
  '✅',
  'on',
  'checked',
  'ja',
  'wahr',
  'oui',
  'vrai',
  'sí',
  'si',
])
const no: ReadonlySet<string> = new Set([
  'no',
  'n',
  'false',
  'f',
  '-',
  '✗',
  '✘',
  '☐',
  '❌',
  'off',
  'unchecked',
  'nein',
  'falsch',
  'non',
  'faux',
])

/** Reads a yes or no; null where the text is neither. `parseBooleanText('✓') // true` */
export function parseBooleanText(text: string): boolean | null {
  const word = plainWords(text)
  if (yes.has(word) || word === '1') return true
  if (no.has(word) || word === '0') return false
  return null
}
