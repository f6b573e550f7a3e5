import { Button, EmptyState, Grid, Popover, toTsv, type GridFocus, type GridModel, type GridSection } from '@fulcrum/ui'
import type { PresentPerson } from '@fulcrum/protocol'
import { useCallback, useEffect, useMemo, useState, useSyncExternalStore, type ReactNode } from 'react'
import { useActions, useToasts } from '../../../shell/client-context.tsx'
import { useTransfer } from '../../../shell/transfer-context.ts'
import { maxCellsPerChange } from '@fulcrum/domain'
import { chunks } from '../actions/runner.ts'
import { useCells } from '../cells/use-cells.tsx'
import { AddColumn, ChangeKind, ColumnRulesForm, ColumnSettings, engine, withParts } from '../lazy-parts.ts'
import type { BoardModel } from '../model/board-model.ts'
import { cellValue } from '../model/row-reader.ts'
import { changeColumn } from '../model/view-state.ts'
import { viewportModel } from '../model/viewport-model.ts'
import { useOverlays } from '../overlays.tsx'
import { useScene } from '../scene.tsx'
import { moveShown, shownOrder } from '../shown-columns.ts'
import { showNewFilter } from '../toolbar/filter-overlays.tsx'
import { useColumns } from '../use-columns.ts'
import { useMarks, useTellFocus } from '../use-presence.ts'
import { GroupActions, GroupTitle } from './group-header.tsx'
import { NewGroup } from './new-group.tsx'

interface BoardTableProps {
  readonly people: readonly PresentPerson[]
  readonly collapsed: ReadonlySet<string>
  readonly empty: ReactNode
  readonly onNewItem: () => void
}

const nothing = (): (() => void) => () => undefined

/** The items as a table. Before they are here it shows the first rows that the server sent. */
export function BoardTable({ people, collapsed, empty, onNewItem }: BoardTableProps) {
  const scene = useScene()
  const { model, viewport, plan, reader, records, rights, items, structure, spec, setSpec, context, own, grid } = scene
  const overlays = useOverlays()
  const toasts = useToasts()
  const transfer = useTransfer()
  const cells = useCells()
  const gridColumns = useColumns()
  const marks = useMarks(people)
  const tellFocus = useTellFocus()
  const [selection, setSelection] = useState<ReadonlySet<string>>(() => new Set())
  // The model changes in place: its revision is what draws the table again.
  useSyncExternalStore(model?.subscribe ?? nothing, () => model?.revision ?? 0)
  const early = useMemo(
    () => (viewport === null ? null : viewportModel(viewport, plan.sections, collapsed)),
    [viewport, plan, collapsed],
  )
  const shown: GridModel | null = model ?? early
  const kept = useKept(selection, setSelection, model)
  const flash = useSettled(scene.ready)
  const editing = rights.edit && scene.ready

  useActions(
    kept.size === 0
      ? []
      : [
          {
            id: 'board.clear-selection',
            title: 'Clear the selection',
            section: 'Board',
            shortcut: 'Escape',
            run: () => setSelection(new Set()),
          },
        ],
  )

  const select = useCallback((rowIds: readonly string[]) => setSelection(new Set(rowIds)), [])
  const renderGroupHeader = useCallback((section: GridSection) => <GroupTitle section={section} />, [])
  const renderGroupActions = useCallback(
    (section: GridSection) => <GroupActions section={section} onSelect={select} />,
    [select],
  )
  const Bulk = engine.here()?.BulkBar
  if (shown === null) return null

  const openFocused = (focus: GridFocus | undefined): boolean => {
    if (focus?.kind !== 'row') return false
    scene.onOpenRow(cells.rowOf(focus.rowId))
    return true
  }
  const copy = (rowIds: readonly string[], columnIds: readonly string[]): string | undefined => {
    if (reader === null) return undefined
    const text = (row: number, columnId: string): string => {
      if (columnId === 'title') return String(reader.lane(row, 'title') ?? '')
      const column = cells.byId.get(columnId)
      const value = column === undefined ? null : cellValue(reader, row, column)
      return column === undefined || value === null ? '' : column.kind.format(value, column.settings, context)
    }
    return toTsv(rowIds.map((id) => columnIds.map((columnId) => text(cells.rowOf(id), columnId))))
  }
  const paste = (
    rowId: string,
    columnId: string,
    texts: readonly (readonly string[])[],
    range?: { readonly rowIds: readonly string[]; readonly columnIds: readonly string[] },
  ): void => {
    const at = shown.find(rowId)
    const work = engine.here()
    if (at === undefined || model === null || work === undefined || !editing) return
    const below = selection.has(rowId) ? [...selection] : rowsBelow(shown, at.sectionIndex, at.rowIndex, texts.length)
    const right = gridColumns.slice(gridColumns.findIndex(({ id }) => id === columnId)).map(({ id }) => id)
    const fills = texts.length === 1 && texts[0]?.length === 1
    const read = work.readPaste(texts, {
      // One text fills whatever is taken together; a table lies where its first cell does.
      rowIds: fills && range !== undefined ? range.rowIds : below,
      columnIds: fills ? (range?.columnIds ?? right.slice(0, 1)) : right,
      column: (id) => cells.byId.get(id),
      canEdit: cells.canEdit,
      context,
      sourceOf: (id, column) => {
        const sources = scene.sourcesOf(id, column)
        if (sources === null || typeof sources === 'string') return sources
        return sources.length > 1 ? severalSources : (sources[0]?.column ?? null)
      },
    })
    items.paste(read.columns, 'Pasted')
    if (read.refused > 0 && read.reason !== null) {
      toasts.show({
        icon: 'warning',
        tone: 'danger',
        text: read.refused === 1 ? read.reason : `${read.refused} cells were not pasted. ${read.reason}`,
      })
    }
  }

  return (
    <div className="fb-table">
      <Grid
        ref={grid}
        label={records.name}
        model={shown}
        columns={gridColumns}
        tree={!plan.flat}
        renderCell={cells.renderCell}
        renderEditor={cells.renderEditor}
        renderFooterCell={cells.renderFooterCell}
        renderGroupHeader={renderGroupHeader}
        renderGroupActions={renderGroupActions}
        empty={empty}
        after={<NewGroup />}
        canEdit={cells.canEdit}
        selection={kept}
        marks={marks}
        flashChanges={flash}
        isOwnChange={own.has}
        onActivate={cells.activate}
        onToggleRow={(rowId, expand) => model?.toggleRow(rowId, expand)}
        onToggleSection={(sectionId, collapse) => model?.toggleSection(sectionId, collapse)}
        onFocusChange={tellFocus}
        onCopy={copy}
        onColumnMenu={(columnId, anchor) =>
          withParts(({ columnMenu }) =>
            overlays.menu(
              anchor,
              'Column',
              columnMenu(scene, columnId, anchor, overlays, {
                settings: ({ id }) => overlays.show((close) => <ColumnSettings columnId={id} onClose={close} />),
                rules: ({ id }) => overlays.show((close) => <ColumnRulesForm columnId={id} onClose={close} />),
                changeKind: ({ id }) => overlays.show((close) => <ChangeKind columnId={id} onClose={close} />),
                filter: (column, at) => showNewFilter(scene, overlays, at, column),
              }),
            ),
          )
        }
        onResizeColumn={(columnId, widthPx) =>
          setSpec(
            changeColumn(spec, shownOrder(scene), columnId === 'title' ? 'title' : Number(columnId), {
              width: Math.min(2_000, Math.max(40, Math.round(widthPx))),
            }),
          )
        }
        onMoveColumn={(columnId, before) => {
          if (columnId !== 'title')
            moveShown(scene, Number(columnId), before === undefined ? undefined : Number(before))
        }}
        onRowMenu={(rowId, at) =>
          withParts(({ rowMenu }) => overlays.menu(at, 'Item', rowMenu(scene, rowId, kept, at, overlays, transfer)))
        }
        onKeyDown={(event, focus) => {
          if (
            event.key === ' ' &&
            focus?.kind === 'row' &&
            focus.columnId === 'title' &&
            !event.shiftKey &&
            !event.ctrlKey
          ) {
            if (openFocused(focus)) event.preventDefault()
          }
        }}
        {...((rights.edit || cells.showsSources) && {
          refuse: (rowId: string, columnId: string, value: unknown) =>
            editing ? (engine.here()?.refuseCell(scene.state, cells.rowOf(rowId), columnId, value) ?? null) : null,
          onCommit: (rowId: string, columnId: string, value: unknown) => {
            // @NOTE editors give values of their kinds, which are JSON; the command checks them again.
            items.setCell(rowId, columnId, value as Parameters<typeof items.setCell>[2])
          },
        })}
        {...(editing && {
          onSelectionChange: setSelection,
          onClear: (rowIds: readonly string[], columnIds: readonly string[]) => {
            items.paste(
              columnIds.flatMap((columnId) => {
                const rows = columnId === 'title' ? [] : rowIds.filter((id) => cells.canEdit(id, columnId))
                return chunks(rows, maxCellsPerChange).map((part) => ({ columnId, rowIds: part, values: [null] }))
              }),
              'Cleared',
            )
          },
          onAddRow: (sectionId: string, title: string) => void items.add(sectionId, title),
          onMoveRows: items.move,
          onPaste: paste,
        })}
        {...(rights.structure &&
          scene.ready && {
            onAddColumn: (anchor: HTMLElement) =>
              overlays.show((close) => (
                <Popover open anchor={anchor} align="end" label="Add column" onClose={close} className="fb-add-column">
                  <AddColumn
                    onDone={close}
                    onSetUp={(id) => overlays.show((end) => <ColumnSettings columnId={id} onClose={end} />)}
                  />
                </Popover>
              )),
          })}
        {...(rights.structure &&
          scene.ready &&
          scene.view.groupBy.column === 'group' && { onMoveSection: structure.moveGroupBefore })}
      />
      {editing && model?.count === 0 && !scene.narrowed && shown.sections.length > 0 && (
        <div className="fb-first">
          <EmptyState
            text="Nothing here yet. An item is a piece of work: a feature, a bug, a risk."
            action={
              <Button icon="plus" shortcut="C" onClick={onNewItem}>
                Add the first item
              </Button>
            }
          />
        </div>
      )}
      {Bulk !== undefined && <Bulk selection={kept} onClear={() => setSelection(new Set())} />}
    </div>
  )
}

/** Why nothing is pasted where a cell shows several. */
const severalSources = 'Some of these cells show several items: open one to choose which to change.'

/** More selected rows than this are looked up when something is done to them, not at every draw. */
const LOOKED_UP_ROWS = 1_000

/** The selected rows that are still in the view, also those of collapsed groups: nobody acts on what is filtered away. */
function useKept(
  selection: ReadonlySet<string>,
  setSelection: (selection: ReadonlySet<string>) => void,
  model: BoardModel | null,
): ReadonlySet<string> {
  const there =
    selection.size > LOOKED_UP_ROWS ? [...selection] : [...selection].filter((id) => model?.contains(id) !== false)
  const kept = there.length === selection.size ? selection : new Set(there)
  useEffect(() => {
    if (kept !== selection) setSelection(kept)
  })
  return kept
}

/** True a moment after it became so: what arrives while a board opens is no news. */
function useSettled(ready: boolean): boolean {
  const [settled, setSettled] = useState(false)
  useEffect(() => {
    if (!ready) return undefined
    const timer = setTimeout(() => setSettled(true), 600)
    return () => {
      clearTimeout(timer)
      setSettled(false)
    }
  }, [ready])
  return settled
}

/** The names of a row and those below it in its section. */
function rowsBelow(model: GridModel, sectionIndex: number, rowIndex: number, count: number): string[] {
  const ids: string[] = []
  for (let at = rowIndex; ids.length < count; at += 1) {
    const row = model.rowAt(sectionIndex, at)
    if (row === undefined) break
    ids.push(row.id)
  }
  return ids
}
