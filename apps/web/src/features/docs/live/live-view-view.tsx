import './live-view.css'
import type { ViewGlance } from '@fulcrum/protocol'
import { appHref } from '@fulcrum/ui/app-href'
import { Icon, Skeleton } from '@fulcrum/ui'
import { t } from '@fulcrum/ui/messages'
import { NodeViewWrapper, type ReactNodeViewProps } from '@tiptap/react'
import { Suspense, useEffect, useRef, useState } from 'react'
import { useKinds, useViewContext } from '../../../shell/client-context.tsx'
import { boardPath, itemPath } from '../../../shell/paths.ts'
import type { DocParts } from '../items/doc-parts.ts'

/** Draws the first items of a view for whoever reads, with a way to all of them. Nothing is asked before it comes into sight. */
export function LiveViewView({ node, extension, selected }: ReactNodeViewProps) {
  // @NOTE the node that this draws is made with these options.
  const { parts } = extension.options as { readonly parts: DocParts }
  const label = String(node.attrs['label'])
  const place = useRef<HTMLDivElement>(null)
  const board = String(node.attrs['board'])
  const view = typeof node.attrs['view'] === 'string' ? node.attrs['view'] : ''
  const glance = useGlance(parts, place, `${board} ${view}`)
  const path = view === '' ? boardPath(board) : `${boardPath(board)}?view=${view}`
  return (
    <NodeViewWrapper
      ref={place}
      className="doc-view"
      data-state={glance === undefined ? 'asking' : glance === null ? 'unknown' : 'live'}
      data-selected={selected ? '' : undefined}
      contentEditable={false}
    >
      {glance === null && (
        <p className="doc-view-none">
          <Icon name="lock" />
          {label} <span>{t('This is gone, or is not shared with you')}</span>
        </p>
      )}
      {glance === undefined && <Skeleton lines={3} label={t('Looking for {label}', { label })} />}
      {glance && (
        <>
          <p className="doc-view-head">
            <Icon name="board" />
            <a href={appHref(path)} onClick={(event) => goBy(event, parts, path)} className="fu-truncate">
              {glance.name === '' ? glance.boardName : `${glance.boardName} · ${glance.name}`}
            </a>
            <span className="doc-view-count">
              {t('{count, plural, one {# item} other {# items}}', { count: glance.count })}
            </span>
          </p>
          {glance.rows.length > 0 && <GlanceTable glance={glance} parts={parts} />}
          {glance.count > glance.rows.length && (
            <p className="doc-view-more">
              <a href={appHref(path)} onClick={(event) => goBy(event, parts, path)}>
                {t('Open all {count}', { count: glance.count })}
              </a>
            </p>
          )}
        </>
      )}
    </NodeViewWrapper>
  )
}

function GlanceTable({ glance, parts }: { readonly glance: ViewGlance; readonly parts: DocParts }) {
  const { columnViews } = useKinds()
  const context = useViewContext()
  return (
    <div className="doc-view-rows">
      <table aria-label={t('Items of {board}', { board: glance.boardName })}>
        <thead>
          <tr>
            <th scope="col">{t('Item')}</th>
            {glance.columns.map(({ title }, at) => (
              <th key={at} scope="col">
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {glance.rows.map(({ row, key, title, values }) => {
            const path = itemPath(glance.board, row)
            return (
              <tr key={row}>
                <td>
                  <a href={appHref(path)} onClick={(event) => goBy(event, parts, path)}>
                    <span className="doc-item-key">{key}</span>
                    {title}
                  </a>
                </td>
                {glance.columns.map(({ kind, settings }, at) => {
                  const view = columnViews.get(kind)
                  const value = values[at] ?? null
                  return (
                    <td key={at}>
                      {view !== undefined && value !== null && (
                        <Suspense>
                          <view.Cell value={value} settings={settings} context={context} />
                        </Suspense>
                      )}
                    </td>
                  )
                })}
              </tr>
            )
          })}
        </tbody>
      </table>
    </div>
  )
}

function goBy(event: React.MouseEvent, parts: DocParts, path: string): void {
  if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return
  event.preventDefault()
  parts.go(path)
}

/** What a view says by now, from when its place comes into sight. */
function useGlance(parts: DocParts, place: React.RefObject<HTMLElement | null>, id: string) {
  const [glance, setGlance] = useState(() => parts.views.get(id))
  useEffect(() => {
    const element = place.current
    if (element === null) return undefined
    let stop: (() => void) | null = null
    const look = (): void => setGlance(parts.views.get(id))
    const sight = new IntersectionObserver(([entry]) => {
      if (entry?.isIntersecting === true) stop ??= parts.views.watch(id, look)
      else {
        stop?.()
        stop = null
      }
    })
    sight.observe(element)
    return () => {
      sight.disconnect()
      stop?.()
    }
  }, [parts, place, id])
  return glance
}
