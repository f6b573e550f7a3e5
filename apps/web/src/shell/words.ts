// What is said of commands after they ran or before they do: fetched with them.
export { sayOutcome } from './say-outcome.ts'
export { sayRefusal } from './say-refusal.ts'
export { sayUses } from './say-uses.ts'
