// What is said of commands after they ran or before they do: fetched with them.
export { commandWords } from './command-words.ts'
export { sayOutcome } from './say-outcome.ts'
export { sayUses } from './say-uses.ts'
