import { lazy, Suspense, useState } from 'react'
import { useGoActions } from './use-go-actions.ts'
import { useActions, useAllActions } from '../shell/use-actions.ts'

const Palette = lazy(async () => ({ default: (await import('../features/palette/palette.tsx')).Palette }))
const ShortcutSheet = lazy(async () => ({
  default: (await import('../features/palette/shortcut-sheet.tsx')).ShortcutSheet,
}))
const DecisionsDialog = lazy(async () => ({
  default: (await import('../features/queue/decisions-dialog.tsx')).DecisionsDialog,
}))

type Overlay = 'palette' | 'shortcuts' | 'decisions'

interface Overlays {
  readonly shown: Overlay | null
  readonly show: (overlay: Overlay | null) => void
}

/** What can lie over every page, and the keys that ask for it. */
export function useOverlays(): Overlays {
  const [shown, show] = useState<Overlay | null>(null)
  useGoActions()
  useActions([
    {
      id: 'palette',
      title: 'Find anything',
      section: 'Everywhere',
      shortcut: 'Mod K',
      keysOnly: true,
      inFields: true,
      run: () => show('palette'),
    },
    {
      id: 'shortcuts',
      title: 'Shortcuts',
      section: 'Everywhere',
      icon: 'key',
      shortcut: '?',
      run: () => show('shortcuts'),
    },
  ])
  return { shown, show }
}

/** The overlay that is asked for; none is loaded before. */
export function AppOverlays({ overlays: { shown, show } }: { readonly overlays: Overlays }) {
  const actions = useAllActions()
  const close = (): void => show(null)
  return (
    <Suspense>
      {shown === 'palette' && <Palette actions={actions} onClose={close} />}
      {shown === 'shortcuts' && <ShortcutSheet actions={actions} onClose={close} />}
      {shown === 'decisions' && <DecisionsDialog onClose={close} />}
    </Suspense>
  )
}
