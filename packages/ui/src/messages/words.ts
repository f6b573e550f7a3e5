import { LANGUAGES } from './languages.ts'
import { parseMessage, type Part } from './message.ts'
import { say, type Tongue } from './say.ts'

/** What may stand in a message: text that people wrote, or a number. What is not there says nothing. */
export type MessageValues = { readonly [name: string]: string | number | null | undefined }

// @NOTE a page is in one language from its first word to its last: every module that says something waits here for its words,
// those included that say it while they are loaded. To be in another one, the page is opened anew.
const wanted = globalThis.document?.documentElement.lang || 'en'
const catalogue = await LANGUAGES[wanted]?.load()

/** The language of the words, for what `Intl` says among them: lists, and how long ago something was. */
export const language = catalogue === undefined ? 'en' : wanted

let numbersAs = language
let numbers = new Intl.NumberFormat(language)

const tongue: Tongue = {
  caseOf: (count, type) => new Intl.PluralRules(language, { type }).select(count),
  number: (value) => numbers.format(value),
  isolates: catalogue !== undefined,
}
const known = new Map<string, readonly Part[]>()

/**
 * A text of the app in the reader's language. The message is English, written as ICU has it, and is its own id.
 * @example t('{count, plural, one {# item} other {# items}}', { count })
 */
export function t(message: string, values: MessageValues = {}): string {
  return saidIn(message, values, (_tag, said) => said.join('')).join('')
}

/**
 * A text in the reader's language that stands elsewhere as data: the label of a kind, the sentence of a refusal. It has no values.
 * @example told(kind.label)
 */
export function told(text: string): string {
  return catalogue?.(text, (words) => [words])?.join('') ?? text
}

/** What a message says in the reader's language, in pieces. */
export function saidIn<T>(
  message: string,
  values: { readonly [name: string]: unknown },
  mark: (tag: string, said: readonly (T | string)[]) => T | string,
): readonly (T | string)[] {
  const parts = known.get(message) ?? catalogue?.(message, parseMessage) ?? parseMessage(message)
  known.set(message, parts)
  return say(parts, values, tongue, mark)
}

/** A number as it is written in messages. */
export function inDigits(value: number): string {
  return numbers.format(value)
}

/** Has numbers in messages written as in all the rest of the page. */
export function writeNumbersAs(locale: string): void {
  if (locale !== numbersAs) numbers = new Intl.NumberFormat(locale)
  numbersAs = locale
}
