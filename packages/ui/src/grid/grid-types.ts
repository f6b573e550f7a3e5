import type { ReactNode, Ref } from 'react'
import type { LabelColour } from '../colours.ts'
import type { IconName } from '../icon-paths.ts'

/** How tall rows are: 28, 34 or 44 px. */
export type GridDensity = 'compact' | 'normal' | 'roomy'

/**
 * One column. Columns with `pinned` stay at the start edge; they must come first in the list.
 * @example { id: 'due', title: 'Due', width: 96, editor: 'popover' }
 */
export interface GridColumn {
  readonly id: string
  readonly title: string
  /** Pixels. The grid never changes it: it asks by `onResizeColumn`. */
  readonly width: number
  /** Pixels; default 56. */
  readonly minWidth?: number
  /** Where the value stands; numbers stand at the end. */
  readonly align?: 'start' | 'end' | 'center'
  readonly pinned?: boolean
  /** Takes what width is left when all columns fit; give it to one column, mostly the title. */
  readonly grow?: boolean
  /** `tight` leaves 3 px around the content, for cells filled edge to edge (labels). */
  readonly padding?: 'normal' | 'tight'
  /** Default true. */
  readonly resizable?: boolean
  /** Default true, except for pinned columns. */
  readonly movable?: boolean
  readonly icon?: IconName
  /** Shown as an arrow in the header, and as aria-sort. */
  readonly sorted?: 'ascending' | 'descending'
  /**
   * How a cell is edited. `inline`: in place, typing starts it. `popover`: anchored below the cell, one click opens it, typing starts it.
   * `toggle`: Enter, Space or a click calls `onActivate`. `none`: Enter calls `onActivate`. Default `none`.
   */
  readonly editor?: 'inline' | 'popover' | 'toggle' | 'none'
  /** Its text goes over as many lines as `GridModel.rowLines` says, where it would be cut otherwise. */
  readonly wrap?: boolean
  /** More text for the header's tooltip, e.g. the column's description. */
  readonly hint?: string
}

/** A run of rows under one group header. An ungrouped board is one section with `headless`. */
export interface GridSection {
  readonly id: string
  readonly title: string
  /** Lines drawn under the header, sub-items that are open included; what a collapsed section would show. */
  readonly rowCount: number
  readonly collapsed?: boolean
  /** No group header line; never collapsed. */
  readonly headless?: boolean
  /** No footer line (add and totals). */
  readonly footless?: boolean
  readonly colour?: LabelColour
  /** Quiet text after the title: "7 items · 14 Nov – 27 Nov". */
  readonly summary?: string
}

/** A column whose text goes over several lines, and how many pixels wide it stands there. */
export interface GridWrap {
  readonly columnId: string
  readonly widthPx: number
}

/** One row as the grid needs it; what is in its cells comes from `renderCell`. */
export interface GridRow {
  readonly id: string
  /** Rises whenever anything the row draws changes. */
  readonly revision: number
  /** 0 for an item, 1 for its sub-item, ... */
  readonly depth?: number
  /** Has rows below it: draws a chevron in the first column (grids with `tree`). */
  readonly expandable?: boolean
  readonly expanded?: boolean
}

/**
 * What the grid shows. It is pulled: only rows near the viewport are asked for, so nothing has to be materialised.
 * Pass a new object, or the same one with another `revision`, when anything changed.
 */
export interface GridModel {
  readonly revision: number
  readonly sections: readonly GridSection[]
  /** `undefined` while the row is not here yet: a placeholder is drawn. Must be fast; called for every visible row on every change. */
  rowAt(sectionIndex: number, rowIndex: number): GridRow | undefined
  /** Where a row stands now; keeps the focus on it when rows move. `undefined` when it is not shown. */
  find(rowId: string): { readonly sectionIndex: number; readonly rowIndex: number } | undefined
  /**
   * How many lines of text each row of a section has, at least 1, where some columns wrap: nothing is measured, so that the
   * height of the list is known whatever of it is drawn. The same array for as long as nothing in it changes.
   */
  rowLines?(sectionIndex: number, wrapped: readonly GridWrap[]): Uint8Array | undefined
  /** Rises when this cell's drawing changes. When absent every cell of a row repaints with the row's revision, and nothing flashes. */
  cellRevision?(rowId: string, columnId: string): number
}

/** Where the keyboard is. */
export type GridFocus =
  | { readonly kind: 'row'; readonly rowId: string; readonly columnId: string }
  | { readonly kind: 'column'; readonly sectionId: string; readonly columnId: string }
  | { readonly kind: 'section'; readonly sectionId: string }
  | { readonly kind: 'footer'; readonly sectionId: string; readonly columnId: string }

/** What a cell's drawing may depend on besides its value. */
export interface GridCellState {
  readonly focused: boolean
  readonly rowSelected: boolean
}

/** Where the focus goes after a commit. */
export type GridMove = 'stay' | 'down' | 'up' | 'right' | 'left'

/** Handed to an editor. The host handles Enter, Tab, Escape and leaving; the editor only says what the value would be. */
export interface GridEditorApi {
  readonly rowId: string
  readonly column: GridColumn
  /** The character that started the edit; the editor begins with it instead of the old value. */
  readonly initialText: string | undefined
  /** Remembers the value that Enter, Tab or leaving will commit. Without a draft they only close. */
  draft(value: unknown): void
  /** Commits at once (a picked option). Default move: `stay`. */
  commit(value: unknown, move?: GridMove): void
  /** Closes and keeps the old value. */
  cancel(): void
}

/** A place between two rows of a section. */
export interface GridDropTarget {
  readonly sectionId: string
  readonly beforeRowId: string | undefined
  readonly afterRowId: string | undefined
}

/** Another person's focus in a cell. */
export interface GridMark {
  readonly colour: LabelColour
  readonly name: string
  /** The person is writing there. */
  readonly editing: boolean
}

/** The key of a cell in `marks`. */
export function gridCellKey(rowId: string, columnId: string): string {
  return `${rowId}:${columnId}`
}

/** Every word the grid says by itself; pass translations by `labels`. */
export interface GridLabels {
  readonly addRow: string
  readonly addRowPlaceholder: string
  readonly selectRow: string
  readonly dragRow: string
  readonly expand: string
  readonly collapse: string
  readonly columnMenu: string
  readonly resizeColumn: string
  readonly addColumn: string
  readonly loading: string
  readonly rowMoved: string
  readonly columnMoved: (title: string, position: number) => string
  readonly columnResized: (title: string, widthPx: number) => string
  readonly readOnly: string
  readonly selected: (count: number) => string
  readonly editing: (title: string) => string
  readonly editedBy: (name: string) => string
}

/** What code outside can ask of a mounted grid. */
export interface GridHandle {
  /** Focuses the grid where it last was, else its first row. */
  focus(): void
  /** Scrolls to the cell and focuses it; false when the row is not shown. */
  focusCell(rowId: string, columnId?: string): boolean
  scrollToRow(rowId: string): boolean
  edit(rowId: string, columnId: string, initialText?: string): boolean
  /** Opens the "add row" field of a section (default: the focused or first one). */
  startAdd(sectionId?: string): boolean
  getFocus(): GridFocus | undefined
}

/** What somebody pasted, in the two ways in which programs give cells; empty where they did not. */
export interface GridPaste {
  readonly text: string
  readonly html: string
}

/** Cells that are taken together, from the first to the last. */
export interface GridCells {
  readonly rowIds: readonly string[]
  readonly columnIds: readonly string[]
}

/** Props of `Grid`. Functions should keep their identity: a new `renderCell` repaints every cell. */
export interface GridProps {
  readonly model: GridModel
  readonly columns: readonly GridColumn[]
  /** The accessible name. */
  readonly label: string
  readonly density?: GridDensity
  /** Rows may be expandable: reserves room for the chevron in the first column. */
  readonly tree?: boolean
  readonly ref?: Ref<GridHandle>
  readonly renderCell: (rowId: string, column: GridColumn, state: GridCellState) => ReactNode
  readonly renderEditor?: (api: GridEditorApi) => ReactNode
  /** Replaces title and summary in the group header; chevron and colour bar stay. */
  readonly renderGroupHeader?: (section: GridSection) => ReactNode
  readonly renderFooterCell?: (section: GridSection, column: GridColumn) => ReactNode
  /** Drawn at the end of the group header, e.g. a menu button. */
  readonly renderGroupActions?: (section: GridSection) => ReactNode
  /** Instead of rows when there are no sections. */
  readonly empty?: ReactNode
  /** Below the last section. */
  readonly after?: ReactNode
  readonly canEdit?: (rowId: string, columnId: string) => boolean
  readonly selection?: ReadonlySet<string>
  readonly onSelectionChange?: (selection: ReadonlySet<string>) => void
  /** Others' focus, keyed by `gridCellKey`. */
  readonly marks?: ReadonlyMap<string, GridMark>
  readonly labels?: Partial<GridLabels>
  /** Default true: a cell whose `cellRevision` rose lights up shortly, unless the change was made here. */
  readonly flashChanges?: boolean
  /** Says of a cell that rose that the change was made here by other means than the grid's own editor: it does not flash. */
  readonly isOwnChange?: (rowId: string, columnId: string) => boolean

  readonly onCommit?: (rowId: string, columnId: string, value: unknown) => void
  /** Says why a value cannot be committed: its editor then stays open and shows it. */
  readonly refuse?: (rowId: string, columnId: string, value: unknown) => string | null
  readonly onClear?: (rowIds: readonly string[], columnIds: readonly string[]) => void
  readonly onActivate?: (rowId: string, columnId: string) => void
  readonly onToggleRow?: (rowId: string, expand: boolean) => void
  readonly onToggleSection?: (sectionId: string, collapse: boolean) => void
  /** With it each section's footer has "Add item", which stays open for the next one. */
  readonly onAddRow?: (sectionId: string, title: string) => void
  /** What is pasted there and has several lines, behind what was typed before it; without it they become one. False where it is not taken, and stays. */
  readonly onAddLines?: (sectionId: string, text: string) => boolean
  /** With it rows have handles; `rowIds` are all selected rows when the dragged one is among them. */
  readonly onMoveRows?: (rowIds: readonly string[], target: GridDropTarget) => void
  /** With it group headers can be dragged, and moved by Alt and arrow keys; `beforeSectionId` undefined: to the end. */
  readonly onMoveSection?: (sectionId: string, beforeSectionId: string | undefined) => void
  /** `beforeColumnId` undefined: to the end. */
  readonly onMoveColumn?: (columnId: string, beforeColumnId: string | undefined) => void
  readonly onResizeColumn?: (columnId: string, widthPx: number) => void
  /** Header menu, by click on the header's chevron, context menu, or Enter. */
  readonly onColumnMenu?: (columnId: string, anchor: HTMLElement) => void
  /** With it the header ends with a + button. */
  readonly onAddColumn?: (anchor: HTMLElement) => void
  /** The menu of a row, asked for on one of its cells; `taken` are the cells that are taken together. */
  readonly onRowMenu?: (
    rowId: string,
    anchor: { readonly x: number; readonly y: number },
    columnId: string,
    taken: GridCells | undefined,
  ) => void
  /** Gives the cells below the first of each column what stands in that, or goes on with what stands in the first few. */
  readonly onFillDown?: (cells: GridCells, goesOn: boolean) => void
  /** With it the cells that are taken together have a handle at their corner: these rows, the nearest first, are filled from them. */
  readonly onFill?: (from: GridCells, rowIds: readonly string[], upwards: boolean) => void
  /** `editing`: an editor is open in the focused cell. */
  readonly onFocusChange?: (focus: GridFocus | undefined, editing: boolean) => void
  /**
   * Text for the clipboard (TSV): of the cells taken together by Shift or a drag, else of all columns of the selected rows,
   * else of the focused cell.
   */
  readonly onCopy?: (rowIds: readonly string[], columnIds: readonly string[]) => string | undefined
  /**
   * A paste, as it came (`pastedCells` reads it), from the focused cell to the right and down; `range` names the cells that are
   * taken together.
   */
  readonly onPaste?: (rowId: string, columnId: string, pasted: GridPaste, range?: GridCells) => void
  /** Asked before the grid acts on a key; `preventDefault` keeps the grid from acting. */
  readonly onKeyDown?: (event: React.KeyboardEvent, focus: GridFocus | undefined) => void
}
