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

function read(records: Readonly<Record<string, readonly ImportLink[]>>, titles: readonly string[] = []) {
  const links = new LinkFields()
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
