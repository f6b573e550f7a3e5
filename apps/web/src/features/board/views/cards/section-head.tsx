import { must } from '@fulcrum/domain'
import { Icon } from '@fulcrum/ui'
import type { SectionInfo } from '../../model/sections.ts'
import { useScene } from '../../scene.tsx'

/** The head of a section: what its cards have in common, and how many they are. A click folds it. */
export function SectionHead({ info: { id, title, colour } }: { readonly info: SectionInfo }) {
  const { context, ...scene } = useScene()
  const model = must(scene.model, 'the items')
  const isShut = model.isShut(id)
  return (
    <button
      type="button"
      className="fk-lane-head"
      aria-expanded={!isShut}
      data-colour={colour ?? 'grey'}
      onClick={() => model.toggleSection(id, !isShut)}
    >
      <Icon name={isShut ? 'chevron-right' : 'chevron-down'} size={14} />
      <i className="fk-dot" aria-hidden="true" />
      <span className="fu-truncate">{title}</span>
      <span className="fk-count">{model.countOf(id).toLocaleString(context.locale)}</span>
    </button>
  )
}
