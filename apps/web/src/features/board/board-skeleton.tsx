import { Skeleton } from '@fulcrum/ui'
import { t } from '@fulcrum/ui/messages'
import { NotHereYet } from '../../shell/not-here-yet.tsx'
import type { BoardViewKind } from './views/view-kind.ts'

/** Keeps the layout of a board while it opens, as rows or as cards; visible only when that takes longer than 300 ms. */
export function BoardSkeleton({ shape }: { readonly shape?: BoardViewKind['waits'] | undefined }) {
  return (
    <div className="fb-skeleton" data-shape={shape}>
      <NotHereYet />
      <Skeleton lines={14} heightPx={34} label={t('Opening the board')} />
    </div>
  )
}
