import { expect, test } from 'vitest'
import { commentParts, toBody, toTyped, withNamed } from './comment-words.ts'

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

test('editing changes nobody who is named: two of one name, a name that begins another word, and one that is not chosen', () => {
  const names = new Map([
    [ana, 'Ana'],
    [anna, 'Ana'],
    [ops, 'Ops'],
  ])
  const nameOf = (_kind: string, id: string): string => names.get(id) ?? '?'
  for (const body of [
    `@[member:${anna}] before @[member:${ana}], @[member:${anna}]`,
    `@[team:${ops}] and not @Opsware or @Ops`,
  ]) {
    const { typed, chosen: named } = toTyped(body, nameOf)
    expect(toBody(typed, named)).toBe(body)
  }
  const glued = toTyped(`@[team:${ops}]ware`, nameOf)
  expect(toBody(glued.typed, glued.chosen)).toBe(`@[team:${ops}] ware`)
})

test('who is named before others comes before them', () => {
  const [one, other] = [ana, anna].map((id) => ({ kind: 'member', id, name: 'Ana' }) as const)
  if (!one || !other) throw new Error('nobody')
  const named = withNamed('@an then @Ana', [one], 0, other)
  expect(toBody('@Ana then @Ana', named)).toBe(`@[member:${anna}] then @[member:${ana}]`)
  const twice = withNamed('@Ana and @an', [one], 9, one)
  expect(toBody('@Ana and @Ana', twice)).toBe(`@[member:${ana}] and @[member:${ana}]`)
})
