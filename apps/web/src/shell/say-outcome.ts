import type { TakeBackOutcome } from '@fulcrum/client'
import { commandWords } from './command-words.ts'

/** What an undo or redo did, in words. */
export function sayOutcome(which: 'undo' | 'redo', outcome: TakeBackOutcome | null): { readonly text: string } {
  if (outcome === null) return { text: which === 'undo' ? 'Nothing to undo here.' : 'Nothing to do again here.' }
  const { taken, kept, command } = outcome
  const what = commandWords(command)
  const done = which === 'undo' ? 'taken back' : 'done again'
  if (kept === 0) return { text: `${capital(what)}: ${done}.` }
  if (taken === 0) return { text: `${capital(what)}: not ${done}, because ${wasOrWere(kept)} changed since.` }
  return { text: `${taken} of ${taken + kept} ${done}, ${wasOrWere(kept)} changed since.` }
}

function wasOrWere(count: number): string {
  return count === 1 ? '1 was' : `${count} were`
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
