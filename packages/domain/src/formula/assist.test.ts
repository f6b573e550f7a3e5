import { expect, test } from 'vitest'
import { compileFormula } from './formula.ts'
import { callAt, completions, pairedKey, typeAt } from './index.ts'
import type { FormulaSchema } from './schema.ts'
import { testSchema } from './testing/board.ts'

function offered(marked: string) {
  const cursor = marked.indexOf('|')
  const text = marked.replace('|', '')
  const { from, to, items } = completions(text, cursor, testSchema)
  return items.map((item) => ({
    label: item.label,
    text: `${text.slice(0, from)}${item.insert.slice(0, item.cursor)}|${item.insert.slice(item.cursor)}${text.slice(to)}`,
  }))
}

test('functions and columns are offered by what was typed, the best first', () => {
  expect(offered('1 + su|')[0]).toEqual({ label: 'SUM', text: '1 + SUM(|)' })
  expect(offered('toda|')[0]).toEqual({ label: 'TODAY', text: 'TODAY()|' })
  expect(offered('poi|')[0]).toEqual({ label: 'Points', text: '{Points}|' })
  expect(offered('1 + 2|')).toEqual([])
  expect(offered('(1)|')).toEqual([])
  expect(offered('"su|"')).toEqual([])
  expect(offered('|').map(({ label }) => label)).toContain('Due date')
})

test('within braces columns are offered, and the whole reference is replaced', () => {
  expect(offered('{du|')[0]).toEqual({ label: 'Due date', text: '{Due date}|' })
  expect(offered('SUM({sub-items.poi|} ) + 1')[0]?.text).toBe('SUM({Sub-items.Points}| ) + 1')
  expect(offered('SUM({all|').map(({ label }) => label)[0]).toBe('All sub-items')
  expect(offered('SUM({all sub-items.poi|')[0]?.text).toBe('SUM({All sub-items.Points}|')
  expect(offered('MAX({epic.d|').map(({ label }) => label)[0]).toBe('Epic.Due')
  expect(offered('{rc|')[0]?.text).toBe('{v1\\.2 \\{rc\\}}|')
  const labels = offered('{|').map(({ label }) => label)
  expect(labels).not.toContain('Gone')
  expect(labels).not.toContain('Attachment')
  expect(labels).not.toContain('SUM')
})

test('the parentheses of a call are written once', () => {
  expect(offered('su|(1)')[0]?.text).toBe('SUM|(1)')
})

test('within a text the labels of the columns that the formula names are offered, and the whole text is replaced', () => {
  expect(offered('{Status} = "|').map(({ label }) => label)).toContain('Done')
  expect(offered('{Status} = "do|"')[0]?.text).toBe('{Status} = "Done"|')
  expect(offered('{Points} = "|')).toEqual([])
})

test('a column is offered by its number where another has its title, so that what is taken compiles', () => {
  const schema: FormulaSchema = {
    columns: [
      { number: 1, title: 'Points', type: 'number' },
      { number: 2, title: 'Points', type: 'number' },
      { number: 3, title: 'Effort', type: 'number' },
    ],
  }
  expect(completions('{Eff', 4, schema).items[0]?.insert).toBe('{Effort}')
  const offers = completions('{Poi', 4, schema).items.map(({ insert }) => insert)
  expect(offers).toEqual(['{#1}', '{#2}', '{#children.1}', '{#children.2}', '{#below.1}', '{#below.2}'])
  for (const text of offers) {
    expect(compileFormula(text.includes('.') ? `SUM(${text})` : text, schema)).toMatchObject({ ok: true })
  }
})

test('every column that is offered compiles to what it says it is', () => {
  for (const { label, text } of offered('{|')) {
    const compiled = compileFormula(text.replace('|', ''), testSchema)
    expect([label, compiled.ok]).toEqual([label, true])
  }
})

test('the type of a part is known while the formula is written', () => {
  const text = 'SUM({Sub-items.Points}) > 3'
  expect(typeAt(text, 6, testSchema)).toEqual({ from: 4, to: 22, type: { list: 'number' } })
  expect(typeAt(text, 0, testSchema)).toEqual({ from: 0, to: 23, type: 'number' })
  expect(typeAt(text, 24, testSchema)).toEqual({ from: 0, to: 27, type: 'boolean' })
  expect(typeAt('SUM(', 2, testSchema)).toBeNull()
})

test('the call whose argument is being written is told', () => {
  const at = (text: string) => {
    const call = callAt(text, text.length)
    return call && [call.called.name, call.parameter]
  }
  expect(at('IF({Points} > ROUND(2, ')).toEqual(['ROUND', 1])
  expect(at('IF({Points} > ROUND(2, 1), (1 + ')).toEqual(['IF', 1])
  expect(at('SWITCH(1, 2, 3, 4, 5, 6')).toEqual(['SWITCH', 3])
  expect(at('SUM(1, 2, 3, ')).toEqual(['SUM', 0])
  expect(at('1 + 2')).toBeNull()
})

test('parentheses and braces come in pairs, are typed over and go together', () => {
  const typed = (marked: string, key: string): string | null => {
    const at = marked.indexOf('|')
    const after = pairedKey(marked.replace('|', ''), at, at, key)
    return after && `${after.text.slice(0, after.caret)}|${after.text.slice(after.caret)}`
  }
  expect(typed('SUM|', '(')).toBe('SUM(|)')
  expect(typed('1 + |', '{')).toBe('1 + {|}')
  expect(typed('SUM({|})', '}')).toBe('SUM({}|)')
  expect(typed('SUM(1|)', ')')).toBe('SUM(1)|')
  expect(typed('SUM(1|', ')')).toBeNull()
  expect(typed('SUM(|)', 'Backspace')).toBe('SUM|')
  expect(typed('SUM(1|)', 'Backspace')).toBeNull()
  expect(typed('|{Points}', '(')).toBeNull()
  expect(typed('"a|"', '(')).toBeNull()
  expect(typed('{a \\|}', '}')).toBeNull()
  expect(pairedKey('SUM', 0, 3, '(')).toBeNull()
})
