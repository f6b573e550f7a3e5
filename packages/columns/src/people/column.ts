import { defineColumn, fail, idOf, ok } from '@fulcrum/domain'
import * as z from 'zod/mini'
import { shortened } from '../shared/labels.ts'
import { splitList } from '../shared/lists.ts'
import { peopleSight } from './sight.ts'

/** People of one cell. */
export const maxPeople = 50

const settings = z.strictObject({
  /** Whether a cell may name more than one person. */
  several: z.boolean(),
})

export type PeopleSettings = z.infer<typeof settings>

/** Members of the account. */
export const peopleColumn = defineColumn({
  ...peopleSight,
  description: 'Who does it, who asked for it, who reviews: one person or several.',
  settings,
  value: z.array(idOf('member') as z.ZodMiniType<string>).check(
    z.overwrite((ids) => [...new Set(ids)]),
    z.minLength(1, 'Give at least one person, or null for nobody.'),
    z.maxLength(maxPeople, `A cell names at most ${maxPeople} people.`),
  ),
  asks: ({ several }) => ({ as: 'persons', several }),
  check: (ids, { several }) => (several || ids.length === 1 ? null : 'This column takes one person.'),
  parse: (text, { several }, { findPerson }) => {
    if (text.trim() === '') return ok(null)
    const whole = findPerson(text.trim())
    if (whole !== null) return ok([whole])
    const names = splitList(text)
    const found = names.map((name) => findPerson(name))
    const unknown = names.find((_, index) => found[index] === null)
    if (unknown !== undefined) {
      return fail(`Nobody here is called "${shortened(unknown)}". Give a full name or an e-mail address.`)
    }
    const ids = [...new Set(found.filter((id) => id !== null))]
    if (ids.length === 0) return ok(null)
    if (!several && ids.length > 1) return fail('This column takes one person.')
    return ids.length > maxPeople ? fail(`A cell names at most ${maxPeople} people.`) : ok(ids)
  },
  examples: [
    {
      settings: { several: true },
      values: [
        { value: ['0190a000-0000-7000-8000-000000000001'], text: 'ada lovelace' },
        {
          value: ['0190a000-0000-7000-8000-000000000002', '0190a000-0000-7000-8000-000000000001'],
          text: 'grace@example.org; Ada Lovelace',
        },
        { value: ['0190a000-0000-7000-8000-000000000002'], text: 'Hopper, Grace' },
      ],
      badTexts: ['Nobody Special', 'Ada Lovelace, Nobody Special'],
      badValues: [[], 'Ada Lovelace', ['ada'], [7]],
    },
    {
      settings: { several: false },
      values: [{ value: ['0190a000-0000-7000-8000-000000000003'], text: 'zoe@example.org' }],
      badTexts: ['Ada Lovelace; Hopper'],
      badValues: [['0190a000-0000-7000-8000-000000000001', '0190a000-0000-7000-8000-000000000002']],
    },
  ],
})
