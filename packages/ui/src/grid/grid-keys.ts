import { indexOfLine, lineAt, type Geometry, type Line } from './grid-geometry.ts'
import type { GridColumn, GridDropTarget, GridFocus, GridModel } from './grid-types.ts'

/** What focus arithmetic reads. */
export interface FocusContext {
  readonly model: GridModel
  readonly geometry: Geometry
  readonly columns: readonly GridColumn[]
}

/** A focus as a line and a column; the column stays remembered on lines that have only one cell. */
export interface FocusPosition {
  readonly line: Line
  readonly columnIndex: number
}

/** Where a focus stands now, or `undefined` when what it named is gone. */
export function positionOf(
  context: FocusContext,
  focus: GridFocus,
  rememberedColumn: number,
): FocusPosition | undefined {
  const { model, columns } = context
  const columnIndex =
    focus.kind === 'section' ? rememberedColumn : columns.findIndex((column) => column.id === focus.columnId)
  if (columnIndex < 0) return undefined
  if (focus.kind === 'row') {
    const at = model.find(focus.rowId)
    return at === undefined ? undefined : { line: { kind: 'row', ...at }, columnIndex }
  }
  const sectionIndex = model.sections.findIndex((section) => section.id === focus.sectionId)
  const section = model.sections[sectionIndex]
  if (section === undefined) return undefined
  const closed = section.collapsed === true && section.headless !== true
  if (focus.kind === 'section') {
    return section.headless === true ? undefined : { line: { kind: 'header', sectionIndex, rowIndex: 0 }, columnIndex }
  }
  if (closed) return undefined
  if (focus.kind === 'footer' && section.footless === true) return undefined
  const kind = focus.kind === 'column' ? 'columns' : 'footer'
  return { line: { kind, sectionIndex, rowIndex: 0 }, columnIndex }
}

/** The focus for a position; `undefined` for a row that is not loaded. */
export function focusAt(context: FocusContext, position: FocusPosition): GridFocus | undefined {
  const section = context.model.sections[position.line.sectionIndex]
  const column = context.columns[position.columnIndex]
  if (section === undefined || column === undefined) return undefined
  if (position.line.kind === 'header') return { kind: 'section', sectionId: section.id }
  if (position.line.kind === 'columns') return { kind: 'column', sectionId: section.id, columnId: column.id }
  if (position.line.kind === 'footer') return { kind: 'footer', sectionId: section.id, columnId: column.id }
  const row = context.model.rowAt(position.line.sectionIndex, position.line.rowIndex)
  return row === undefined ? undefined : { kind: 'row', rowId: row.id, columnId: column.id }
}

/** A move of the focus, named after what the keys mean (start and end follow the reading direction). */
export type FocusMove =
  'up' | 'down' | 'start' | 'end' | 'row-start' | 'row-end' | 'grid-start' | 'grid-end' | 'page-up' | 'page-down'

/** The nearest row line at or beyond `index` in a direction, then in the other one. */
function nearestRowLine(geometry: Geometry, index: number, step: 1 | -1): Line | undefined {
  for (const direction of [step, -step]) {
    for (let at = index; at >= 0 && at < geometry.lineCount; at += direction) {
      const line = lineAt(geometry, at)
      if (line?.kind === 'row') return line
    }
  }
  return undefined
}

/** Where a move leads; the same position at an edge. */
export function moved(context: FocusContext, from: FocusPosition, move: FocusMove, pageRows: number): FocusPosition {
  const { geometry, columns } = context
  const lastColumn = columns.length - 1
  const index = indexOfLine(geometry, from.line)
  const toLine = (line: Line | undefined, columnIndex = from.columnIndex): FocusPosition =>
    line === undefined ? from : { line, columnIndex }
  switch (move) {
    case 'up':
      return toLine(lineAt(geometry, index - 1))
    case 'down':
      return toLine(lineAt(geometry, index + 1))
    case 'start':
      return { ...from, columnIndex: Math.max(0, from.columnIndex - 1) }
    case 'end':
      return { ...from, columnIndex: Math.min(lastColumn, from.columnIndex + 1) }
    case 'row-start':
      return { ...from, columnIndex: 0 }
    case 'row-end':
      return { ...from, columnIndex: lastColumn }
    case 'grid-start':
      return toLine(nearestRowLine(geometry, 0, 1), 0)
    case 'grid-end':
      return toLine(nearestRowLine(geometry, geometry.lineCount - 1, -1), lastColumn)
    case 'page-up':
      return toLine(nearestRowLine(geometry, Math.max(0, index - pageRows), -1))
    case 'page-down':
      return toLine(nearestRowLine(geometry, Math.min(geometry.lineCount - 1, index + pageRows), 1))
  }
}

/** The first focus of a grid that has none: its first row, else its first line. */
export function firstFocus(context: FocusContext): GridFocus | undefined {
  const line = nearestRowLine(context.geometry, 0, 1) ?? lineAt(context.geometry, 0)
  return line === undefined ? undefined : focusAt(context, { line, columnIndex: 0 })
}

/**
 * Where a row goes when it moves one place up or down among its siblings, or into the neighbouring open section.
 * `undefined` when there is no such place. A row takes its open sub-rows along; a sub-row stays under its parent.
 */
export function stepTarget(model: GridModel, rowId: string, step: 1 | -1): GridDropTarget | undefined {
  const at = model.find(rowId)
  if (at === undefined) return undefined
  const { sectionIndex, rowIndex } = at
  const section = model.sections[sectionIndex]
  if (section === undefined) return undefined
  const depthAt = (index: number): number => model.rowAt(sectionIndex, index)?.depth ?? 0
  const idAt = (index: number): string | undefined =>
    index < 0 || index >= section.rowCount ? undefined : model.rowAt(sectionIndex, index)?.id
  const depth = depthAt(rowIndex)
  const endOfSubtree = (from: number): number => {
    let end = from + 1
    while (end < section.rowCount && depthAt(end) > depth) end += 1
    return end
  }
  if (step === 1) {
    const next = endOfSubtree(rowIndex)
    if (next < section.rowCount && depthAt(next) === depth) {
      const end = endOfSubtree(next)
      return { sectionId: section.id, afterRowId: idAt(end - 1), beforeRowId: idAt(end) }
    }
  } else {
    let previous = rowIndex - 1
    while (previous >= 0 && depthAt(previous) > depth) previous -= 1
    if (previous >= 0 && depthAt(previous) === depth) {
      return { sectionId: section.id, afterRowId: idAt(previous - 1), beforeRowId: idAt(previous) }
    }
  }
  if (depth > 0) return undefined
  for (let other = sectionIndex + step; other >= 0 && other < model.sections.length; other += step) {
    const target = model.sections[other]
    if (target === undefined || target.collapsed === true) continue
    const edge = step === 1 ? 0 : target.rowCount - 1
    const neighbour = target.rowCount === 0 ? undefined : model.rowAt(other, edge)?.id
    return step === 1
      ? { sectionId: target.id, afterRowId: undefined, beforeRowId: neighbour }
      : { sectionId: target.id, afterRowId: neighbour, beforeRowId: undefined }
  }
  return undefined
}

/** Do two focuses name the same cell? */
export function sameFocus(a: GridFocus, b: GridFocus): boolean {
  if (a.kind === 'section') return b.kind === 'section' && a.sectionId === b.sectionId
  if (a.kind === 'row') return b.kind === 'row' && a.rowId === b.rowId && a.columnId === b.columnId
  return a.kind === b.kind && a.sectionId === b.sectionId && a.columnId === b.columnId
}
