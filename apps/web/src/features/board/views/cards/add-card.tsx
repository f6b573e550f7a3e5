import { Icon } from '@fulcrum/ui'
import { t } from '@fulcrum/ui/messages'
import { useScene } from '../../scene.tsx'
import { NewCard } from '../kanban/new-card.tsx'

interface AddCardProps {
  readonly section: string
  /** A title is being typed here. */
  readonly open: boolean
  readonly onOpen: (open: boolean) => void
}

/** The place behind the last card of a section, where new ones are typed. */
export function AddCard({ section, open, onOpen }: AddCardProps) {
  const { items } = useScene()
  return (
    <div className="fg-add">
      {open ? (
        <NewCard
          onAdd={(title) => void items.add(section, title)}
          onAddLines={(text) => items.addLines(section, text)}
          onClose={() => onOpen(false)}
        />
      ) : (
        <button type="button" className="fk-add" onClick={() => onOpen(true)}>
          <Icon name="plus" size={14} />
          {t('Add')}
        </button>
      )}
    </div>
  )
}
