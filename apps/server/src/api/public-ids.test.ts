import { idOf } from '@fulcrum/domain'
import { expect, test } from 'vitest'
import * as z from 'zod/mini'
import { fromPublic, toPublic } from './public-ids.ts'

const id = '0190a000-0000-7000-8000-000000000001'
const hex = id.replaceAll('-', '')
const about = z.array(
  z.union([
    z.object({ kind: z.literal('item'), id: idOf('item') }),
    z.object({ kind: z.literal('doc'), id: idOf('doc') }),
  ]),
)

test('an id has the noun of the option that is meant, both ways', () => {
  const inside = [
    { kind: 'doc', id },
    { kind: 'item', id },
  ]
  const outside = [
    { kind: 'doc', id: `doc_${hex}` },
    { kind: 'item', id: `item_${hex}` },
  ]
  expect(toPublic(about, inside)).toEqual(outside)
  expect(fromPublic(about, outside)).toEqual(inside)
  // An id of another noun is left for the schema to refuse.
  const wrong = [{ kind: 'doc', id: `item_${hex}` }]
  expect(fromPublic(about, wrong)).toEqual(wrong)
})
