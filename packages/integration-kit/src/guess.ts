import type { ColumnRole } from '@fulcrum/domain'
import type { ColumnProfile } from './column-profile.ts'
import type { FieldGuess } from './import-source.ts'
import { importKindDefinitions, importKindOf } from './kinds/all.ts'
import { titleHint } from './title-words.ts'

/** What is known besides the column itself. */
export interface GuessContext {
  /** How the file's certain columns write short dates, or what the person said. */
  readonly dayFirst?: boolean
}

const unknown: FieldGuess = { kind: 'text', confidence: 0.2, settings: {} }

/**
 * What a column seems to be. Looks at the whole column: a kind is taken only where nearly all values fit it, and a title
 * lowers the bar for what it speaks of. `profile` is finished.
 */
export function guessField(title: string, profile: ColumnProfile, { dayFirst }: GuessContext): FieldGuess {
  const hint = titleHint(title)
  if (profile.filledCount === 0) {
    const kind = importKindDefinitions.find(({ whenEmpty }) => hint !== null && whenEmpty?.hints.includes(hint))
    return kind?.whenEmpty === undefined
      ? unknown
      : { kind: kind.id, confidence: 0.3, settings: kind.whenEmpty.settings }
  }
  for (const kind of importKindDefinitions) {
    const guess = kind.guess({ title, hint, profile, dayFirst })
    if (guess !== null) return guess
  }
  return unknown
}

/** What a column with this title would mean to the engine, where its kind allows that. */
export function columnRoleOf(title: string, guess: FieldGuess): ColumnRole | undefined {
  return importKindOf(guess.kind).columnRole?.(titleHint(title), title)
}
