import { defaultLimits } from '@fulcrum/integration-kit'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { UnitSplitter, type Unit } from './unit-splitter.ts'

const signs = ['a', '"', '{', '}', '[', ']', ',', ':', 'é', '\n', ' ']
const text = fc.string({ unit: fc.constantFrom(...signs, '\\'), maxLength: 10 })
/** Without a backslash: `JSON.parse` of V8 13.6 takes the key `"` for a key `\` where it read one at that place before. */
const name = fc.string({ unit: fc.constantFrom(...signs), maxLength: 10 })
const json = fc.letrec((tie) => ({
  value: fc.oneof({ maxDepth: 4 }, text, fc.integer(), fc.boolean(), fc.constant(null), tie('list'), tie('object')),
  list: fc.array(tie('value'), { maxLength: 3 }),
  object: fc.dictionary(fc.oneof(name, fc.constantFrom('issues', 'key', 'issues2')), tie('value'), { maxKeys: 3 }),
}))
const issue = fc.record({ key: text, fields: json.object }).map((made) => ({ ...made }))
const page = fc.record({
  before: json.value,
  issues: fc.array(issue, { maxLength: 4 }),
  names: fc.dictionary(fc.constantFrom('a', 'issues', 'b'), text),
})
const sizes = fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 1, maxLength: 6 })
const spaces = fc.constantFrom(undefined, 1, '\t')

function split(whole: string, cuts: readonly number[], pagesOnly = false): Unit[] {
  const splitter = new UnitSplitter(defaultLimits, pagesOnly)
  const units: Unit[] = []
  for (let at = 0, i = 0; at < whole.length; i++) {
    const size = cuts[i % cuts.length] ?? 1
    units.push(...splitter.push(whole.slice(at, at + size)))
    at += size
  }
  splitter.finish()
  return units
}

const issuesOf = (units: readonly Unit[]) => units.flatMap(({ kind, value }) => (kind === 'issue' ? [value] : []))
const pagesOf = (units: readonly Unit[]) => units.flatMap(({ kind, value }) => (kind === 'page' ? [value] : []))
const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value))

test('pages come apart into their issues as a whole parse has them, however the text is cut', () => {
  fc.assert(
    fc.property(
      fc.array(page, { minLength: 1, maxLength: 3 }),
      fc.boolean(),
      spaces,
      sizes,
      (pages, inArray, space, cuts) => {
        const whole = inArray
          ? JSON.stringify(pages, null, space)
          : pages.map((each) => JSON.stringify(each, null, space)).join('\n')
        const units = split(whole, cuts)
        expect(issuesOf(units)).toEqual(plain(pages.flatMap(({ issues }) => issues)))
        expect(pagesOf(units)).toEqual(plain(pages.map((each) => ({ ...each, issues: [] }))))
        expect(split(whole, cuts, true)).toEqual(units.filter(({ kind }) => kind === 'page'))
      },
    ),
    { numRuns: 500 },
  )
})

test('issues alone come as they are', () => {
  fc.assert(
    fc.property(fc.array(issue, { minLength: 1, maxLength: 4 }), fc.boolean(), sizes, (issues, inArray, cuts) => {
      const whole = inArray ? JSON.stringify(issues) : issues.map((each) => JSON.stringify(each)).join('\r\n')
      const alone = issues.filter((each) => !Object.hasOwn(each, 'issues'))
      expect(issuesOf(split(whole, cuts))).toEqual(plain(alone))
    }),
    { numRuns: 500 },
  )
})

test('any text is refused or read, never with another error', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...'[]{}",:\\ a1\n'), maxLength: 30 }), sizes, (whole, cuts) => {
      try {
        split(whole, cuts)
      } catch (error) {
        expect(error).toMatchObject({ name: 'DomainError' })
      }
    }),
    { numRuns: 3_000 },
  )
})
