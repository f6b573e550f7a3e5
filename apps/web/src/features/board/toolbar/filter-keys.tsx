import { t } from '@fulcrum/ui/messages'
import { useRef } from 'react'
import { useActions } from '../../../shell/client-context.tsx'
import { withParts } from '../lazy-parts.ts'
import { useOverlays } from '../overlays.tsx'

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
        const anchor = place.current
        if (anchor !== null) withParts(({ showTyped }) => showTyped(overlays, anchor))
      },
    },
  ])
  return <span ref={place} />
}
