import { compileFormula } from '@fulcrum/domain/formula'
import type { FormulaSchema } from '@fulcrum/domain/formula'
import { expect, test } from 'vitest'
import { completionsAt } from './completions.ts'

const schema: FormulaSchema = {
  columns: [
    { number: 1, title: 'Points', type: 'number' },
    { number: 2, title: 'Points', type: 'number' },
    { number: 3, title: 'Effort', type: 'number' },
  ],
}

test('a column is offered by its title, and by its number where another has that title, so that what is taken compiles', () => {
  expect(completionsAt('{Eff', 4, schema)[0]?.text).toBe('{Effort}')
  const offers = completionsAt('{Poi', 4, schema).map(({ text }) => text)
  expect(offers).toEqual(['{#1}', '{#2}', '{#children.1}', '{#children.2}', '{#below.1}', '{#below.2}'])
  for (const text of offers) {
    expect(compileFormula(text.includes('.') ? `SUM(${text})` : text, schema)).toMatchObject({ ok: true })
  }
})
