import { compileCall } from './compile-call.ts'
import { compileInfix, compilePrefix } from './compile-operator.ts'
import { charge, type Frame, type Thunk } from './frame.ts'
import type { FormulaField, FormulaReader } from './reader.ts'
import type { LinkedSource } from './references.ts'
import type { Typed } from './typed.ts'
import { isFormulaError, type FormulaError, type FormulaValue, type ListValue } from './value.ts'

/** Turns a typed formula into nested closures, each made for the types of its part. */
export function compileTyped(typed: Typed): Thunk {
  switch (typed.node) {
    case 'literal': {
      const { value } = typed
      return () => value
    }
    case 'own': {
      const { field } = typed
      return compileOwn(field)
    }
    case 'children': {
      const { field } = typed
      return (frame, row) => flattened(frame, frame.reader.children(row, field))
    }
    case 'below': {
      const { field } = typed
      return (frame, row) => flattened(frame, frame.reader.below(row, field))
    }
    case 'linked':
      return compileLinked(typed.through, typed.sources)
    case 'prefix':
      return compilePrefix(typed.op, compileTyped(typed.of))
    case 'infix': {
      const { op, left, right } = typed
      return compileInfix(op, compileTyped(left), left.type, compileTyped(right), right.type)
    }
    case 'call':
      return compileCall(
        typed.called,
        typed.args.map(compileTyped),
        typed.args.map((arg) => arg.type),
      )
  }
}

/** Cells of the row itself: how they are read is found once for a reader. */
function compileOwn(field: FormulaField): Thunk {
  let of: FormulaReader | null = null
  let read: (row: number) => FormulaValue = () => null
  return ({ reader }, row) => {
    if (of !== reader) {
      of = reader
      read = reader.cells?.(field) ?? ((at) => reader.cell(at, field))
    }
    return read(row)
  }
}

function compileLinked(through: number, sources: readonly LinkedSource[]): Thunk {
  const [only] = sources
  if (only && sources.length === 1) {
    return (frame, row) => flattened(frame, frame.reader.linked(row, through, only.board, only.field))
  }
  return (frame, row) => {
    const all: FormulaValue[] = []
    for (const { board, field } of sources) {
      const found = frame.reader.linked(row, through, board, field)
      if (isFormulaError(found)) return found
      all.push(...found)
    }
    return flattened(frame, all)
  }
}

/** Several items' cells as one list; cells that are lists themselves are put behind each other. */
function flattened(frame: Frame, cells: readonly FormulaValue[] | FormulaError): FormulaValue {
  if (isFormulaError(cells)) return cells
  const stopped = charge(frame, cells.length)
  if (stopped) return stopped
  if (cells.length === 0) return null
  if (!cells.some(Array.isArray)) {
    // @NOTE none of the cells is a list.
    return cells as ListValue
  }
  // @NOTE a list in a cell holds no lists.
  const flat = cells.flat() as unknown as ListValue
  return charge(frame, flat.length) ?? flat
}
