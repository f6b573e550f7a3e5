import type { FilterSpec } from '@fulcrum/domain'
import { useScene } from '../../scene.tsx'

/** Shows items in the board's first table, as a draft of it: what the chart's own filter leaves, and this one. */
export function useOpenTable(): (filter: FilterSpec) => void {
  const { records, spec, openView } = useScene()
  return (filter) => {
    const table = records.views.find(({ kind, ownerId }) => kind === 'table' && ownerId === null)
    const parts = [spec.filter, filter].flatMap((part) =>
      part === null || part === undefined ? [] : 'and' in part ? part.and : [part],
    )
    openView(table?.id ?? '', { ...table?.spec, filter: parts.length === 0 ? null : { and: parts } })
  }
}
