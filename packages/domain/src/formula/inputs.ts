import type { DerivedInput } from '../derived/derivation.ts'
import type { CellColumn } from '../patch.ts'
import { systemField } from './fields.ts'
import type { FormulaField } from './reader.ts'
import type { Typed } from './typed.ts'

/** What a formula follows from, each once. */
export function inputsOf(typed: Typed): DerivedInput[] {
  const found = new Map<string, DerivedInput>()
  collect(typed, (input) => found.set(JSON.stringify(input), input))
  return [...found.values()]
}

function collect(typed: Typed, add: (input: DerivedInput) => void): void {
  switch (typed.node) {
    case 'literal':
      return
    case 'own':
      if (typeof typed.field === 'number') return add({ of: 'row', column: typed.field })
      return add({ of: 'system', cell: systemField(typed.field)?.cell ?? 'id' })
    case 'children':
    case 'below':
      return add({ of: 'children', column: noticed(typed.field) })
    case 'linked':
      for (const { board, field } of typed.sources) {
        add({ of: 'linked', through: typed.through, board, column: noticed(field) })
      }
      return
    case 'prefix':
      return collect(typed.of, add)
    case 'infix':
      collect(typed.left, add)
      return collect(typed.right, add)
    case 'call':
      if (typed.called.reads === 'today') add({ of: 'today' })
      for (const arg of typed.args) collect(arg, add)
  }
}

/** The cell by which changes of a field are noticed. */
function noticed(field: FormulaField): CellColumn {
  return typeof field === 'number' ? field : (systemField(field)?.cell ?? 'id')
}
