import { expect, test } from 'vitest'
import { noteKind, whoKind } from '../testing/kinds.ts'
import type { ColumnKind, ColumnSight } from './kind.ts'
import { KindRegistry } from './kind-registry.ts'

const rest = ['description', 'settings', 'value', 'parse', 'examples']

/** What shows a kind, without the rest of it. */
function sightOf(kind: ColumnKind): ColumnSight {
  // @NOTE what a sight has no need of is gone.
  return Object.fromEntries(Object.entries(kind).filter(([name]) => !rest.includes(name))) as unknown as ColumnSight
}

const context = { findPerson: () => null, dayFirst: true, timeZone: 'Europe/Berlin' }

test('an app that began with what shows a kind takes values once the whole kind is here', async () => {
  const kinds = new KindRegistry([sightOf(noteKind)], async () => [whoKind, noteKind])
  const note = kinds.get('note')
  expect(kinds.isBegun).toBe(true)
  expect(note?.format('as it is', {}, { personName: String, locale: 'en', timeZone: 'UTC' })).toBe('as it is')
  expect(() => note?.parse('typed', {}, context)).toThrow('the whole kind note')
  expect(() => note?.check).toThrow('the whole kind note')

  await kinds.fetch()
  expect(kinds.isBegun).toBe(false)
  // Columns that were read before go on with the kind that they have.
  expect(kinds.get('note')).toBe(note)
  expect(note?.parse('typed', {}, context)).toEqual({ ok: true, value: 'typed' })
  expect(note?.value.safeParse('more than ten characters').success).toBe(false)
  expect(note?.check).toBeUndefined()
  expect(kinds.all().map(({ id }) => id)).toEqual([whoKind.id, 'note'])
})

test('an app that has whole kinds waits for none of them', () => {
  expect(new KindRegistry([noteKind]).isBegun).toBe(false)
})
