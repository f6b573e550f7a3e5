import type { GroupKey } from '@fulcrum/columnar'
import type { Viewport } from '@fulcrum/protocol'
import type { GridModel } from '@fulcrum/ui'
import type { SectionInfo } from './sections.ts'

/** The first rows as the server sent them; rows behind them are placeholders until the items are here. */
export function viewportModel(
  viewport: Viewport,
  sections: (occurring: readonly { readonly key: GroupKey }[]) => readonly SectionInfo[],
  collapsed: ReadonlySet<string>,
): GridModel {
  // @NOTE the server's groups are keyed as the engine keys them.
  const groups = viewport.groups.map(({ key, count, rows }) => ({ key: key as GroupKey, count, rows }))
  const byKey = new Map(groups.map((group) => [group.key, group]))
  const infos = sections(groups)
  const places = new Map<string, { readonly sectionIndex: number; readonly rowIndex: number }>()
  infos.forEach(({ id, key }, sectionIndex) => {
    if (collapsed.has(id)) return
    byKey.get(key)?.rows.forEach((row, rowIndex) => places.set(String(row), { sectionIndex, rowIndex }))
  })
  return {
    revision: 0,
    sections: infos.map(({ id, title, colour, key }) => ({
      id,
      title,
      rowCount: byKey.get(key)?.count ?? 0,
      collapsed: collapsed.has(id),
      ...(colour !== undefined && { colour }),
    })),
    rowAt: (sectionIndex, rowIndex) => {
      const info = infos[sectionIndex]
      const row = info === undefined ? undefined : byKey.get(info.key)?.rows[rowIndex]
      return row === undefined ? undefined : { id: String(row), revision: 0 }
    },
    find: (rowId) => places.get(rowId),
  }
}
