import { Button, Popover } from '@fulcrum/ui'
import { t } from '@fulcrum/ui/messages'
import { HiddenColumns } from '../lazy-parts.ts'
import { useOverlays } from '../overlays.tsx'
import { useScene } from '../scene.tsx'

/** How many columns the view hides, and which: a click shows or hides one. */
export function HiddenButton() {
  const { view } = useScene()
  const overlays = useOverlays()
  const hidden = view.columns.filter((column) => column.hidden).length
  return (
    <Button
      variant="plain"
      icon={hidden > 0 ? 'eye-off' : 'eye'}
      aria-haspopup="dialog"
      onClick={(event) => {
        const anchor = event.currentTarget
        overlays.show((close) => (
          <Popover open anchor={anchor} align="end" label={t('Columns')} onClose={close}>
            <HiddenColumns />
          </Popover>
        ))
      }}
    >
      {hidden > 0 ? t('{hidden} hidden', { hidden }) : t('Columns')}
    </Button>
  )
}
