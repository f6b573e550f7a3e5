import type { FocusContext, FocusMove, FocusPosition } from './grid-keys.ts'
import type { GridFocus } from './grid-types.ts'

/** Does an element read from right to left? */
export function isRtl(element: Element): boolean {
  return getComputedStyle(element).direction === 'rtl'
}

/** Does somebody type into it? Then its keys are its own. */
export function isField(target: EventTarget): boolean {
  return (
    target instanceof HTMLElement &&
    (target.tagName === 'INPUT' ||
      target.tagName === 'TEXTAREA' ||
      target.tagName === 'SELECT' ||
      target.isContentEditable)
  )
}

/** The move of the focus that a key means. */
export function moveOf(event: React.KeyboardEvent, rtl: boolean): FocusMove | undefined {
  const command = event.ctrlKey || event.metaKey
  switch (event.key) {
    case 'ArrowUp':
      return 'up'
    case 'ArrowDown':
      return 'down'
    case 'ArrowLeft':
      return rtl ? 'end' : 'start'
    case 'ArrowRight':
      return rtl ? 'start' : 'end'
    case 'Home':
      return command ? 'grid-start' : 'row-start'
    case 'End':
      return command ? 'grid-end' : 'row-end'
    case 'PageUp':
      return 'page-up'
    case 'PageDown':
      return 'page-down'
    default:
      return undefined
  }
}

/** The focus that an element inside the grid stands for. */
export function focusOf(target: Element, sections: readonly { readonly id: string }[]): GridFocus | undefined {
  const line = target.closest<HTMLElement>('[data-line]')
  const sectionId = target.closest<HTMLElement>('[data-section]')?.dataset['section']
  if (line === null || sectionId === undefined || !sections.some((section) => section.id === sectionId))
    return undefined
  const columnId = target.closest<HTMLElement>('[data-col]')?.dataset['col']
  const kind = line.dataset['line']
  if (kind === 'header') return { kind: 'section', sectionId }
  if (columnId === undefined) return undefined
  if (kind === 'columns') return { kind: 'column', sectionId, columnId }
  if (kind === 'footer') return { kind: 'footer', sectionId, columnId }
  const rowId = line.dataset['row']
  return rowId === undefined ? undefined : { kind: 'row', rowId, columnId }
}

/** The drawn cell at a position. */
export function findCell(root: HTMLElement, context: FocusContext, at: FocusPosition): HTMLElement | null {
  const section = context.model.sections[at.line.sectionIndex]
  const column = context.columns[at.columnIndex]
  if (section === undefined || column === undefined) return null
  const inSection = `[data-section=${JSON.stringify(section.id)}]`
  const inColumn = `[data-col=${JSON.stringify(column.id)}]`
  if (at.line.kind === 'header') return root.querySelector(`${inSection} [data-group-cell]`)
  if (at.line.kind !== 'row') return root.querySelector(`${inSection} [data-line="${at.line.kind}"] ${inColumn}`)
  const row = context.model.rowAt(at.line.sectionIndex, at.line.rowIndex)
  return row === undefined ? null : root.querySelector(`[data-row=${JSON.stringify(row.id)}] ${inColumn}`)
}
