import { describe, expect, test } from 'vitest'
import { compileFormula, printFormula, storedInputs } from './index.ts'
import type { FormulaLabel, FormulaSchema } from './schema.ts'

const labels: readonly FormulaLabel[] = ['To do', 'Doing', 'Working'].map((name, at) => ({ number: at + 1, name }))

/** A board that is connected to `epics`, whose column 4 has these labels, and shows that column. */
function schemaWith(known: readonly FormulaLabel[], further: readonly string[] = []): FormulaSchema {
  const boards = ['epics', ...further].map((id) => ({
    id,
    title: id,
    columns: [{ number: 4, title: 'State', type: 'option' as const, labels: known }],
  }))
  const shown = { through: 14, board: 'epics', column: 4, labels: known }
  return {
    columns: [
      { number: 14, title: 'Epic', type: null, boards },
      { number: 15, title: 'Shown', type: 'text', shown },
    ],
  }
}

function stored(text: string, schema = schemaWith(labels)) {
  const compiled = compileFormula(text, schema)
  return compiled.ok ? compiled.formula.stored : compiled.errors[0]?.message
}

const merged = (from: number, into: number, known = labels): FormulaLabel[] =>
  known.map((label) => (label.number === from ? { ...label, mergedInto: into } : label))

describe('labels of other boards', () => {
  const kept = 'COUNTIF({#14.epics:4}, {#14.epics:4:2})'

  test('are kept by number, and told by the name that they have now', () => {
    expect(stored('COUNTIF({Epic.State}, "doing")')).toBe(kept)
    expect(stored(kept)).toBe(kept)
    const renamed = labels.map((label) => (label.number === 2 ? { ...label, name: 'At it' } : label))
    expect(printFormula(kept, schemaWith(renamed))).toBe('COUNTIF({Epic.State}, "At it")')
    expect(stored(kept, schemaWith(renamed))).toBe(kept)
    expect(stored('COUNTIF({Epic.State}, "Dnoe")')).toMatch(/^\{State\} has no label "Dnoe"/)
    expect(stored(kept, schemaWith([]))).toBe('{State} does not have the label any more that is named here.')
  })

  test('are those that they became, over merges of merges', () => {
    const once = merged(2, 3)
    expect(printFormula(kept, schemaWith(once))).toContain('"Working"')
    expect(stored(kept, schemaWith(once))).toBe(kept)
    expect(printFormula(kept, schemaWith(merged(3, 1, once)))).toContain('"To do"')
    expect(printFormula(kept, schemaWith(merged(3, 2, once)))).toContain('"Working"')
  })

  test('are known behind a column that shows them, where other texts may stand too', () => {
    expect(stored('{Shown} = "Doing"')).toBe('{#15} = {#14.epics:4:2}')
    expect(stored('{#15} = {#14.epics:4:2}')).toBe('{#15} = {#14.epics:4:2}')
    expect(stored('{Shown} = "Doing, To do"')).toBe('{#15} = "Doing, To do"')
  })

  test('stay texts where those of several boards are read at once', () => {
    const two = schemaWith(labels, ['bugs'])
    expect(stored('COUNTIF({Epic.State}, "Doing")', two)).toBe('COUNTIF({#14.epics:4,bugs:4}, "Doing")')
  })

  test('are read as the cells that are compared with them', () => {
    const linked = { of: 'linked', through: 14, board: 'epics', column: 4 }
    expect(storedInputs('{#15} = {#14.epics:4:2}')).toEqual([{ of: 'row', column: 15 }, linked])
    expect(storedInputs(kept)).toEqual([linked])
  })
})
