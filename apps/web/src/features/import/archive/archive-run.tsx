import type { ArchiveStatus } from '@fulcrum/protocol'
import { ProgressBar } from '@fulcrum/ui'
import { t } from '@fulcrum/ui/messages'

/** How far an archive on its way in is. */
export function ArchiveRunStep({ status }: { readonly status: ArchiveStatus }) {
  const { phase, done, total } = status
  const words = phase === 'checking' ? t('Comparing all of it with its manifest') : t('Writing the boards')
  return (
    <div className="import-progress">
      <p role="status">
        {words}
        {total > 0 && t(': {done, number} of {total, number} lines', { done, total })}
      </p>
      <ProgressBar value={total === 0 ? 0 : done / total} label={words} />
      <p className="import-quiet">{t('The boards are shown together when all of them are there.')}</p>
    </div>
  )
}
