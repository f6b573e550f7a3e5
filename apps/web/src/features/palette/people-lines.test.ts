import { expect, test } from 'vitest'
import type { Member } from '../../shell/account.ts'
import { memberIdOf } from '../../shell/paths.ts'
import { peopleLines } from './people-lines.ts'

const id = (last: number): string => `0190a000-0000-7000-8000-00000000000${last}`

function member(at: number, name: string, more: Partial<Member> = {}): Member {
  const plain = {
    email: `${at}@example.org`,
    role: 'member',
    colour: 'blue',
    placeholder: false,
    removed: false,
  } as const
  const about = { timeZone: null, service: false, site: null, workHours: null }
  return { id: id(at), name, ...plain, ...about, ...more }
}

const members = [
  member(1, 'Tomás Rivera', { placeholder: true, email: null }),
  member(2, 'Tomas Berg'),
  member(3, 'Tom Gone', { removed: true }),
]

test('people are found without accents, those who are here first, and the others with a word that they are not', () => {
  const lines = peopleLines(members, 'tomas', () => undefined)
  expect(lines.map(({ title, hint }) => [title, hint])).toEqual([
    ['Tomas Berg', '2@example.org'],
    ['Tomás Rivera', 'Not invited yet'],
  ])
  expect(peopleLines(members, 'tom gone', () => undefined)).toEqual([])
})

test('a line leads to that person', () => {
  const went: string[] = []
  peopleLines(members, 'rivera', (href) => went.push(href)).forEach((line) => line.run())
  const [path, asked] = went[0]?.split('?person=') ?? []
  expect([path, memberIdOf(asked ?? '')]).toEqual(['/settings/members', id(1)])
})
