import { expect, test } from 'vitest'
import { FidelityLog } from './fidelity.ts'
import { fieldKey, titleColumns } from './keys.ts'
import { ParentLinks } from './parent-links.ts'
import { looksLikePerson, personOf } from './people.ts'
import { titleHint } from './title-words.ts'

test('keys are made of titles, never one that objects have', () => {
  expect(fieldKey('Due date')).toBe('due-date')
  expect(fieldKey(' Größe (m²) ')).toBe('größe-m2')
  expect(fieldKey('__proto__')).toBe('proto')
  expect(fieldKey('constructor')).toBe('constructor-field')
  expect(fieldKey('toString')).not.toBe('toString')
  expect(fieldKey('???')).toBe('column')
})

test('columns without a title, or with that of another, get one of their own', () => {
  expect(titleColumns(['Name', '', 'Name', 'name', 'Name 2']).map(({ title, key }) => [title, key])).toEqual([
    ['Name', 'name'],
    ['Column 2', 'column-2'],
    ['Name 2', 'name-2'],
    ['name', 'name-3'],
    ['Name 2 2', 'name-2-2'],
  ])
})

test('parents outside the file and circles are dropped and reported, the rest stays', () => {
  const links = new ParentLinks()
  for (const [key, parent] of [
    ['a', null],
    ['b', 'a'],
    ['c', 'b'],
    ['d', 'gone'],
    ['x', 'z'],
    ['y', 'x'],
    ['z', 'y'],
    ['s', 's'],
    ['t', 'x'],
  ] as const)
    links.add(key, parent)
  const fidelity = new FidelityLog()
  links.finish('parent', fidelity)
  expect(links.parentOf('b')).toBe('a')
  expect(links.parentOf('c')).toBe('b')
  expect(links.parentOf('d')).toBeUndefined()
  expect(links.parentOf('s')).toBeUndefined()
  expect(['x', 'y', 'z'].filter((key) => links.parentOf(key) === undefined)).toHaveLength(1)
  expect(links.parentOf('t')).toBe('x')
  expect(fidelity.report().map(({ reason, count }) => [reason, count])).toEqual([
    ['parent-circle', 2],
    ['parent-missing', 1],
  ])
})

test('a parent may be named by its title, where only one record has it', () => {
  const links = new ParentLinks()
  links.add('1', null, 'Plan')
  links.add('2', 'Plan', 'Do')
  links.add('3', 'Do', 'Check')
  links.add('4', 'Check', 'Do')
  links.add('5', '1', 'Act')
  links.finish('parent', new FidelityLog())
  expect(['2', '3', '4', '5'].map((key) => links.parentOf(key))).toEqual(['1', undefined, '3', '1'])
})

test('people are told by address before name', () => {
  expect(personOf('"Lovelace, Ada" <Ada@Example.org>')).toEqual({
    key: 'ada@example.org',
    name: 'Lovelace, Ada',
    email: 'ada@example.org',
  })
  expect(personOf('Ada  Lovelace')).toEqual({ key: 'name:ada lovelace', name: 'Ada Lovelace' })
  expect(personOf('  ')).toBeNull()
  expect(looksLikePerson('Grace B. Hopper')).toBe(true)
  expect(looksLikePerson('waiting for 3 replies!')).toBe(false)
})

test('words speak of columns in several languages', () => {
  expect(
    ['Bug ID', 'Card name', 'Parent ID', 'Section/Column', 'Timeline - End', 'Phone number'].map(titleHint),
  ).toEqual(['key', 'title', 'parent', 'group', 'due', null])
  expect(['Zuständig', 'Fällig', 'story_points', 'Custom field (Story Points)', 'Fix version'].map(titleHint)).toEqual([
    'people',
    'due',
    'estimate',
    'estimate',
    'sprint',
  ])
})
