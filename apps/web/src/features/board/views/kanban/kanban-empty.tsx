import { kanbanView, readSettings } from '@fulcrum/domain'
import { Button, EmptyState, type IconName } from '@fulcrum/ui'
import { t } from '@fulcrum/ui/messages'
import { NothingPasses } from '../../nothing-shown.tsx'
import { useScene, type BoardScene } from '../../scene.tsx'

interface KanbanEmptyProps {
  /** Whether there is a column in which a card could stand. */
  readonly hasColumns: boolean
  readonly onAdd: () => void
}

/** Why nothing is shown, and the one thing to do about it. */
interface Nothing {
  readonly icon: IconName
  readonly text: string
  readonly action?: { readonly title: string; readonly icon?: IconName; readonly run: () => void }
}

/** Where a Kanban has no card, or no column for one: why, and what to do. */
export function KanbanEmpty(props: KanbanEmptyProps) {
  const scene = useScene()
  return (
    <div className="fk-empty">{scene.narrowed ? <NothingPasses /> : <Missing {...whatIsMissing(scene, props)} />}</div>
  )
}

function Missing({ icon, text, action }: Nothing) {
  return (
    <EmptyState
      icon={icon}
      text={text}
      {...(action !== undefined && {
        action: (
          <Button {...(action.icon !== undefined && { variant: 'primary', icon: action.icon })} onClick={action.run}>
            {action.title}
          </Button>
        ),
      })}
    />
  )
}

function whatIsMissing(scene: BoardScene, { hasColumns, onAdd }: KanbanEmptyProps): Nothing {
  const { setSpec, spec, rights, structure, view } = scene
  if (hasColumns) {
    if (!rights.edit) return { icon: 'kanban', text: t('No item is here yet.') }
    const action = { title: t('Add an item'), icon: 'plus' as const, run: onAdd }
    return { icon: 'kanban', text: t('Each item is a card here: add the first one.'), action }
  }
  if (readSettings(kanbanView, spec.settings).hideEmpty === true) {
    const run = (): void => setSpec({ ...spec, settings: { ...spec.settings, hideEmpty: false } })
    return {
      icon: 'eye-off',
      text: t('No column has a card, and empty columns are hidden.'),
      action: { title: t('Show empty columns'), run },
    }
  }
  if (view.groupBy.column === 'group') {
    const text = t('Cards stand in the groups of this board, and it has none yet.')
    if (!rights.structure) return { icon: 'group', text }
    const run = (): void => void structure.addGroup(t('New group'))
    return { icon: 'group', text, action: { title: t('Add the first group'), icon: 'plus', run } }
  }
  return {
    icon: 'kanban',
    text: t('No item has a value in {title}: choose other columns above.', { title: view.groupBy.title }),
  }
}
