import { t } from '@fulcrum/ui/messages'
import { useEffect, useEffectEvent } from 'react'
import { useToasts } from '../../shell/client-context.tsx'
import type { BoardScene } from './scene.tsx'

/** A view that was just made is here a moment after its address. */
const MISSED_MS = 1_000

type Missing = Pick<BoardScene, 'isViewMissing' | 'ready' | 'still' | 'saved' | 'nameView'>

/** Says that another view than the one of the address is shown, and names it in the address. */
export function useMissingView({ isViewMissing, ready, still, saved: { name }, nameView }: Missing): void {
  const toasts = useToasts()
  const isMissed = isViewMissing && ready && still === null
  const say = useEffectEvent(() => {
    toasts.show({
      icon: 'eye-off',
      text: t('The view of this address is not here: it was deleted, or it is somebody’s own. This is {name}.', {
        name,
      }),
    })
    nameView()
  })
  useEffect(() => {
    if (!isMissed) return undefined
    const timer = setTimeout(() => say(), MISSED_MS)
    return () => clearTimeout(timer)
  }, [isMissed])
}
