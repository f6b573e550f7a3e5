import type { ImportPreview, ImportPreviewField } from '@fulcrum/protocol'
import { expect, test } from 'vitest'
import { leftOutWords, readingWithRole, suggestedChoices, toStart, withChoice } from './mapping.ts'

function field(name: string, role: ImportPreviewField['suggestion']['role'] = null): ImportPreviewField {
  return {
    field: name,
    title: name,
    suggestion: {
      take: true,
      title: name,
      kind: 'text',
      role,
      columnRole: null,
      labels: [],
      separator: null,
      settings: {},
    },
    confidence: 1,
    dayOrderUncertain: false,
    filledCount: 1,
    distinctCount: 1,
    distinctIsMinimum: false,
    samples: [],
    historyCount: 0,
  }
}

const fields = [field('name', 'title'), field('team', 'group'), field('area')]
const preview = { fields } as unknown as ImportPreview

test('a role is one field’s: giving it to another takes it away', () => {
  const choices = withChoice(suggestedChoices(preview), 'area', { role: 'group' })
  expect(choices.get('area')?.role).toBe('group')
  expect(choices.get('team')?.role).toBeNull()
  expect(choices.get('name')?.role).toBe('title')
})

test('title and key are a matter of reading, and giving them up reads anew', () => {
  expect(readingWithRole({ dayFirst: true }, 'area', 'title')).toEqual({ dayFirst: true, titleField: 'area' })
  expect(readingWithRole({ titleField: 'area' }, 'area', null)).toEqual({})
  expect(readingWithRole({}, 'area', 'group')).toBeNull()
})

test('what is sent has every field as it was chosen; an emptied title falls back to the suggested one', () => {
  let choices = withChoice(suggestedChoices(preview), 'area', { take: false })
  choices = withChoice(choices, 'team', { title: '  ', kind: 'status' })
  const { fields: sent } = toStart(preview, choices, { board: 'b' as never })
  expect(sent).toEqual([
    { field: 'name', take: true, title: 'name', kind: 'text' },
    { field: 'team', take: true, title: 'team', kind: 'status', role: 'group' },
    { field: 'area', take: false, title: 'area', kind: 'text', role: null },
  ])
  expect(leftOutWords(fields, choices)).toBe('1 of 3 fields are left out')
})
