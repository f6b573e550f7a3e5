import { Button } from '@fulcrum/ui'
import { t } from '@fulcrum/ui/messages'
import { useOverlays } from '../overlays.tsx'
import { useScene } from '../scene.tsx'

/** Below the groups of the board, one more; nothing where the table shows other sections, or only some items. */
export function NewGroup() {
  const { rights, ready, narrowed, view, structure } = useScene()
  const overlays = useOverlays()
  if (!rights.structure || !ready || narrowed || view.groupBy.column !== 'group') return null
  return (
    <Button
      variant="plain"
      size="small"
      icon="plus"
      onClick={(event) =>
        overlays.ask(event.currentTarget, {
          label: t('New group'),
          placeholder: t('Name, then Enter'),
          onAnswer: (title) => void structure.addGroup(title),
        })
      }
    >
      {t('New group')}
    </Button>
  )
}
