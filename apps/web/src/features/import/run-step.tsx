import type { ImportStatus } from '@fulcrum/protocol'
import { ProgressBar } from '@fulcrum/ui'

/** How far a running import is. Everybody goes on working meanwhile. */
export function RunStep({ status }: { readonly status: ImportStatus }) {
  const { phase, done, total } = status
  if (phase === 'taking-back') {
    return <p role="status">The server was ended meanwhile: what it had written is being taken back.</p>
  }
  return (
    <div className="import-progress">
      <p role="status">
        Writing {phase ?? 'the board'}: {done.toLocaleString()} of {total.toLocaleString()}
      </p>
      <ProgressBar value={total === 0 ? 0 : done / total} label="Written" />
      <p className="import-quiet">The board is shown when all of it is there.</p>
    </div>
  )
}
