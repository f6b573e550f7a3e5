import type { CellHost } from '@fulcrum/columns/web'
import type { BoardColumn, Json } from '@fulcrum/domain'
import { PendingMark } from '@fulcrum/ui'
import type { GridCellState, GridColumn, GridEditorApi, GridSection } from '@fulcrum/ui'
import { useCallback, useEffect, useMemo } from 'react'
import { useKinds } from '../../../shell/client-context.tsx'
import { KindEditor } from '../../../shell/kind-editor.tsx'
import { isLate } from '../../../shell/lateness.ts'
import { toggleCommand } from '../../../shell/toggle-command.ts'
import { cellValue } from '../model/row-reader.ts'
import { engine } from '../lazy-parts.ts'
import { useScene } from '../scene.tsx'
import { TitleCell } from './title-cell.tsx'
import { TitleEditor } from './title-editor.tsx'

/** How the grid draws and edits cells: each kind of column does it its own way. */
export function useCells() {
  const {
    reader,
    records,
    state,
    columns,
    context,
    rights,
    structure,
    runner,
    items,
    plan,
    model,
    view,
    ready,
    awaits,
    onOpenRow,
  } = useScene()
  const { columnViews } = useKinds()
  const byId = useMemo(() => new Map(columns.map((column) => [String(column.number), column])), [columns])
  useEffect(() => {
    if (!ready) return
    // From the moment somebody may edit, editors open at once, also without a network.
    for (const { kind } of columns)
      columnViews
        .get(kind.id)
        ?.preload?.()
        .catch(() => undefined)
  }, [ready, columns, columnViews])

  const { prefix } = records
  const { flat } = plan
  const marks = ready ? plan.marks : undefined
  const rowOf = useCallback((rowId: string) => model?.ids.rowOf(rowId) ?? Number(rowId), [model])

  /** Where a cell stands, for what it runs by itself; undefined where the reader may not edit it. */
  const hostOf = useCallback(
    (rowId: string, row: number, column: BoardColumn): CellHost | undefined => {
      const kindView = columnViews.get(column.kind.id)
      const mayRun =
        kindView?.sources !== undefined || (kindView?.runs === true ? rights.edit : rights.editColumn(column))
      if (reader === null || !mayRun || !reader.isHere(row)) return undefined
      return {
        item: model?.refOf(rowId) ?? row,
        column: column.number,
        columns: () => records.columns,
        valueOf: (number) => {
          const other = state.column(number)
          return other === undefined ? null : cellValue(reader, row, other)
        },
        run: (command, args) => items.act(rowId, command, args),
      }
    },
    [reader, rights, columnViews, model, records, state, items],
  )

  const renderCell = useCallback(
    (rowId: string, column: GridColumn, _state: GridCellState) => {
      if (reader === null) return null
      const row = rowOf(rowId)
      if (column.id === 'title') {
        return (
          <>
            <TitleCell row={row} prefix={prefix} reader={reader} flat={flat} onOpen={onOpenRow} />
            {marks?.draw(row, column.id)}
          </>
        )
      }
      const found = byId.get(column.id)
      const kindView = found === undefined ? undefined : columnViews.get(found.kind.id)
      if (found === undefined || kindView === undefined) return null
      if (!appliesTo(found.fields['appliesTo'], reader.lane(row, 'parent') !== null)) return null
      const value = cellValue(reader, row, found)
      if (value === null && awaits(found)) return <PendingMark />
      return (
        <>
          <kindView.Cell
            value={value}
            settings={found.settings}
            context={context}
            wraps={column.wrap === true}
            late={isLate(reader, row, found, columns, context.today)}
            host={hostOf(rowId, row, found)}
          />
          {marks?.draw(row, column.id)}
        </>
      )
    },
    [reader, rowOf, prefix, flat, onOpenRow, byId, columnViews, context, columns, hostOf, awaits, marks],
  )

  const renderEditor = useCallback(
    (api: GridEditorApi) => {
      if (reader === null) return null
      const row = rowOf(api.rowId)
      if (api.column.id === 'title') return <TitleEditor api={api} title={String(reader.lane(row, 'title') ?? '')} />
      const found = byId.get(api.column.id)
      const Editor = found === undefined ? undefined : columnViews.get(found.kind.id)?.Editor
      if (found === undefined || Editor === undefined) return null
      const settings = rights.structure
        ? {
            onSettings: (next: Json) => structure.updateColumn(found.id, { settings: next }),
            labelTools: engine.here()?.labelTools(state, found, runner),
          }
        : {}
      return (
        <KindEditor
          Editor={Editor}
          kind={found.kind}
          value={cellValue(reader, row, found)}
          settings={found.settings}
          context={context}
          label={found.title}
          initialText={api.initialText}
          onCommit={(value, then) => api.commit(value, then)}
          onCancel={api.cancel}
          onDraft={api.draft}
          host={hostOf(api.rowId, row, found)}
          {...settings}
        />
      )
    },
    [reader, rowOf, byId, columnViews, context, rights, structure, runner, hostOf, state],
  )

  const renderFooterCell = useCallback(
    (section: GridSection, column: GridColumn) => {
      if (model === null) return null
      const found = byId.get(column.id)
      const Summary = found === undefined ? undefined : columnViews.get(found.kind.id)?.Summary
      const at = view.aggregates.findIndex((aggregate) => String(aggregate.column) === column.id)
      const aggregate = view.aggregates[at]
      if (found === undefined || Summary === undefined || aggregate === undefined) return null
      const result = model.totals(section.id, plan)[at]
      if (result === undefined || result === null) return null
      return <Summary aggregate={aggregate.kind} result={result} settings={found.settings} context={context} />
    },
    [model, plan, byId, columnViews, view, context],
  )

  const canEdit = useCallback(
    (rowId: string, columnId: string): boolean => {
      if (reader?.isHere(rowOf(rowId)) !== true) return false
      if (columnId === 'title') return rights.edit
      const found = byId.get(columnId)
      if (found === undefined) return false
      const { runs, sources } = columnViews.get(found.kind.id) ?? {}
      if (sources === undefined && (!rights.edit || (runs !== true && !rights.editColumn(found)))) return false
      return appliesTo(found.fields['appliesTo'], state.system(rowOf(rowId), 'parent') !== null)
    },
    [reader, rights, byId, state, rowOf, columnViews],
  )

  /** A click on a cell that has no editor, or Command and Enter anywhere. */
  const activate = (rowId: string, columnId: string): void => {
    const found = byId.get(columnId)
    const row = rowOf(rowId)
    const toggled =
      found === undefined || reader === null
        ? null
        : toggleCommand(columnViews.get(found.kind.id), {
            board: state.boardId,
            column: found,
            row: model?.refOf(rowId) ?? row,
            value: cellValue(reader, row, found),
            me: context.me,
          })
    if (toggled === null) onOpenRow(row)
    else if (canEdit(rowId, columnId)) items.act(rowId, toggled.command, toggled.args)
  }

  const showsSources = columns.some(({ kind }) => columnViews.get(kind.id)?.sources !== undefined)

  return { renderCell, renderEditor, renderFooterCell, canEdit, activate, rowOf, byId, showsSources }
}

/** Whether a column holds something for this row: some are for items only, some for sub-items. */
function appliesTo(scope: Json | undefined, isSubItem: boolean): boolean {
  return scope === undefined || scope === 'both' || (scope === 'subitems') === isSubItem
}
