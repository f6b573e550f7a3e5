export { LANGUAGES, type Language } from './languages.ts'
export { rich, type RichValues } from './rich.ts'
export { inDigits, language, t, told, writeNumbersAs, type MessageValues } from './words.ts'
