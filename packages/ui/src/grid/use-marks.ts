import { useState } from 'react'
import type { GridMark } from './grid-types.ts'

type RowMarks = ReadonlyMap<string, GridMark>

function sameMarks(a: RowMarks | undefined, b: RowMarks): boolean {
  if (a === undefined || a.size !== b.size) return false
  for (const [columnId, mark] of b) {
    const other = a.get(columnId)
    if (other === undefined || other.colour !== mark.colour || other.name !== mark.name) return false
    if (other.editing !== mark.editing) return false
  }
  return true
}

type MarksByRow = ReadonlyMap<string, RowMarks>

function group(marks: ReadonlyMap<string, GridMark>, before: MarksByRow | undefined): MarksByRow {
  const byRow = new Map<string, Map<string, GridMark>>()
  for (const [key, mark] of marks) {
    const at = key.lastIndexOf(':')
    const rowId = key.slice(0, at)
    const ofRow = byRow.get(rowId) ?? new Map<string, GridMark>()
    ofRow.set(key.slice(at + 1), mark)
    byRow.set(rowId, ofRow)
  }
  const kept = new Map<string, RowMarks>()
  for (const [rowId, ofRow] of byRow) {
    const old = before?.get(rowId)
    kept.set(rowId, old !== undefined && sameMarks(old, ofRow) ? old : ofRow)
  }
  return kept
}

/** Others' focus by row; rows whose marks are as before keep the same map, so they are not drawn again. */
export function useMarksByRow(marks: ReadonlyMap<string, GridMark> | undefined): MarksByRow | undefined {
  const [kept, setKept] = useState<{ readonly marks: typeof marks; readonly byRow: MarksByRow | undefined }>({
    marks: undefined,
    byRow: undefined,
  })
  if (kept.marks === marks) return kept.byRow
  const byRow = marks === undefined ? undefined : group(marks, kept.byRow)
  setKept({ marks, byRow })
  return byRow
}
