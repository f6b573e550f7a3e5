import { Skeleton } from '@fulcrum/ui'
import { t } from '@fulcrum/ui/messages'
import type { BoardViewKind } from './views/view-kind.ts'

/** Keeps the layout of a board while it opens, as rows or as cards; visible only when that takes longer than 300 ms. */
export function BoardSkeleton({ shape }: { readonly shape?: BoardViewKind['waits'] | undefined }) {
  return (
    <div className="fb-skeleton" data-shape={shape}>
      <Skeleton lines={14} heightPx={34} label={t('Opening the board')} />
    </div>
  )
}
