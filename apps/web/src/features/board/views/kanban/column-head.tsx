import type { Limit } from '@fulcrum/domain'
import { cx, IconButton } from '@fulcrum/ui'
import { t } from '@fulcrum/ui/messages'
import { useLayoutEffect, useRef, type KeyboardEvent, type PointerEvent } from 'react'
import type { SectionInfo } from '../../model/sections.ts'
import { useOverlays } from '../../overlays.tsx'
import { useScene } from '../../scene.tsx'
import { headMenu, type HeadOfColumn } from './head-menu.tsx'

interface ColumnHeadProps extends HeadOfColumn {
  /** Items of the board that count there, where the column has a limit. */
  readonly standing: number
  readonly onDrag: (event: PointerEvent<HTMLElement>, info: SectionInfo) => void
}

/** What a column is, how many cards stand in it, and whether that is too many. */
export function ColumnHead(props: ColumnHeadProps) {
  const { info, infos, changes, limit, standing, onlyOpen, foldable, onDrag } = props
  const scene = useScene()
  const overlays = useOverlays()
  const { model, context } = scene
  const head = useRef<HTMLElement>(null)
  const place = infos.findIndex(({ id }) => id === info.id)
  // Moved by keys or by its menu it has the keyboard, and is seen where it stands now.
  useLayoutEffect(() => {
    if (head.current?.contains(document.activeElement) === true)
      head.current.scrollIntoView({ block: 'nearest', inline: 'nearest' })
    // It may stand elsewhere where the place moved.
    // oxlint-disable-next-line react/exhaustive-effect-dependencies
  }, [place])
  if (model === null) return null
  const shut = foldable && model.isShut(info.id)
  const count = model.countOf(info.id)
  const movable = changes?.has(info) === true
  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    if (!movable || changes === null || !event.altKey || !/^Arrow(Left|Right)$/.test(event.key)) return
    event.preventDefault()
    const rtl = getComputedStyle(event.currentTarget).direction === 'rtl'
    const by = (event.key === 'ArrowRight') === rtl ? -1 : 1
    const others = infos.filter(changes.has)
    const at = others.findIndex(({ id }) => id === info.id)
    if (at + by < 0 || at + by >= others.length) return
    changes.moveBefore(info, others[by === 1 ? at + 2 : at - 1])
  }
  return (
    <header
      ref={head}
      className={cx('fk-head', shut && 'fk-head-shut')}
      data-head={info.id}
      data-colour={info.colour ?? 'grey'}
      data-movable={movable}
      onPointerDown={(event) => movable && onDrag(event, info)}
    >
      <button
        type="button"
        className="fk-fold"
        {...(foldable
          ? { 'aria-expanded': !shut, title: shut ? t('Open this column') : t('Fold this column') }
          : { 'aria-disabled': true })}
        onClick={() => foldable && model.toggleSection(info.id, !shut)}
        onKeyDown={onKeyDown}
      >
        <i className="fk-dot" aria-hidden="true" />
        <span className="fk-name fu-truncate">{info.title}</span>
        <span className="fk-count">{count.toLocaleString(context.locale)}</span>
      </button>
      {limit !== undefined && <LimitMark limit={limit} standing={standing} onlyOpen={onlyOpen} />}
      {!shut && (
        <IconButton
          icon="dots"
          size="small"
          label={t('Menu of {title}', { title: info.title })}
          aria-haspopup="menu"
          onClick={(event) => {
            const anchor = event.currentTarget
            overlays.menu(anchor, info.title, headMenu(scene, props, anchor, overlays))
          }}
        />
      )}
    </header>
  )
}

interface LimitMarkProps {
  readonly limit: Limit
  readonly standing: number
  readonly onlyOpen: boolean
}

function LimitMark({ limit, standing, onlyOpen }: LimitMarkProps) {
  const { context } = useScene()
  const [there, most] = [standing, limit.most].map((count) => count.toLocaleString(context.locale))
  const isOver = standing > limit.most
  const what = onlyOpen ? t('open items of this board; finished ones do not count') : t('items of this board')
  return (
    <span
      className="fk-limit"
      data-over={isOver}
      data-full={standing === limit.most}
      title={
        limit.over === 'refuse'
          ? t('{there} of at most {most} {what}. One more is refused', { there, most, what })
          : t('{there} of at most {most} {what}', { there, most, what })
      }
    >
      {onlyOpen ? t('{there} of {most} open', { there, most }) : t('{there} of {most}', { there, most })}
      {isOver && <span className="fu-hidden">{t(', more than the limit')}</span>}
    </span>
  )
}
