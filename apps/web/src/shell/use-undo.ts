import type { TakeBackOutcome } from '@fulcrum/client'
import type { Scope } from '@fulcrum/domain'
import { commandWords } from './command-words.ts'
import { sayError } from './http.ts'
import { useActions } from './use-actions.ts'
import { useWorld } from './world.tsx'

/** Lets the person take back, and do again, what they last did in a scope. Says what happened, also if it was not all. */
export function useUndo(scope: Scope): void {
  const { client, toasts } = useWorld()
  const act = async (which: 'undo' | 'redo'): Promise<void> => {
    try {
      const outcome = await client[which](scope)
      toasts.show({ key: 'undo', icon: which, ...sayOutcome(which, outcome) })
    } catch (error) {
      toasts.show({ key: 'undo', icon: 'warning', tone: 'danger', text: sayError(error) })
    }
  }
  useActions([
    { id: 'undo', title: 'Undo', section: 'Edit', icon: 'undo', shortcut: 'Mod Z', run: () => void act('undo') },
    {
      id: 'redo',
      title: 'Redo',
      section: 'Edit',
      icon: 'redo',
      shortcut: 'Mod Shift Z, Ctrl Y',
      run: () => void act('redo'),
    },
  ])
}

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
