import { Skeleton } from '@fulcrum/ui'

/** Keeps the layout of a board while it opens, as rows or as cards in columns; visible only when that takes longer than 300 ms. */
export function BoardSkeleton({ shape }: { readonly shape?: 'columns' | undefined }) {
  return (
    <div className="fb-skeleton" data-shape={shape}>
      <Skeleton lines={14} heightPx={34} label="Opening the board" />
    </div>
  )
}
