import { expect, test } from 'vitest'
import { commentParts, toBody, toTyped } from './comment-words.ts'

const [ana, anna, ops] = ['a', 'b', 'c'].map((sign) => `01890000-0000-7000-8000-00000000000${sign}`) as [
  string,
  string,
  string,
]
const chosen = [
  { kind: 'member', id: ana, name: 'Ana' },
  { kind: 'member', id: anna, name: 'Ana Lind' },
  { kind: 'team', id: ops, name: 'Ops' },
] as const

test('who was chosen is named by id, the longer of two names first; a name that nobody chose is words', () => {
  expect(toBody('@Ana Lind and @Ana, @Ops, @Ben', chosen)).toBe(
    `@[member:${anna}] and @[member:${ana}], @[team:${ops}], @Ben`,
  )
})

test('what is stored is shown in parts, and typed again as it was', () => {
  const body = `Ask @[member:${ana}] or @[team:${ops}]. @[board:${ana}]`
  expect(commentParts(body)).toEqual([
    { is: 'words', text: 'Ask ' },
    { is: 'member', id: ana },
    { is: 'words', text: ' or ' },
    { is: 'team', id: ops },
    { is: 'words', text: `. @[board:${ana}]` },
  ])
  const again = toTyped(body, (kind, id) => chosen.find((each) => each.kind === kind && each.id === id)?.name ?? '?')
  expect(again.typed).toBe(`Ask @Ana or @Ops. @[board:${ana}]`)
  expect(toBody(again.typed, again.chosen)).toBe(body)
})
