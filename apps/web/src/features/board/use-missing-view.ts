import { scopeOf } from '@fulcrum/domain'
import { t } from '@fulcrum/ui/messages'
import { useEffect, useEffectEvent } from 'react'
import { useToasts } from '../../shell/client-context.tsx'
import type { BoardScene } from './scene.tsx'

/** A view that was just made is here a moment after its address. */
const MISSED_MS = 1_000

type Missing = Pick<BoardScene, 'boardId' | 'missingView' | 'ready' | 'still' | 'saved' | 'structure' | 'nameView'>

/**
 * Names in the address the view that is shown in place of the one that it names, and says so, unless the reader has just taken
 * that one back.
 */
export function useMissingView(scene: Missing): void {
  const { boardId, missingView, ready, still, saved, structure, nameView } = scene
  const toasts = useToasts()
  const isMissed = missingView !== null && ready && still === null
  const settle = useEffectEvent(() => {
    const key = scopeOf('board', boardId)
    // As `useUndo` says what it did.
    const isToldOf = toasts
      .snapshot()
      .some((toast) => toast.key === key && (toast.icon === 'undo' || toast.icon === 'redo'))
    if (!isToldOf && !structure.hasMade(missingView ?? '')) {
      toasts.show({
        icon: 'eye-off',
        text: t('The view of this address is not here: it was deleted, or it is somebody’s own. This is {name}.', {
          name: saved.name,
        }),
      })
    }
    nameView()
  })
  useEffect(() => {
    if (!isMissed) return undefined
    const timer = setTimeout(() => settle(), MISSED_MS)
    return () => clearTimeout(timer)
  }, [isMissed])
}
