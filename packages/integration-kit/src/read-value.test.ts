import { expect, test } from 'vitest'
import type { GuessSettings, ImportKind, ImportValue } from './import-source.ts'
import { importKinds } from './import-source.ts'
import { importKindDefinitions } from './kinds/all.ts'
import { readValue } from './read-value.ts'

function read(value: ImportValue, kind: ImportKind, settings: GuessSettings = {}, zone?: string) {
  const result = readValue(value, { kind, settings }, zone)
  return result.ok ? result.value : result.message
}

test('every kind is registered once', () => {
  expect(importKindDefinitions.map(({ id }) => id).sort()).toEqual([...importKinds].sort())
})

test('values are read under the kind that a person chose', () => {
  expect(read('  a \r\n b ', 'text')).toEqual({ kind: 'text', text: '  a b ' })
  expect(read(' a\r\nb', 'longText')).toEqual({ kind: 'longText', text: ' a\nb' })
  expect(read('1.234,5', 'number', { numberStyle: 'comma' })).toEqual({ kind: 'number', number: 1234.5 })
  expect(read(7, 'number')).toEqual({ kind: 'number', number: 7 })
  expect(read(' Done ', 'status')).toEqual({ kind: 'status', label: 'Done' })
  expect(read('a; b;a;;', 'tags', { separator: ';' })).toEqual({ kind: 'tags', labels: ['a', 'b'] })
  expect(read(['a', ' b '], 'tags')).toEqual({ kind: 'tags', labels: ['a', 'b'] })
  expect(read('1', 'checkbox')).toEqual({ kind: 'checkbox', checked: true })
  expect(read('2024-01-01 - 2024-01-03', 'timeline')).toEqual({ kind: 'timeline', start: 19_723, end: 19_725 })
  expect(read('2024-01-01', 'timeline')).toEqual({ kind: 'timeline', start: 19_723, end: 19_723 })
  expect(read('2024-01-01 00:30', 'date', {}, 'Asia/Tokyo')).toEqual({
    kind: 'date',
    day: 19_723,
    minute: 30,
    instantMs: Date.UTC(2023, 11, 31, 15, 30),
  })
})

test('people are given by name, address or both, or by the keys of the document', () => {
  expect(read('Ada <ADA@example.org>; @grace', 'people', { separator: ';' })).toEqual({
    kind: 'people',
    people: [
      { key: 'ada@example.org', name: 'Ada', email: 'ada@example.org' },
      { key: 'name:grace', name: 'grace' },
    ],
  })
  expect(read(['k1', 'k2'], 'people', { peopleByKey: true })).toEqual({
    kind: 'people',
    people: [
      { key: 'k1', name: 'k1' },
      { key: 'k2', name: 'k2' },
    ],
  })
})

test('what does not fit is said, and nothing is nothing', () => {
  expect(read('soon', 'date')).toBe('"soon" is not a date')
  expect(read('many', 'number')).toBe('"many" is not a number')
  expect(read('maybe', 'checkbox')).toBe('"maybe" is not yes or no')
  expect(read('then', 'timeline')).toBe('"then" is not two dates')
  for (const kind of importKinds) {
    for (const empty of ['', '  \n', null, []]) expect(read(empty, kind)).toBeNull()
  }
})
