import { Icon, type GridSection } from '@fulcrum/ui'
import { inDigits } from '@fulcrum/ui/messages'
import { useScene } from '../../scene.tsx'

/** A group, which folds by a click. */
export function SectionHead({ section, top }: { readonly section: GridSection; readonly top: number }) {
  const { model } = useScene()
  const shut = section.collapsed === true
  const count = model?.countOf(section.id) ?? 0
  return (
    <div className="ft-section" style={{ top }} data-colour={section.colour ?? 'grey'}>
      <button
        type="button"
        className="ft-fold"
        aria-expanded={!shut}
        onClick={() => model?.toggleSection(section.id, !shut)}
      >
        <Icon name={shut ? 'chevron-right' : 'chevron-down'} size={14} />
        <i className="ft-dot" aria-hidden="true" />
        <span className="fu-truncate" dir="auto">
          {section.title}
        </span>
        <span className="ft-count">{inDigits(count)}</span>
      </button>
    </div>
  )
}
