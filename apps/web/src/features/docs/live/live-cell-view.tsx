import './live-cell.css'
import { appHref } from '@fulcrum/ui/app-href'
import { t } from '@fulcrum/ui/messages'
import { NodeViewWrapper, type ReactNodeViewProps } from '@tiptap/react'
import { Suspense, useCallback, useSyncExternalStore } from 'react'
import { useKinds, useViewContext } from '../../../shell/client-context.tsx'
import { itemPath } from '../../../shell/paths.ts'
import type { DocParts } from '../items/doc-parts.ts'

/** Draws what a cell says now, as its column does, for whoever reads; a click opens the item. */
export function LiveCellView({ node, extension }: ReactNodeViewProps) {
  // @NOTE the node that this draws is made with these options.
  const { parts } = extension.options as { readonly parts: DocParts }
  const { kinds, columnViews } = useKinds()
  const context = useViewContext()
  const id = `${String(node.attrs['item'])} ${String(node.attrs['column'])}`
  const label = String(node.attrs['label'])
  const watch = useCallback((listener: () => void) => parts.cells.watch(id, listener), [parts, id])
  const cell = useSyncExternalStore(watch, () => parts.cells.get(id))
  const place = useCallback(
    (element: HTMLElement | null) => (element === null ? undefined : parts.cells.drawnAt(id, element)),
    [parts, id],
  )
  if (!cell) {
    return (
      <NodeViewWrapper
        ref={place}
        as="span"
        className="doc-chip doc-cell"
        data-state={cell === null ? 'unknown' : 'asking'}
        title={cell === null ? t('This is gone, or is not shared with you') : t('Looking for this cell')}
        contentEditable={false}
      >
        <span className="doc-cell-name">{label}</span>
      </NodeViewWrapper>
    )
  }
  const path = itemPath(cell.board, cell.row)
  // The names of connected items are not here: nothing would ever come after "Loading".
  const connects = kinds.get(cell.kind)?.connections !== undefined
  const view = connects ? undefined : columnViews.get(cell.kind)
  const name = t('{key} {title}: {column}', { key: cell.key, title: cell.title, column: cell.column })
  return (
    <NodeViewWrapper
      ref={place}
      as="a"
      className="doc-chip doc-cell"
      data-state={cell.deleted ? 'deleted' : 'live'}
      href={appHref(path)}
      title={cell.deleted ? t('{title} (in the trash)', { title: name }) : name}
      draggable={false}
      contentEditable={false}
      onClick={(event: React.MouseEvent) => {
        if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return
        event.preventDefault()
        parts.go(path)
      }}
    >
      <span className="doc-cell-name">
        {cell.key} {cell.column}
      </span>
      <span className="doc-cell-value">
        {view === undefined || cell.value === null ? (
          '–'
        ) : (
          <Suspense fallback="…">
            <view.Cell value={cell.value} settings={cell.settings} context={context} />
          </Suspense>
        )}
      </span>
    </NodeViewWrapper>
  )
}
