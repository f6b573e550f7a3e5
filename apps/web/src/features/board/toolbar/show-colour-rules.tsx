import type { ColourRule } from '@fulcrum/domain'
import { Popover, type Anchor } from '@fulcrum/ui'
import { t } from '@fulcrum/ui/messages'
import type { Overlays } from '../overlays.tsx'
import { ColourRules } from './colour-rules.tsx'

/** Shows by what a table colours rows and cells. It stays where it opens, also where what asked for it goes. */
export function showColourRules(overlays: Overlays, anchor: Anchor, of?: ColourRule['of']): void {
  const at = anchor instanceof Element ? anchor.getBoundingClientRect() : undefined
  overlays.show((close) => (
    <Popover
      open
      anchor={at === undefined ? anchor : { x: at.left, y: at.bottom }}
      label={t('Colours')}
      onClose={close}
    >
      <ColourRules {...(of !== undefined && { of })} />
    </Popover>
  ))
}
