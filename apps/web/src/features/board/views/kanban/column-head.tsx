import { cx, IconButton } from '@fulcrum/ui'
import { withParts } from '../../lazy-parts.ts'
import type { SectionInfo } from '../../model/sections.ts'
import { useOverlays } from '../../overlays.tsx'
import { useScene } from '../../scene.tsx'

/** What a column is, and how many cards stand in it. */
export function ColumnHead({ info, foldable = false }: { readonly info: SectionInfo; readonly foldable?: boolean }) {
  const { model, context } = useScene()
  if (model === null) return null
  const shut = foldable && model.isShut(info.id)
  const count = model.countOf(info.id)
  return (
    <header className={cx('fk-head', shut && 'fk-head-shut')} data-colour={info.colour ?? 'grey'}>
      <button
        type="button"
        className="fk-fold"
        disabled={!foldable}
        {...(foldable && { 'aria-expanded': !shut, title: shut ? 'Open this column' : 'Fold this column' })}
        onClick={() => model.toggleSection(info.id, !shut)}
      >
        <i className="fk-dot" aria-hidden="true" />
        <span className="fk-name fu-truncate">{info.title}</span>
        <span className="fk-count">{count.toLocaleString(context.locale)}</span>
      </button>
      {info.groupId !== undefined && !shut && <GroupMenu info={info} />}
    </header>
  )
}

function GroupMenu({ info }: { readonly info: SectionInfo }) {
  const scene = useScene()
  const overlays = useOverlays()
  return (
    <IconButton
      icon="dots"
      size="small"
      label={`Menu of ${info.title}`}
      onClick={(event) => {
        const anchor = event.currentTarget
        const section = scene.model?.sections.find(({ id }) => id === info.id)
        if (section === undefined) return
        withParts(({ groupMenu }) =>
          overlays.menu(
            anchor,
            info.title,
            groupMenu(scene, section, anchor, overlays, () => undefined),
          ),
        )
      }}
    />
  )
}
