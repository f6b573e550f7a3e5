import { peopleOf } from '../people.ts'
import type { TitleHint } from '../title-words.ts'
import { defineImportKind, elementsOf, good, nothing } from './kind.ts'
import { bestSeparator } from './separators.ts'

/** Titles that speak of people. */
export const peopleHints: ReadonlySet<TitleHint | null> = new Set<TitleHint | null>(['people', 'creator'])

/** Whoever does the work; not who reported, reviews or watches it. */
const ownerTitle = /owner|assign|responsible|person|people|\blead\b|\bdri\b|developer|member|zuständig|verantwortlich/i

/** One or more people. Names alone do not make a column one of people: its title has to speak of them. */
export const peopleKind = defineImportKind({
  id: 'people',
  namesPeople: true,
  importRoles: ['creator'],
  whenEmpty: { hints: ['people'], settings: {} },
  guess({ hint, profile }) {
    if (!peopleHints.has(hint)) return null
    const lists = bestSeparator(profile, [';', ',', '|'])
    if (lists !== null) {
      const { separator, elements } = lists
      // "Lovelace, Ada" is one person; "Ada, Grace" are two: one of them stands alone somewhere, or they have full names.
      const alone = [...elements.keys()].some((element) => profile.distinct?.has(element) ?? false)
      const fullNames = [...elements.keys()].filter((element) => element.includes(' ')).length
      if (separator !== ',' || alone || fullNames > elements.size / 2) {
        return { kind: 'people', confidence: 0.85, settings: { separator } }
      }
    }
    if (profile.personCount < profile.filledCount * 0.8) return null
    return { kind: 'people', confidence: 0.9, settings: {} }
  },
  read({ value, trimmed, settings }) {
    const people = settings.peopleByKey
      ? elementsOf(value, undefined).map((key) => ({ key, name: key }))
      : typeof value === 'object'
        ? value.flatMap((element) => peopleOf(element, undefined))
        : peopleOf(trimmed, settings.separator)
    return people.length === 0 ? nothing : good({ kind: 'people', people })
  },
  columnRole: (hint, title) => (hint === 'people' && ownerTitle.test(title) ? 'owner' : undefined),
})
