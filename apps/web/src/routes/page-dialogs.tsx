import { lazy, Suspense } from 'react'
import type { Action } from '../shell/actions.ts'
import { FocusKeeper } from '../shell/focus-keeper.ts'
import { boardPath } from '../shell/paths.ts'
import { useGo } from '../shell/router/router-context.tsx'
import type { Overlay } from './app-overlays.tsx'
import { GoActions } from './go-actions.ts'
import { OpenBoardActions } from './open-board-actions.tsx'

const ShortcutSheet = lazy(async () => ({ default: (await import('./all-shortcuts.tsx')).AllShortcuts }))
const DecisionsDialog = lazy(async () => ({
  default: (await import('../features/queue/decisions-dialog.tsx')).DecisionsDialog,
}))

const NewItemDialog = lazy(async () => ({
  default: (await import('../features/new-item/new-item-dialog.tsx')).NewItemDialog,
}))

const ImportDialog = lazy(async () => ({ default: (await import('../features/import/index.ts')).ImportDialog }))

interface PageDialogsProps {
  readonly shown: Overlay | null
  readonly show: (overlay: Overlay | null) => void
  readonly actions: readonly Action[]
}

/** What lies over pages beside the palette, and what is done on all of them. None is loaded before it is asked for. */
export function PageDialogs({ shown, show, actions }: PageDialogsProps) {
  const go = useGo()
  const close = (): void => show(null)
  return (
    <Suspense>
      <FocusKeeper />
      <GoActions onImport={() => show('import')} onNewItem={() => show('new-item')} />
      <OpenBoardActions />
      {shown === 'new-item' && <NewItemDialog onClose={close} />}
      {shown === 'shortcuts' && <ShortcutSheet actions={actions} onClose={close} />}
      {shown === 'import' && (
        <ImportDialog
          workspace={null}
          onClose={close}
          onOpenBoard={(board) => {
            close()
            go(boardPath(board))
          }}
        />
      )}
      {shown === 'decisions' && <DecisionsDialog onClose={close} />}
    </Suspense>
  )
}
