import type { Scope } from '@fulcrum/domain'
import { t } from '@fulcrum/ui/messages'
import { sayError } from './http.ts'
import { loadUntilHere } from './later.ts'
import { words } from './late-words.ts'
import { useActions } from './use-actions.ts'
import { useWorld } from './world.tsx'

/**
 * Lets the person take back, and do again, what they last did in a scope. Says what happened, also if it was not all, in place of
 * the message that offers to take back: both have the scope as their key. `after` it the page may ask anew for what it shows.
 */
export function useUndo(scope: Scope, after?: () => void): void {
  const { client, toasts } = useWorld()
  const act = async (which: 'undo' | 'redo'): Promise<void> => {
    try {
      const outcome = await client[which](scope)
      after?.()
      const { sayOutcome } = words.here() ?? (await loadUntilHere(words))
      toasts.show({ key: scope, icon: which, ...sayOutcome(which, outcome) })
    } catch (error) {
      toasts.show({ key: scope, icon: 'warning', tone: 'danger', text: sayError(error) })
    }
  }
  useActions([
    { id: 'undo', title: t('Undo'), section: t('Edit'), icon: 'undo', shortcut: 'Mod Z', run: () => void act('undo') },
    {
      id: 'redo',
      title: t('Redo'),
      section: t('Edit'),
      icon: 'redo',
      shortcut: 'Mod Shift Z, Ctrl Y',
      run: () => void act('redo'),
    },
  ])
}
