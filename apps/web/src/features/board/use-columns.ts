import type { ColumnView } from '@fulcrum/columns/web'
import type { GridColumn } from '@fulcrum/ui'
import { t } from '@fulcrum/ui/messages'
import { useMemo } from 'react'
import { useKinds } from '../../shell/client-context.tsx'
import { useNarrow } from '../../shell/use-narrow.ts'
import { tableSettings } from './model/table-settings.ts'
import { useScene } from './scene.tsx'

const TITLE_WIDTH_PX = 392
const TITLE_MIN_PX = 180
/** So much of a telephone's width that the edge of another column is seen beside it. */
const TITLE_NARROW_PX = 260

/** The grid's columns as the view shows them: the title first and pinned, then the others in their order. */
export function useColumns(): readonly GridColumn[] {
  const { view, spec, rights } = useScene()
  const { columnViews } = useKinds()
  const narrow = useNarrow()
  return useMemo(() => {
    const sorts = new Map((spec.sort ?? []).map(({ column, direction }) => [column, direction]))
    const sorted = (column: number | 'title') => {
      const direction = sorts.get(column)
      return direction === undefined
        ? {}
        : { sorted: direction === 'asc' ? ('ascending' as const) : ('descending' as const) }
    }
    const { pinned: pinnedColumns, wrapped } = tableSettings(spec)
    const titleWidth = view.columns.find(({ field }) => field.column === 'title')?.width ?? TITLE_WIDTH_PX
    const title: GridColumn = {
      id: 'title',
      title: t('Item'),
      width: narrow ? Math.min(titleWidth, TITLE_NARROW_PX) : titleWidth,
      minWidth: TITLE_MIN_PX,
      pinned: true,
      grow: true,
      movable: false,
      wrap: wrapped.includes('title'),
      editor: rights.edit ? 'inline' : 'none',
      ...sorted('title'),
    }
    const others = view.columns.flatMap(({ field, hidden, width }): GridColumn[] => {
      const column = field.source
      if (hidden || column === undefined) return []
      const drawn: Partial<ColumnView> = columnViews.get(column.kind.id) ?? {}
      const editable =
        drawn.sources !== undefined || (rights.edit && (drawn.runs === true || rights.editColumn(column)))
      const description = column.fields['description']
      return [
        {
          id: String(column.number),
          title: column.title,
          width: width ?? drawn.widthOf?.(column.settings) ?? drawn.width ?? 140,
          editor: editable ? (drawn.editor ?? 'none') : 'none',
          ...(drawn.align !== undefined && { align: drawn.align }),
          ...(drawn.padding !== undefined && { padding: drawn.padding }),
          ...(column.kind.wraps !== undefined && { wrap: wrapped.includes(column.number) }),
          ...(typeof description === 'string' && { hint: description }),
          ...sorted(column.number),
        },
      ]
    })
    // On a telephone the title is as much as can stay.
    const pinned = new Set(narrow ? [] : pinnedColumns.map(String))
    const isPinned = ({ id }: GridColumn): boolean => pinned.has(id)
    return [
      title,
      ...others.filter(isPinned).map((column) => ({ ...column, pinned: true })),
      ...others.filter((column) => !isPinned(column)),
    ]
  }, [view, spec, rights, columnViews, narrow])
}
