import { t } from '@fulcrum/ui/messages'
import { useRef } from 'react'
import { useActions } from '../../../shell/client-context.tsx'
import { useOverlays } from '../overlays.tsx'
import { showTyped } from './filter-overlays.tsx'

/** The keys of the filter; what they open stands where this does. */
export function FilterKeys() {
  const overlays = useOverlays()
  const place = useRef<HTMLSpanElement>(null)
  useActions([
    {
      id: 'board.type-filter',
      title: t('Type a filter'),
      section: t('Board'),
      icon: 'filter',
      shortcut: 'F, Mod Shift L',
      run: () => {
        if (place.current !== null) showTyped(overlays, place.current)
      },
    },
  ])
  return <span ref={place} />
}
