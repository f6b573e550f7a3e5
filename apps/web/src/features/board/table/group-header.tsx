import { IconButton, type GridSection } from '@fulcrum/ui'
import { t } from '@fulcrum/ui/messages'
import { withParts } from '../lazy-parts.ts'
import { rangeWords } from '../model/range-words.ts'
import { useOverlays } from '../overlays.tsx'
import { useScene } from '../scene.tsx'

/** Title and quiet summary of a group: how many items, and from when to when they go. */
export function GroupTitle({ section }: { readonly section: GridSection }) {
  const { model, plan, rangeAt, context, rights, records, structure } = useScene()
  const overlays = useOverlays()
  const group = records.groups.find(({ id }) => id === section.id)
  const count = model === null ? section.rowCount : model.countOf(section.id)
  const totals = rangeAt === null || model === null ? [] : model.totals(section.id, plan)
  const range = rangeAt === null ? null : rangeWords(totals[rangeAt], totals[rangeAt + 1], context)
  const rename = (anchor: HTMLElement): void => {
    if (group === undefined || !rights.structure) return
    overlays.ask(anchor, {
      label: t('Group name'),
      value: group.title,
      onAnswer: (title) => structure.updateGroup(group.id, { title }),
    })
  }
  return (
    <>
      <span className="fu-group-title" onDoubleClick={(event) => rename(event.currentTarget)}>
        {section.title}
      </span>
      <span className="fu-group-summary">
        {[t('{count, plural, one {# item} other {# items}}', { count }), range].filter(Boolean).join(' · ')}
      </span>
    </>
  )
}

/** The menu button of a group. */
export function GroupActions(props: {
  readonly section: GridSection
  readonly onSelect: (rowIds: readonly string[]) => void
}) {
  const { section, onSelect } = props
  const scene = useScene()
  const overlays = useOverlays()
  return (
    <span className="fb-group-actions">
      <IconButton
        icon="dots"
        size="small"
        label={t('Menu of {title}', { title: section.title })}
        onClick={(event) => {
          const anchor = event.currentTarget
          withParts(({ groupMenu }) =>
            overlays.menu(anchor, section.title, groupMenu(scene, section, anchor, overlays, onSelect)),
          )
        }}
      />
    </span>
  )
}
