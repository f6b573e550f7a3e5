import { Popover, type Anchor } from '@fulcrum/ui'
import { t } from '@fulcrum/ui/messages'
import type { Overlays } from '../overlays.tsx'
import { AddColumn } from './add-column.tsx'
import { ColumnSettings } from './column-settings.tsx'

/** Asks which column is added, beside an anchor; one that says nothing until it is set up opens its settings. */
export function showAddColumn(overlays: Overlays, anchor: Anchor): void {
  overlays.show((close) => (
    <Popover open anchor={anchor} align="end" label={t('Add column')} onClose={close} className="fb-add-column">
      <AddColumn
        onDone={close}
        onSetUp={(id) => overlays.show((end) => <ColumnSettings columnId={id} onClose={end} />)}
      />
    </Popover>
  ))
}
