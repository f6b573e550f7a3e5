import { memo, useEffect, useRef, type CSSProperties, type ReactNode } from 'react'
import { cx } from '../cx.ts'
import { Icon } from '../icon.tsx'
import type { ColumnLayout } from './grid-columns.ts'
import { linesIn } from './grid-geometry.ts'
import type { DrawnRow } from './row-slots.ts'
import { EditorHost, type EditorHostApi } from './grid-editor.tsx'
import type { GridCellState, GridColumn, GridLabels, GridMark } from './grid-types.ts'

/** An open edit; a new object for each. */
export interface EditSession {
  /** Tells one edit of a cell from the next. */
  readonly serial: number
  readonly rowId: string
  readonly columnId: string
  readonly initialText: string | undefined
}

/** What every row of one drawing shares; a new object only when the row's drawing has to change. */
export interface RowScene {
  readonly columns: readonly GridColumn[]
  readonly pinnedCount: number
  readonly renderCell: (rowId: string, column: GridColumn, state: GridCellState) => ReactNode
  readonly tree: boolean
  readonly canSelect: boolean
  readonly canMove: boolean
  readonly flash: boolean
  readonly labels: GridLabels
  readonly editorHost: EditorHostApi
  readonly cellRevision: ((rowId: string, columnId: string) => number) | undefined
  /** Was this cell's newest value set here? Then it does not flash. */
  readonly changedHere: (rowId: string, columnId: string) => boolean
}

const WIDTHS: CSSProperties[] = []
const BOXES: CSSProperties[] = []

/** Widths and starts are custom properties of the grid, so a resize touches no row. */
export function widthStyle(index: number): CSSProperties {
  return (WIDTHS[index] ??= { width: `var(--w${index})` })
}

/** Place and width of a column that is not pinned. */
export function boxStyle(index: number): CSSProperties {
  return (BOXES[index] ??= { width: `var(--w${index})`, insetInlineStart: `var(--x${index})` })
}

/** The custom properties that `widthStyle` and `boxStyle` refer to. */
export function layoutVariables(layout: ColumnLayout): CSSProperties {
  const variables: Record<string, string> = { '--total': `${layout.totalPx}px`, '--pin': `${layout.pinnedPx}px` }
  layout.columns.forEach((_, index) => {
    variables[`--w${index}`] = `${layout.widths[index] ?? 0}px`
    variables[`--x${index}`] = `${layout.starts[index] ?? 0}px`
  })
  return variables as CSSProperties
}

/** Where a row stands, and where rows have several lines of text how high it is. */
function rowStyle(topPx: number, heightPx: number | undefined): CSSProperties {
  if (heightPx === undefined) return { top: topPx }
  // @NOTE a custom property is a style like others.
  return { top: topPx, height: heightPx, '--lines': linesIn(heightPx) } as CSSProperties
}

interface RowProps {
  readonly scene: RowScene
  readonly rowId: string
  readonly revision: number
  /** The row whose cells it shows beside the pinned ones: those of another one are hidden, and wait to be drawn anew. */
  readonly cells: DrawnRow | undefined
  readonly depth: number
  readonly expandable: boolean
  readonly expanded: boolean
  readonly topPx: number
  /** Set where rows have several lines. */
  readonly heightPx: number | undefined
  readonly ariaIndex: number
  readonly firstColumn: number
  readonly endColumn: number
  readonly selected: boolean
  readonly dragged: boolean
  /** Index of the focused column, or -1. */
  readonly focusColumn: number
  readonly session: EditSession | undefined
  readonly marks: ReadonlyMap<string, GridMark> | undefined
  /** First and last column that lie in the range of cells; -1 where none does. */
  readonly rangeFirst: number
  readonly rangeLast: number
  /** The column at the corner of the cells that are taken together, where that is in this row. */
  readonly corner: string | undefined
}

/** One row. Draws again only when a prop changes; its cells only when their own revision does. */
export const Row = memo(function Row(props: RowProps) {
  const { scene, rowId, depth, focusColumn } = props
  const { columns, pinnedCount } = scene
  const cell = (index: number, row: DrawnRow): ReactNode => {
    const column = columns[index]
    if (column === undefined) return null
    const isFirst = index === 0
    return (
      <Cell
        key={column.id}
        scene={scene}
        rowId={row.id}
        column={column}
        index={index}
        revision={scene.cellRevision?.(row.id, column.id) ?? row.revision}
        focused={focusColumn === index}
        selected={props.selected}
        session={props.session?.columnId === column.id ? props.session : undefined}
        mark={props.marks?.get(column.id)}
        taken={index >= props.rangeFirst && index <= props.rangeLast && props.rangeFirst >= 0}
        corner={props.corner === column.id}
        depth={isFirst ? depth : 0}
        expandable={isFirst && props.expandable}
        expanded={isFirst && props.expanded}
      />
    )
  }
  const pinned: ReactNode[] = []
  for (let index = 0; index < pinnedCount; index += 1) pinned.push(cell(index, { id: rowId, revision: props.revision }))
  const others: ReactNode[] = []
  const { cells } = props
  if (cells !== undefined) {
    if (focusColumn >= pinnedCount && focusColumn < props.firstColumn) others.push(cell(focusColumn, cells))
    for (let index = props.firstColumn; index < props.endColumn; index += 1) others.push(cell(index, cells))
    if (focusColumn >= props.endColumn && focusColumn >= pinnedCount) others.push(cell(focusColumn, cells))
  }
  return (
    <div
      role="row"
      aria-busy={cells?.id !== rowId || undefined}
      className={cx('fu-row', props.dragged && 'fu-row-dragged', props.session !== undefined && 'fu-row-edited')}
      data-line="row"
      data-row={rowId}
      aria-rowindex={props.ariaIndex}
      aria-selected={scene.canSelect ? props.selected : undefined}
      style={rowStyle(props.topPx, props.heightPx)}
    >
      <div className="fu-pin">
        <div role="gridcell" aria-colindex={1} className="fu-gutter">
          {scene.canSelect && (
            <span
              role="checkbox"
              aria-checked={props.selected}
              aria-label={scene.labels.selectRow}
              className="fu-row-check"
              data-act="select"
            >
              <Icon name="check" size={11} />
            </span>
          )}
          {scene.canMove && (
            <span className="fu-row-handle" data-act="drag" title={scene.labels.dragRow}>
              <Icon name="drag" />
            </span>
          )}
        </div>
        {pinned}
      </div>
      {others}
    </div>
  )
})

interface CellProps {
  readonly scene: RowScene
  readonly rowId: string
  readonly column: GridColumn
  readonly index: number
  readonly revision: number
  readonly focused: boolean
  readonly selected: boolean
  readonly session: EditSession | undefined
  readonly mark: GridMark | undefined
  /** Lies in the range of cells that are taken together. */
  readonly taken: boolean
  /** Has the handle by which others are filled. */
  readonly corner: boolean
  readonly depth: number
  readonly expandable: boolean
  readonly expanded: boolean
}

/** A press on the cell of an open editor, such as the second of two clicks, leaves the keyboard to the editor. */
function keepFocus(event: React.MouseEvent<HTMLElement>): void {
  if (event.target instanceof Node && event.currentTarget.contains(event.target)) event.preventDefault()
}

const Cell = memo(function Cell(props: CellProps) {
  const { scene, rowId, column, index, session, mark, depth } = props
  const box = useRef<HTMLDivElement>(null)
  useFlash(box, props)
  const pinned = index < scene.pinnedCount
  const marked = mark && (mark.editing ? scene.labels.editedBy(mark.name) : mark.name)
  const inline = session !== undefined && column.editor === 'inline'
  return (
    <div
      ref={box}
      role="gridcell"
      aria-colindex={index + 2}
      aria-description={marked}
      className={cx(
        'fu-cell',
        column.align === 'end' && 'fu-cell-end',
        column.align === 'center' && 'fu-cell-center',
        column.padding === 'tight' && 'fu-cell-tight',
        column.wrap === true && 'fu-cell-wrap',
        index === 0 && 'fu-cell-first',
        props.taken && 'fu-cell-taken',
        mark !== undefined && 'fu-cell-marked',
        inline && 'fu-cell-edited',
      )}
      aria-selected={props.taken || undefined}
      data-col={column.id}
      tabIndex={props.focused ? 0 : -1}
      style={pinned ? widthStyle(index) : boxStyle(index)}
      onMouseDown={session === undefined || inline ? undefined : keepFocus}
    >
      {index === 0 && scene.tree && (
        <span className="fu-indent" data-depth={Math.min(depth, 6)}>
          {props.expandable && (
            <button
              type="button"
              tabIndex={-1}
              className="fu-expander"
              data-act="toggle-row"
              aria-expanded={props.expanded}
              aria-label={props.expanded ? scene.labels.collapse : scene.labels.expand}
            >
              <Icon name="chevron-right" size={12} />
            </button>
          )}
        </span>
      )}
      {!inline && scene.renderCell(rowId, column, { focused: props.focused, rowSelected: props.selected })}
      {session !== undefined && (
        <EditorHost key={session.serial} session={session} column={column} host={scene.editorHost} cell={box} />
      )}
      {props.corner && <span className="fu-fill" data-act="fill" aria-hidden />}
      {mark !== undefined && (
        <span className="fu-mark" data-colour={mark.colour} data-editing={mark.editing || undefined} aria-hidden>
          <b>{marked}</b>
        </span>
      )}
    </div>
  )
}, sameCell)

function sameCell(before: CellProps, after: CellProps): boolean {
  if (before.scene !== after.scene) {
    const a = before.scene
    const b = after.scene
    if (a.renderCell !== b.renderCell || a.pinnedCount !== b.pinnedCount || a.tree !== b.tree || a.labels !== b.labels)
      return false
  }
  return (
    before.revision === after.revision &&
    before.rowId === after.rowId &&
    before.column === after.column &&
    before.index === after.index &&
    before.focused === after.focused &&
    before.selected === after.selected &&
    before.session === after.session &&
    before.mark === after.mark &&
    before.taken === after.taken &&
    before.corner === after.corner &&
    before.depth === after.depth &&
    before.expandable === after.expandable &&
    before.expanded === after.expanded
  )
}

/** Lights the cell up when its revision rises while it is on screen. */
function useFlash(box: React.RefObject<HTMLDivElement | null>, props: CellProps): void {
  const { scene, rowId, column, revision } = props
  const seen = useRef({ rowId, revision })
  useEffect(() => {
    const before = seen.current
    if (before.rowId === rowId && before.revision === revision) return
    seen.current = { rowId, revision }
    // The element draws another row now: nothing of that has changed.
    if (before.rowId !== rowId) return
    if (!scene.flash || scene.cellRevision === undefined || scene.changedHere(rowId, column.id)) return
    const element = box.current
    if (element === null || matchMedia('(prefers-reduced-motion: reduce)').matches) return
    element.setAttribute('data-flash', '')
    const flash = element.animate?.([{ opacity: 1 }, { opacity: 0 }], {
      duration: 900,
      easing: 'ease-out',
      pseudoElement: '::after',
    })
    flash?.addEventListener('finish', () => element.removeAttribute('data-flash'))
  }, [box, scene, rowId, column.id, revision])
}
