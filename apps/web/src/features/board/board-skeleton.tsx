import { Skeleton } from '@fulcrum/ui'

/** Keeps the layout of a board while it opens; visible only when that takes longer than 300 ms. */
export function BoardSkeleton() {
  return (
    <div className="fb-skeleton">
      <Skeleton lines={14} heightPx={34} label="Opening the board" />
    </div>
  )
}
