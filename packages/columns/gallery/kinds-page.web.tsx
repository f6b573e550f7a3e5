import type { AggregateValue } from '@fulcrum/columnar'
import type { Json } from '@fulcrum/domain'
import { must } from '@fulcrum/domain'
import { Grid } from '@fulcrum/ui'
import type { GridColumn, GridHandle, GridModel } from '@fulcrum/ui'
import { useEffect, useMemo, useRef, useState } from 'react'
import { context, sampleColumns, sampleRows, today } from './sample.web.ts'
import type { SampleColumn } from './sample.web.ts'

/** A board with every kind. `edit` is `row:column`, both as numbers: the editor that is open. */
export function KindsPage({ edit }: { readonly edit: string | null }) {
  const [columns, setColumns] = useState(sampleColumns)
  const [rows, setRows] = useState(sampleRows)
  const [revision, setRevision] = useState(0)
  const grid = useRef<GridHandle>(null)
  const byId = useMemo(() => new Map(columns.map((column) => [column.id, column])), [columns])
  const model = useMemo<GridModel>(
    () => ({
      revision,
      sections: [
        { id: 'g', title: 'Sprint 24', rowCount: rows.length, colour: 'blue', summary: `${rows.length} items` },
      ],
      rowAt: (_, index) => ({ id: String(index), revision }),
      find: (rowId) => ({ sectionIndex: 0, rowIndex: Number(rowId) }),
    }),
    [revision, rows.length],
  )
  useEffect(() => {
    const [row, column, text] = edit?.split(':') ?? []
    if (row !== undefined && column !== undefined) setTimeout(() => grid.current?.edit(row, column, text), 100)
  }, [edit])

  const valueOf = (rowId: string, columnId: string): Json => rows[Number(rowId)]?.[columnId] ?? null
  const set = (rowId: string, columnId: string, value: Json): void => {
    setRows((old) => old.map((row, index) => (index === Number(rowId) ? { ...row, [columnId]: value } : row)))
    setRevision((old) => old + 1)
  }
  const columnOf = (id: string): SampleColumn => must(byId.get(id))
  return (
    <div className="kinds">
      <h1>Column kinds</h1>
      <Grid
        ref={grid}
        label="Column kinds"
        model={model}
        columns={columns.map(gridColumn)}
        renderCell={(rowId, { id }) => {
          const { view, settings } = columnOf(id)
          const value = valueOf(rowId, id)
          const late = id === 'due' && Number(rowId) === 3
          return <view.Cell value={value} settings={settings} context={context} late={late} />
        }}
        renderEditor={(api) => {
          const { view, settings, title } = columnOf(api.column.id)
          if (view.Editor === undefined) return null
          return (
            <view.Editor
              value={valueOf(api.rowId, api.column.id)}
              settings={settings}
              context={context}
              label={title}
              initialText={api.initialText}
              onCommit={api.commit}
              onCancel={api.cancel}
              onDraft={api.draft}
              onSettings={(next) => {
                setColumns((old) =>
                  old.map((column) => (column.id === api.column.id ? { ...column, settings: next } : column)),
                )
                setRevision((old) => old + 1)
              }}
            />
          )
        }}
        renderFooterCell={(_, { id }) => {
          const { view, kind, settings } = columnOf(id)
          const aggregate = kind.defaultAggregate ?? kind.aggregates[0]
          if (view.Summary === undefined || aggregate === undefined) return null
          const result = aggregated(
            aggregate,
            rows.map((row) => row[id] ?? null),
          )
          return <view.Summary aggregate={aggregate} result={result} settings={settings} context={context} />
        }}
        onCommit={(rowId, columnId, value) => set(rowId, columnId, value as Json)}
        onActivate={(rowId, columnId) => {
          const { view, settings } = columnOf(columnId)
          if (view.toggle !== undefined) set(rowId, columnId, view.toggle(valueOf(rowId, columnId), settings))
        }}
        onClear={(rowIds, columnId) => {
          for (const rowId of rowIds) set(rowId, columnId, null)
        }}
      />
    </div>
  )
}

function gridColumn({ id, title, view, width }: SampleColumn): GridColumn {
  return {
    id,
    title,
    width: width ?? view.width,
    editor: view.editor,
    icon: view.icon,
    ...(view.align !== undefined && { align: view.align }),
    ...(view.padding !== undefined && { padding: view.padding }),
  }
}

/** Good enough for a drawing; the real ones come from the engine. */
function aggregated(aggregate: string, values: readonly Json[]): AggregateValue {
  if (aggregate === 'share') {
    const counts = Map.groupBy(values, (value) => (Array.isArray(value) ? value.join(',') : (value as number)))
    return [...counts].map(([value, all]) => ({ value, count: all.length }))
  }
  if (aggregate === 'sum')
    return values.reduce<number>((sum, value) => sum + (typeof value === 'number' ? value : 0), 0)
  if (aggregate === 'latest' || aggregate === 'earliest') return today + 20
  if (aggregate === 'distinct')
    return new Set(values.filter((value) => value !== null).map((value) => JSON.stringify(value))).size
  return values.filter((value) => value !== null).length
}
