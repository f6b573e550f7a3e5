import type { ArchiveStatus } from '@fulcrum/protocol'
import { ProgressBar } from '@fulcrum/ui'

/** How far an archive on its way in is. */
export function ArchiveRunStep({ status }: { readonly status: ArchiveStatus }) {
  const { phase, done, total } = status
  const words = phase === 'checking' ? 'Comparing all of it with its manifest' : 'Writing the boards'
  return (
    <div className="import-progress">
      <p role="status">
        {words}
        {total > 0 && `: ${done.toLocaleString()} of ${total.toLocaleString()} lines`}
      </p>
      <ProgressBar value={total === 0 ? 0 : done / total} label={words} />
      <p className="import-quiet">The boards are shown together when all of them are there.</p>
    </div>
  )
}
