import { shownRows } from './grid-geometry.ts'
import type { GridFocus, GridLabels, GridModel } from './grid-types.ts'

interface SelectionWorld {
  readonly model: GridModel
  readonly selection: ReadonlySet<string>
  readonly focus: GridFocus | undefined
  /** The row from which Shift extends the selection. */
  readonly anchorRow: React.RefObject<string | undefined>
  readonly labels: GridLabels
  readonly onChange: ((selection: ReadonlySet<string>) => void) | undefined
  readonly say: (text: string) => void
}

/** What can be done with the selection of a grid. */
export function useGridSelection({ model, selection, focus, anchorRow, labels, onChange, say }: SelectionWorld) {
  const rowsBetween = (from: string, to: string): readonly string[] => {
    const a = model.find(from)
    const b = model.find(to)
    if (a === undefined || b === undefined) return [to]
    const [low, high] =
      a.sectionIndex < b.sectionIndex || (a.sectionIndex === b.sectionIndex && a.rowIndex <= b.rowIndex)
        ? [a, b]
        : [b, a]
    const out: string[] = []
    for (let at = low.sectionIndex; at <= high.sectionIndex; at += 1) {
      const section = model.sections[at]
      if (section === undefined) continue
      const first = at === low.sectionIndex ? low.rowIndex : 0
      const last = at === high.sectionIndex ? high.rowIndex : shownRows(section) - 1
      for (let index = first; index <= last; index += 1) {
        const row = model.rowAt(at, index)
        if (row !== undefined) out.push(row.id)
      }
    }
    return out
  }
  const select = (next: ReadonlySet<string>): void => {
    if (onChange === undefined) return
    onChange(next)
    say(labels.selected(next.size))
  }
  const toggleRow = (rowId: string): void => {
    const next = new Set(selection)
    if (!next.delete(rowId)) next.add(rowId)
    anchorRow.current = rowId
    select(next)
  }
  const extendTo = (rowId: string): void => {
    const from = anchorRow.current ?? (focus?.kind === 'row' ? focus.rowId : rowId)
    anchorRow.current = from
    select(new Set([...selection, ...rowsBetween(from, rowId)]))
  }
  const rowsOf = (sectionIndex: number): readonly string[] => {
    const section = model.sections[sectionIndex]
    const out: string[] = []
    for (let index = 0; index < (section?.rowCount ?? 0); index += 1) {
      const row = model.rowAt(sectionIndex, index)
      if (row !== undefined) out.push(row.id)
    }
    return out
  }
  return { select, toggleRow, extendTo, rowsBetween, rowsOf }
}

/** How many rows of a section are selected. Looks at rows only when there are at least as many selected as could be all. */
export function selectedShare(
  rowCount: number,
  selection: ReadonlySet<string>,
  rows: () => readonly string[],
): 'none' | 'some' | 'all' {
  if (selection.size === 0 || rowCount === 0) return 'none'
  if (rowCount > 5_000) return selection.size >= rowCount ? 'all' : 'some'
  let count = 0
  for (const id of rows()) if (selection.has(id)) count += 1
  return count === 0 ? 'none' : count >= rowCount ? 'all' : 'some'
}
