import type { ColumnKind } from '@fulcrum/domain'
import { readdirSync } from 'node:fs'
import { expect, test } from 'vitest'
import { columnKinds } from './all.ts'
import { firstKinds } from './first.ts'
import { columnKindContract } from './column-kind-contract.ts'

for (const kind of columnKinds) columnKindContract(kind)

test('an app begins with some kinds, in the order of all', () => {
  const first = new Set<string>(firstKinds.map(({ id }) => id))
  expect(firstKinds.map(({ id }) => id)).toEqual(ids.filter((id) => first.has(id)))
})

test('what shows a kind is all that a board needs of it before the whole kind is here', () => {
  for (const sight of firstKinds) {
    const kind = columnKinds.find(({ id }) => id === sight.id) as ColumnKind | undefined
    expect(kind).toMatchObject(sight)
    // Neither what a kind is under some settings nor the schema that a filter's value passes is part of a sight.
    expect(kind?.variant).toBeUndefined()
    expect(sight.operators.filter(({ takes }) => takes === 'value')).toEqual([])
  }
})

test('a kind that derives cells brings along what keeps them up', () => {
  for (const kind of columnKinds as readonly ColumnKind[])
    expect(kind.keepUp === undefined).toBe(kind.derive === undefined)
})

const ids = columnKinds.map((kind) => kind.id as string)

test('every folder with a kind is in the list, and nothing else', () => {
  const folders = readdirSync(import.meta.dirname, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && entry.name !== 'shared')
    .map((entry) => entry.name)
  expect(ids.toSorted()).toEqual(folders.toSorted())
  expect(new Set(ids).size).toBe(ids.length)
})
