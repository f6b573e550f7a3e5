import type { DerivedInput } from '../derived/derivation.ts'
import type { CellColumn } from '../patch.ts'
import { systemField } from './fields.ts'
import { formulaFunctions } from './functions/all.ts'
import { tokens } from './lexer.ts'
import type { Segment } from './syntax.ts'

const ofToday: ReadonlySet<string> = new Set(
  formulaFunctions.filter(({ reads }) => reads === 'today').map(({ name }) => name),
)

/**
 * What a kept formula names, whether or not it can be computed where this is asked: who may read its cells follows from what
 * it reads, also where a board that it reads is not here. At least what `inputs` of the compiled formula has.
 */
export function storedInputs(stored: string): DerivedInput[] {
  const found = new Map<string, DerivedInput>()
  const add = (input: DerivedInput): void => void found.set(JSON.stringify(input), input)
  for (const token of tokens(stored)) {
    if (token.kind === 'name' && ofToday.has(token.value.toUpperCase())) add({ of: 'today' })
    if (token.kind === 'reference') for (const input of inputsAt(token.segments)) add(input)
  }
  return [...found.values()]
}

function inputsAt([first, second]: readonly Segment[]): readonly DerivedInput[] {
  if (first?.hash !== true) return []
  if (first.text === 'children' || first.text === 'below') {
    const column = second === undefined ? 'title' : cellOf(second.text)
    return column === null ? [] : [{ of: 'children', column }]
  }
  const [number = ''] = first.text.split(':')
  const own = cellOf(number)
  if (own === null) return []
  if (second === undefined) return [typeof own === 'number' ? { of: 'row', column: own } : { of: 'system', cell: own }]
  if (typeof own !== 'number') return []
  return second.text.split(',').flatMap((source): DerivedInput[] => {
    // Behind the column there may stand the number of one of its labels.
    const [board = '', field = ''] = source.split(':')
    const column = cellOf(field)
    return board === '' || column === null ? [] : [{ of: 'linked', through: own, board, column }]
  })
}

/** The cell by which changes of a field are noticed. */
function cellOf(text: string): CellColumn | null {
  if (/^\d{1,9}$/.test(text)) return Number(text)
  const system = systemField(text)
  return system ? (system.cell ?? 'id') : null
}
