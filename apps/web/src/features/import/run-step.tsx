import type { ImportStatus } from '@fulcrum/protocol'
import { ProgressBar } from '@fulcrum/ui'
import { inDigits, rich, t } from '@fulcrum/ui/messages'

/** How far a running import is. Everybody goes on working meanwhile. */
export function RunStep({ status }: { readonly status: ImportStatus }) {
  const { phase, done, total } = status
  if (phase === 'taking-back') {
    return <p role="status">{t('The server was ended meanwhile: what it had written is being taken back.')}</p>
  }
  return (
    <div className="import-progress">
      <p role="status">
        {rich('Writing {phase}: {done} of {total}', {
          phase: phase ?? t('the board'),
          done: inDigits(done),
          total: inDigits(total),
        })}
      </p>
      <ProgressBar value={total === 0 ? 0 : done / total} label={t('Written')} />
      <p className="import-quiet">{t('The board is shown when all of it is there.')}</p>
    </div>
  )
}
