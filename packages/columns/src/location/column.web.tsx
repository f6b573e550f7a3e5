import { Icon } from '@fulcrum/ui'
import { lazyEditor } from '../shared/lazy-editor.web.tsx'
import { PlainSummary } from '../shared/summary.web.tsx'
import { defineColumnView } from '../view-contract.web.ts'
import type { CellProps } from '../view-contract.web.ts'
import type { LocationValue } from './column.ts'
import { mapUrl } from './places.ts'
import './cell.css'
import { t } from '@fulcrum/ui/messages'

type Settings = Record<string, never>

function Cell({ value }: CellProps<Settings, LocationValue>) {
  if (value === null) return null
  const { address, latitude, longitude } = value
  const point = latitude === null || longitude === null ? null : { latitude, longitude }
  return (
    <span className="fc-row" title={address}>
      <a
        className="fc-map"
        href={mapUrl(address, point)}
        target="_blank"
        rel="noopener noreferrer"
        tabIndex={-1}
        aria-label={t('Show {address} on a map', { address })}
        title={t('Show on OpenStreetMap')}
        data-point={point !== null || undefined}
      >
        <Icon name="pin" size={14} />
      </a>
      <span className="fu-truncate">{address}</span>
    </span>
  )
}

const { Editor, preload } = lazyEditor<Settings, LocationValue>(() =>
  import('./editor.web.tsx').then((part) => part.LocationEditor),
)

/** How a place looks: its address, with a pin that leads to a map. */
export const locationView = defineColumnView({
  id: 'location',
  icon: 'pin',
  width: 180,
  editor: 'popover',
  live: 'filled',
  Cell,
  Editor,
  preload,
  Summary: PlainSummary,
})
