import { Button } from '@fulcrum/ui'
import { t } from '@fulcrum/ui/messages'
import { useOverlays } from '../../overlays.tsx'
import type { HeadChanges } from './heads.ts'

/** Stands behind the last column: adds one, as a label or a group of the board. */
export function NewColumn({ changes }: { readonly changes: HeadChanges }) {
  const overlays = useOverlays()
  return (
    <div className="fk-new-column">
      <Button
        variant="plain"
        icon="plus"
        aria-haspopup="dialog"
        onClick={(event) =>
          overlays.ask(event.currentTarget, {
            label: t('Name of the new column'),
            placeholder: t('Name, then Enter'),
            maxLength: 100,
            onAnswer: changes.add,
          })
        }
      >
        {t('Column')}
      </Button>
    </div>
  )
}
