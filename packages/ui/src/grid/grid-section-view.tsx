import type { ReactNode } from 'react'
import { indexOfLine, rowPx, rowTop, rowTopInSection, shownRows, type Geometry, type Line } from './grid-geometry.ts'
import type { FocusPosition } from './grid-keys.ts'
import { Row, type EditSession, type RowScene } from './grid-row.tsx'
import { ColumnHeader, Footer, GroupHeader } from './grid-section.tsx'
import type { GridMark, GridProps } from './grid-types.ts'
import type { RowSlots } from './row-slots.ts'
import type { View } from './scroller.ts'
import { rangeHasRow, type CellRange } from './use-grid-range.ts'
import { selectedShare } from './use-grid-selection.ts'

/** The rows of a section that are near the viewport. */
interface SectionWindow {
  readonly sectionIndex: number
  readonly firstRow: number
  readonly endRow: number
}

/** What the drawing of every section looks at. */
export interface GridDrawing {
  readonly props: GridProps
  readonly scene: RowScene
  readonly geometry: Geometry
  readonly view: View
  readonly position: FocusPosition | undefined
  /** The row that has the keyboard, also where it is gone. */
  readonly focusedRow: string | undefined
  /** The cells that are taken together. */
  readonly range: CellRange | undefined
  /** Where the handle stands by which cells are filled. */
  readonly corner: { readonly rowId: string; readonly columnId: string } | undefined
  readonly selection: ReadonlySet<string>
  readonly session: EditSession | undefined
  /** The section whose "add row" field is open. */
  readonly adding: string | undefined
  readonly marks: ReadonlyMap<string, ReadonlyMap<string, GridMark>> | undefined
  /** Where the header's + button stands. */
  readonly tailStartPx: number
  readonly resizedColumn: string | undefined
  readonly draggedColumn: string | undefined
  readonly draggedRows: ReadonlySet<string>
  readonly rowsOf: (sectionIndex: number) => readonly string[]
  readonly onAddEnd: (keepFocus: boolean) => void
  /** Which elements draw the rows of a section. */
  readonly slotsOf: (sectionId: string) => RowSlots
}

/** Draws what is near the viewport of one section: its headers, rows and footer. */
export function drawSection(drawing: GridDrawing, part: SectionWindow): ReactNode {
  const { props, scene, geometry, view, position, selection, session, adding, marks, rowsOf } = drawing
  const { model, columns } = props
  const { labels } = scene
  const { sectionIndex, firstRow, endRow } = part
  const section = geometry.sections[sectionIndex]
  if (section === undefined) return null
  const sectionTop = geometry.tops[sectionIndex] ?? 0
  const sectionEnd = geometry.tops[sectionIndex + 1] ?? 0
  const cutTop = Math.min(Math.max(sectionTop, view.clipFromPx), sectionEnd)
  const cutEnd = Math.max(cutTop, Math.min(sectionEnd, view.clipToPx))
  const offset = sectionTop - cutTop
  const open = section.headless === true || section.collapsed !== true
  const here = position?.line.sectionIndex === sectionIndex ? position : undefined
  const indexes: number[] = []
  const focusedRow = here?.line.kind === 'row' ? here.line.rowIndex : -1
  if (focusedRow >= 0 && focusedRow < firstRow) indexes.push(focusedRow)
  for (let index = firstRow; index < endRow; index += 1) indexes.push(index)
  if (focusedRow >= endRow && focusedRow >= firstRow) indexes.push(focusedRow)
  const lineOf = (line: Line): number => indexOfLine(geometry, line) + 1
  const rowsPx = rowTopInSection(geometry, sectionIndex, 0) + offset
  const isWrapped = geometry.rowTops[sectionIndex] !== undefined
  const heightOf = (rowIndex: number) => (isWrapped ? rowPx(geometry, sectionIndex, rowIndex) : undefined)
  const elements = drawing.slotsOf(section.id).of(
    indexes.map((rowIndex) => {
      const row = model.rowAt(sectionIndex, rowIndex)
      return { rowIndex, row, id: row?.id ?? `#${rowIndex}`, revision: row?.revision ?? 0 }
    }),
    {
      moving: view.moving,
      focused: drawing.focusedRow,
      canWait: (rowId) => view.behind && rowId !== drawing.focusedRow && rowId !== session?.rowId,
    },
  )
  return (
    <div
      key={section.id}
      role="rowgroup"
      aria-label={section.title}
      className="fu-section"
      data-section={section.id}
      style={{ top: cutTop + view.shiftPx, height: cutEnd - cutTop }}
    >
      {(section.headless !== true || open) && (
        <div className="fu-sticky" role="presentation">
          {section.headless !== true && (
            <GroupHeader
              section={section}
              ariaIndex={lineOf({ kind: 'header', sectionIndex, rowIndex: 0 })}
              colCount={columns.length + 1}
              focused={here?.line.kind === 'header'}
              content={props.renderGroupHeader?.(section)}
              actions={props.renderGroupActions?.(section)}
              labels={labels}
            />
          )}
          {open && (
            <ColumnHeader
              scene={scene}
              firstColumn={view.firstColumn}
              endColumn={view.endColumn}
              ariaIndex={lineOf({ kind: 'columns', sectionIndex, rowIndex: 0 })}
              focusColumn={here?.line.kind === 'columns' ? here.columnIndex : -1}
              canResize={props.onResizeColumn !== undefined}
              canMoveColumns={props.onMoveColumn !== undefined}
              hasMenu={props.onColumnMenu !== undefined}
              hasAdd={props.onAddColumn !== undefined}
              resizing={drawing.resizedColumn}
              dragging={drawing.draggedColumn}
              selected={selectedShare(section.rowCount, selection, () => rowsOf(sectionIndex))}
              tailStartPx={drawing.tailStartPx}
            />
          )}
        </div>
      )}
      {elements.map(({ rowIndex, row, slot, cells }) => {
        const topPx = rowsPx + rowTop(geometry, sectionIndex, rowIndex)
        const heightPx = heightOf(rowIndex)
        const ariaIndex = lineOf({ kind: 'row', sectionIndex, rowIndex })
        if (row === undefined) {
          return (
            <div
              key={slot}
              role="row"
              aria-rowindex={ariaIndex}
              className="fu-row fu-row-waiting"
              style={{ top: topPx, ...(heightPx !== undefined && { height: heightPx }) }}
            >
              <div role="gridcell" aria-colindex={1} aria-colspan={columns.length + 1} aria-label={labels.loading}>
                <i />
              </div>
            </div>
          )
        }
        return (
          <Row
            key={slot}
            scene={scene}
            rowId={row.id}
            revision={row.revision}
            cells={cells}
            depth={row.depth ?? 0}
            expandable={row.expandable === true}
            expanded={row.expanded === true}
            topPx={topPx}
            heightPx={heightPx}
            ariaIndex={ariaIndex}
            firstColumn={view.firstColumn}
            endColumn={view.endColumn}
            selected={selection.has(row.id)}
            dragged={drawing.draggedRows.has(row.id)}
            focusColumn={rowIndex === focusedRow && here !== undefined ? here.columnIndex : -1}
            session={session?.rowId === row.id ? session : undefined}
            marks={marks?.get(row.id)}
            corner={drawing.corner?.rowId === row.id ? drawing.corner.columnId : undefined}
            {...rangeOf(drawing.range, sectionIndex, rowIndex)}
          />
        )
      })}
      {open && section.footless !== true && (
        <Footer
          scene={scene}
          section={section}
          topPx={rowsPx + rowTop(geometry, sectionIndex, shownRows(section))}
          ariaIndex={lineOf({ kind: 'footer', sectionIndex, rowIndex: 0 })}
          firstColumn={view.firstColumn}
          endColumn={view.endColumn}
          focusColumn={here?.line.kind === 'footer' ? here.columnIndex : -1}
          canAdd={props.onAddRow !== undefined}
          adding={adding === section.id}
          renderFooterCell={props.renderFooterCell}
          onAdd={(sectionId, title) => props.onAddRow?.(sectionId, title)}
          onAddLines={props.onAddLines}
          onAddEnd={drawing.onAddEnd}
        />
      )}
    </div>
  )
}

const NO_RANGE = { rangeFirst: -1, rangeLast: -1 } as const

/** The columns of a row that lie in the range. */
function rangeOf(range: CellRange | undefined, sectionIndex: number, rowIndex: number) {
  if (range === undefined || !rangeHasRow(range, sectionIndex, rowIndex)) return NO_RANGE
  return { rangeFirst: range.firstColumn, rangeLast: range.lastColumn }
}
