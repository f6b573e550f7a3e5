import { LANGUAGES } from '@fulcrum/ui/messages'

const KEY = 'fulcrum.language'

/** A language that the words of the app can be read in: its tag, and its name in itself. */
export interface LanguageChoice {
  readonly id: string
  readonly title: string
}

/** The languages that a person can choose; those for trials only where the app is developed, or where one is chosen already. */
export function languageChoices(isDeveloped = import.meta.env.DEV): readonly LanguageChoice[] {
  const others = Object.entries(LANGUAGES).filter(([tag]) => isDeveloped || !isTrial(tag) || tag === chosenLanguage())
  return [{ id: 'en', title: 'English' }, ...others.map(([id, { name }]) => ({ id, title: name }))]
}

/** The language of this page. */
export function chosenLanguage(): string {
  const { lang } = document.documentElement
  return LANGUAGES[lang] === undefined ? 'en' : lang
}

/** Chooses the language of this browser. A page is in one language, so that it is opened anew. */
export function chooseLanguage(tag: string): void {
  localStorage.setItem(KEY, tag)
  location.reload()
}

/** The region of trials begins with X, as in `en-XA`. */
function isTrial(tag: string): boolean {
  return /-X[A-Z]$/.test(tag)
}
