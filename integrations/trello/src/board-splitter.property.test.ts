import { defaultLimits } from '@fulcrum/integration-kit'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { BoardSplitter, type BoardPart } from './board-splitter.ts'

const lists = new Set(['cards', 'lists', 'a "quoted" one'])
const single = new Set(['id', 'name', ''])
const key = fc.constantFrom(...lists, ...single, 'prefs', 'limits', '{', 'x:y', 'a,b', '\\')
const json = fc.jsonValue({ maxDepth: 4 })
const anything = fc.oneof(
  json,
  fc.array(json, { maxLength: 4 }),
  fc.constantFrom('"', '\\"', ']', '},{', '\\', ':', ','),
)

/** What the splitter gives, by reading the whole. */
function plainly(value: Readonly<Record<string, unknown>>): BoardPart[] {
  return Object.entries(value).flatMap(([section, each]): BoardPart[] => {
    if (lists.has(section))
      return Array.isArray(each) ? each.map((element) => ({ section, value: element })) : [{ section, value: each }]
    return single.has(section) ? [{ section, value: each }] : []
  })
}

test('the parts are those of the whole object, however the text is cut and spaced', () => {
  fc.assert(
    fc.property(
      fc.dictionary(key, anything, { maxKeys: 8 }),
      fc.integer({ min: 1, max: 40 }),
      fc.constantFrom(0, 1, '\t'),
      (object, size, space) => {
        const value: Readonly<Record<string, unknown>> = { ...object }
        const text = JSON.stringify(value, null, space)
        const splitter = new BoardSplitter(defaultLimits, lists, single)
        const parts: BoardPart[] = []
        for (let at = 0; at < text.length; at += size) parts.push(...splitter.push(text.slice(at, at + size)))
        splitter.finish()
        expect(JSON.stringify(parts)).toBe(JSON.stringify(plainly(JSON.parse(text))))
      },
    ),
    { numRuns: 1_000 },
  )
})
