import { t } from '@fulcrum/ui/messages'
import type { Member } from '../../shell/account.ts'
import { memberPath } from '../../shell/paths.ts'
import type { PaletteLine } from './palette-lines.ts'
import { isNamed } from './query-words.ts'

const MAX_PEOPLE = 4

/** The lines of the people whom words mean: those who are here, then those whom an import named. */
export function peopleLines(members: readonly Member[], words: string, go: (href: string) => void): PaletteLine[] {
  const meant = members.filter(({ name, removed }) => !removed && isNamed(name, words))
  return meant
    .toSorted((left, right) => Number(left.placeholder) - Number(right.placeholder))
    .slice(0, MAX_PEOPLE)
    .map((person) => ({
      id: `person:${person.id}`,
      section: t('People'),
      title: person.name,
      person,
      hint: person.placeholder ? t('Not invited yet') : (person.email ?? ''),
      run: () => go(memberPath(person.id)),
    }))
}
