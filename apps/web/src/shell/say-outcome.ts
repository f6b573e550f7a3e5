import type { TakeBackOutcome } from '@fulcrum/client'
import { language, t } from '@fulcrum/ui/messages'
import { commandWords } from './command-words.ts'

/** What an undo or redo did, in words. */
export function sayOutcome(which: 'undo' | 'redo', outcome: TakeBackOutcome | null): { readonly text: string } {
  if (outcome === null) return { text: which === 'undo' ? t('Nothing to undo here.') : t('Nothing to do again here.') }
  const { taken, kept, command } = outcome
  const what = capital(commandWords(command))
  return { text: which === 'undo' ? sayUndo(what, taken, kept) : sayRedo(what, taken, kept) }
}

function sayUndo(what: string, taken: number, kept: number): string {
  if (kept === 0) return t('{what}: taken back.', { what })
  const values = { what, taken, kept, all: taken + kept }
  return taken === 0
    ? t('{what}: not taken back, because {kept, plural, one {# was} other {# were}} changed since.', values)
    : t('{taken} of {all} taken back, {kept, plural, one {# was} other {# were}} changed since.', values)
}

function sayRedo(what: string, taken: number, kept: number): string {
  if (kept === 0) return t('{what}: done again.', { what })
  const values = { what, taken, kept, all: taken + kept }
  return taken === 0
    ? t('{what}: not done again, because {kept, plural, one {# was} other {# were}} changed since.', values)
    : t('{taken} of {all} done again, {kept, plural, one {# was} other {# were}} changed since.', values)
}

function capital(text: string): string {
  return text.charAt(0).toLocaleUpperCase(language) + text.slice(1)
}
