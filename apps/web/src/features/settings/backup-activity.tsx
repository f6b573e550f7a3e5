import type { BackupsAnswer } from '@fulcrum/protocol'
import { ProgressBar } from '@fulcrum/ui'
import { t } from '@fulcrum/ui/messages'
import { sayActivity } from './backup-words.ts'

/** What is being done with backups now, and how far it is. Everybody goes on working meanwhile. */
export function BackupActivity({ status }: { readonly status: BackupsAnswer }) {
  const step = status.activity?.step ?? null
  return (
    <div className="backup-activity">
      <p role="status">{sayActivity(status)}</p>
      <ProgressBar
        value={step === null || step.total === 0 ? 0 : step.done / step.total}
        colour="blue"
        label={t('How far it is')}
      />
      <p className="form-note">{step === null ? t('Everybody goes on working meanwhile.') : step.what}</p>
    </div>
  )
}
