import { describe, expect, test } from 'vitest'
import { fileOf, fileText } from './attachments.ts'
import { FidelityLog } from './fidelity.ts'
import type { ImportLink, ImportValue } from './import-source.ts'
import { emptyRecord } from './keys.ts'
import { LinkFields, waitingOf } from './link-fields.ts'
import { readValue } from './read-value.ts'

const blocks = (key: string): ImportLink => ({
  type: 'Blocks',
  direction: 'outward',
  label: 'blocks',
  reverse: 'is blocked by',
  key,
})
const blockedBy = (key: string): ImportLink => ({ type: 'Blocks', direction: 'inward', label: 'is blocked by', key })
const clones = (key: string, reverse = 'is cloned by'): ImportLink => ({
  type: 'Cloners',
  direction: 'outward',
  label: 'clones',
  reverse,
  key,
})
const relates = (key: string, direction: ImportLink['direction'] = 'outward'): ImportLink => ({
  type: 'Relates',
  direction,
  label: 'relates to',
  reverse: 'relates to',
  key,
})

function read(
  records: Readonly<Record<string, readonly ImportLink[]>>,
  titles: readonly string[] = [],
  options: { readonly linksApart?: boolean } = {},
) {
  const links = new LinkFields(options)
  const fidelity = new FidelityLog()
  for (const [key, own] of Object.entries(records)) links.add(key, own)
  const fields = links.finish((key) => key in records, new Set(titles), fidelity)
  const cells = Object.fromEntries(
    Object.keys(records).map((key) => {
      const values = emptyRecord<ImportValue>()
      links.put(key, values)
      return [key, { ...values }]
    }),
  )
  return { fields, cells, problems: fidelity.report().map(({ reason, count }) => [reason, count]) }
}

describe('links as fields', () => {
  test('a link that both ends tell is one, and who has to wait says so', () => {
    const { fields, cells } = read({ A: [blocks('B')], B: [blockedBy('A'), blockedBy('C')], C: [] })
    expect(fields).toMatchObject([
      { key: 'links-waits', guess: { kind: 'waits' }, columnRole: 'dependency', filledCount: 1 },
    ])
    expect(cells).toEqual({ A: {}, B: { 'links-waits': ['A', 'C'] }, C: {} })
  })

  test('links with a direction stand where they begin, whichever end tells them', () => {
    const inward: ImportLink = {
      type: 'Cloners',
      direction: 'inward',
      label: 'is cloned by',
      reverse: 'clones',
      key: 'A',
    }
    const { fields, cells } = read({ A: [], B: [inward, clones('Z')] })
    expect(fields).toMatchObject([
      { key: 'links-cloners', title: 'Clones', guess: { kind: 'items', settings: { backTitle: 'Is cloned by' } } },
    ])
    expect(cells).toEqual({ A: { 'links-cloners': ['B'] }, B: { 'links-cloners': ['Z'] } })
  })

  test('links that read the same from both ends stand at both', () => {
    const { fields, cells, problems } = read({ A: [relates('B')], B: [], C: [relates('X', 'inward')] })
    expect(fields).toMatchObject([{ title: 'Relates to', guess: { settings: {} } }])
    expect(fields[0]?.guess.settings.backTitle).toBeUndefined()
    expect(cells).toEqual({
      A: { 'links-relates': ['B'] },
      B: { 'links-relates': ['A'] },
      C: { 'links-relates': ['X'] },
    })
    expect(problems).toEqual([])
  })

  test('what begins elsewhere is counted, a record is not tied to itself, titles stay apart', () => {
    const { fields, cells, problems } = read({ A: [blocks('Z'), clones('A'), clones('B')], B: [] }, ['Clones'])
    expect(fields.map(({ title }) => title)).toEqual(['Clones 2'])
    expect(cells['A']).toEqual({ 'links-cloners': ['B'] })
    expect(problems).toEqual([['link-from-elsewhere', 1]])
  })

  test('of many kinds of links the rare ones share a column', () => {
    const many = Array.from({ length: 12 }, (_, index): ImportLink[] =>
      Array.from({ length: 13 - index }, (_, at) => ({
        type: `Kind ${index}`,
        direction: 'outward',
        label: `kind ${index} of`,
        key: `B${at}`,
      })),
    )
    const { fields, problems } = read({ A: many.flat() })
    expect(fields.map(({ title }) => title).at(-1)).toBe('Other links')
    expect(fields).toHaveLength(9)
    expect(problems).toEqual([['link-types-joined', 5 + 4 + 3 + 2]])
  })

  describe('of kinds that use the same words', () => {
    const link = (type: string, [label, reverse]: readonly [string, string?], key: string): ImportLink => ({
      type,
      direction: 'outward',
      label,
      ...(reverse !== undefined && { reverse }),
      key,
    })
    const records = {
      A: [link('Causes', ['causes', 'is caused by'], 'B')],
      B: [link('Problem', ['is  Caused_by', 'causes'], 'C'), link('Old', ['Causes', 'comes from'], 'C')],
      C: [link('Old', ['causes', 'comes from'], 'A'), relates('A')],
    }

    test('one is made, turned around where the words are those of its other end', () => {
      const { fields, cells, problems } = read(records)
      expect(fields.map(({ key, title, guess }) => [key, title, guess.settings.backTitle])).toEqual([
        ['links-causes', 'Causes', 'Is caused by'],
        ['links-relates', 'Relates to', undefined],
      ])
      expect(cells).toEqual({
        A: { 'links-causes': ['B'], 'links-relates': ['C'] },
        B: { 'links-causes': ['C'] },
        C: { 'links-causes': ['A', 'B'], 'links-relates': ['A'] },
      })
      expect(problems).toEqual([['link-types-alike', 3]])
    })

    test('each stays apart where that is said', () => {
      const { fields, problems } = read(records, [], { linksApart: true })
      expect(fields.map(({ title }) => title)).toEqual(['Causes', 'Causes 2', 'Is Caused by', 'Relates to'])
      expect(problems).toEqual([])
    })

    test('a name that a kind has for want of words counts as its words; one without either is alone', () => {
      const { fields } = read({
        A: [link('Split', ['split to', 'split from'], 'B'), { ...link('Split to', [''], 'C'), direction: 'inward' }],
        B: [link('Other', ['', ''], 'A')],
        C: [],
      })
      expect(fields.map(({ title, filledCount }) => [title, filledCount])).toEqual([
        ['Split to', 2],
        ['Linked to', 1],
      ])
    })
  })

  test('who waits is in the words, in either direction', () => {
    const said = ['is blocked by', 'Depends on', 'depends upon', 'requires', 'has to be done after', 'waits for']
    expect(said.map(waitingOf)).toEqual(said.map(() => 'this'))
    const first = ['blocks', 'is required by', 'is depended on by', 'has to be done before', 'BLOCKING']
    expect(first.map(waitingOf)).toEqual(first.map(() => 'other'))
    expect(['relates to', 'duplicates', 'unblocked', 'causes', ''].map(waitingOf)).toEqual([
      null,
      null,
      null,
      null,
      null,
    ])
  })
})

test('files are written as people read them, and read again', () => {
  const file = { name: 'Plan, final <2>.pdf', url: 'https://x.example/a b' }
  expect(fileOf(fileText(file))).toEqual({ name: 'Plan, final <2>.pdf', url: 'https://x.example/a%20b' })
  expect(fileOf('https://x.example/My%20plan.pdf?x=1')).toEqual({
    name: 'My plan.pdf',
    url: 'https://x.example/My%20plan.pdf?x=1',
  })
  for (const none of ['plan.pdf', 'x <javascript:alert(1)>', 'x <file:///etc/passwd>', ''])
    expect(fileOf(none)).toBeNull()
  const guess = { kind: 'files' as const, settings: {} }
  expect(readValue(['a <https://x.example/1>', 'b'], guess)).toMatchObject({
    ok: true,
    value: { files: [{ name: 'a' }] },
  })
  expect(readValue('nothing here', guess).ok).toBe(false)
})
