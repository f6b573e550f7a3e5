import { Grid, type GridCells, type GridFocus, type GridModel, type GridProps, type GridSection } from '@fulcrum/ui'
import type { PresentPerson } from '@fulcrum/protocol'
import { t } from '@fulcrum/ui/messages'
import { useCallback, useEffect, useMemo, useState, useSyncExternalStore, type ReactNode } from 'react'
import { useActions, useClient, useToasts } from '../../../shell/client-context.tsx'
import { useTransfer } from '../../../shell/transfer-context.ts'
import { useCells } from '../cells/use-cells.tsx'
import { ChangeKind, ColumnRulesForm, ColumnSettings, engine, withParts } from '../lazy-parts.ts'
import type { BoardModel } from '../model/board-model.ts'
import { tableSettings } from '../model/table-settings.ts'
import { changeColumn } from '../model/view-state.ts'
import { viewportModel } from '../model/viewport-model.ts'
import { useOverlays } from '../overlays.tsx'
import { useScene } from '../scene.tsx'
import { moveShown, shownOrder } from '../shown-columns.ts'
import { useColumns } from '../use-columns.ts'
import { useMarks, useTellFocus } from '../use-presence.ts'
import { GroupActions, GroupTitle } from './group-header.tsx'
import { NewGroup } from './new-group.tsx'

interface BoardTableProps {
  readonly people: readonly PresentPerson[]
  readonly collapsed: ReadonlySet<string>
  readonly empty: ReactNode
}

const nothing = (): (() => void) => () => undefined

/** The items as a table. Before they are here it shows the first rows that the server sent. */
export function BoardTable({ people, collapsed, empty }: BoardTableProps) {
  const scene = useScene()
  const { model, viewport, plan, records, rights, items, structure, spec, setSpec, own, grid, largeWork, showWork } =
    scene
  const overlays = useOverlays()
  const toasts = useToasts()
  const client = useClient()
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
            title: t('Clear the selection'),
            section: t('Board'),
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
  const { BulkBar: Bulk, FirstItem: First } = engine.here() ?? {}
  if (shown === null) return null

  const openFocused = (focus: GridFocus | undefined): boolean => {
    if (focus?.kind !== 'row') return false
    scene.onOpenRow(cells.rowOf(focus.rowId))
    return true
  }
  const setting = { scene, client, toasts, cells, showWork }
  const copy = (rowIds: readonly string[], columnIds: readonly string[]): string | undefined =>
    engine.here()?.copyOf(scene, cells, rowIds, columnIds)
  const paste: GridProps['onPaste'] = (rowId, columnId, pasted, range) =>
    engine
      .here()
      ?.pasteInto(
        { ...setting, shown, columnIds: gridColumns.map(({ id }) => id), selection, working: largeWork !== null },
        { rowId, columnId, range },
        pasted,
      )

  return (
    <div className="fb-table">
      <Grid
        ref={grid}
        label={records.name}
        model={shown}
        columns={gridColumns}
        density={tableSettings(spec).rows}
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
              t('Column'),
              columnMenu(scene, columnId, anchor, overlays, {
                settings: ({ id }) => overlays.show((close) => <ColumnSettings columnId={id} onClose={close} />),
                rules: ({ id }) => overlays.show((close) => <ColumnRulesForm columnId={id} onClose={close} />),
                changeKind: ({ id }) => overlays.show((close) => <ChangeKind columnId={id} onClose={close} />),
                filter: (column, at) => withParts(({ showNewFilter }) => showNewFilter(scene, overlays, at, column)),
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
        onRowMenu={(rowId, at, columnId, taken) =>
          withParts(({ rowMenu, fillItems }) =>
            overlays.menu(at, t('Item'), [
              ...(editing ? fillItems(setting, rowId, columnId, taken) : []),
              ...rowMenu(scene, rowId, kept, at, overlays, transfer, columnId),
            ]),
          )
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
          onClear: (rowIds: readonly string[], columnIds: readonly string[]) =>
            engine.here()?.clearCells(setting, rowIds, columnIds),
          onFillDown: (taken: GridCells, goesOn: boolean) => engine.here()?.fillDown(setting, taken, goesOn),
          onFill: (from: GridCells, rowIds: readonly string[], upwards: boolean) =>
            engine.here()?.fillFrom(setting, from, rowIds, upwards),
          onAddRow: (sectionId: string, title: string) => void items.add(sectionId, title),
          onAddLines: (sectionId: string, text: string) => items.addLines(sectionId, text),
          onMoveRows: items.move,
          onPaste: paste,
        })}
        {...(rights.structure &&
          scene.ready && {
            onAddColumn: (anchor: HTMLElement) => withParts(({ showAddColumn }) => showAddColumn(overlays, anchor)),
          })}
        {...(rights.structure &&
          scene.ready &&
          scene.view.groupBy.column === 'group' && { onMoveSection: structure.moveGroupBefore })}
      />
      {First !== undefined && scene.ready && model?.count === 0 && !scene.narrowed && shown.sections.length > 0 && (
        <First start={() => grid.current?.startAdd() === true} />
      )}
      {Bulk !== undefined && largeWork === null && <Bulk selection={kept} onClear={() => setSelection(new Set())} />}
    </div>
  )
}

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
