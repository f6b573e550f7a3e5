import type { Part } from './message.ts'

/** Words of a language: what a message says in it, in parts; undefined where it has none and English stands. */
export type Catalogue = (message: string, parse: (message: string) => readonly Part[]) => readonly Part[] | undefined

/** A language of the app: its own name, and its words, which are fetched when a page opens in it. */
export interface Language {
  readonly name: string
  readonly load: () => Promise<Catalogue>
}

const pseudo = () => import('./pseudo.ts')

/**
 * The languages beside English, whose words are those of the code. To add one is a file of words in `catalogues/` and a line here:
 * `de: { name: 'Deutsch', load: async () => wordsOf(await import('./catalogues/de.json')) }`.
 * The two of a region that begins with X are for trying whether all is translated and fits, not for people.
 */
export const LANGUAGES: { readonly [tag: string]: Language } = {
  'en-XA': { name: 'Pseudo, longer', load: async () => (await pseudo()).longer },
  'ar-XB': { name: 'Pseudo, from right to left', load: async () => (await pseudo()).rightToLeft },
}

/** The catalogue that a file of words is: English, and what it is in the language. */
export function wordsOf({ default: words }: { readonly default: { readonly [english: string]: string } }): Catalogue {
  return (message, parse) => {
    const translated = words[message]
    return translated === undefined || translated === '' ? undefined : parse(translated)
  }
}
