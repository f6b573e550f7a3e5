import { Button, ProgressBar } from '@fulcrum/ui'
import { Dialog } from '@fulcrum/ui/dialog'
import { t } from '@fulcrum/ui/messages'
import { useEffect, useRef } from 'react'
import { ArchiveLookStep } from './archive-look.tsx'
import { ArchiveReportStep } from './archive-report.tsx'
import { ArchiveRunStep } from './archive-run.tsx'
import type { ArchiveImport, ArchiveStep } from './use-archive.ts'

interface ArchiveDialogProps {
  readonly archive: ArchiveImport
  readonly step: ArchiveStep
  readonly onClose: () => void
}

/** From an archive to a workspace: see what is in it, watch it come, read what came. */
export function ArchiveDialog({ archive: { start, cancel, leave }, step, onClose }: ArchiveDialogProps) {
  // The next thing to do is under the Enter key.
  const { at } = step
  const next = useRef<{ at: ArchiveStep['at']; button: HTMLButtonElement | null }>({ at, button: null })
  const isNext = (button: HTMLButtonElement | null): void => {
    next.current = { at, button }
  }
  useEffect(() => {
    if (next.current.at === at) next.current.button?.focus()
  }, [at])
  return (
    <Dialog
      open
      title={titles[step.at]}
      keepOnOutsideClick
      onClose={onClose}
      footer={
        <>
          {step.at === 'look' && (
            <>
              <Button onClick={leave}>{t('Another file')}</Button>
              <Button ref={isNext} variant="primary" icon="upload" onClick={start}>
                {t('Import the workspace')}
              </Button>
            </>
          )}
          {step.at === 'sending' && (
            <Button ref={isNext} onClick={cancel}>
              {t('Stop')}
            </Button>
          )}
          {step.at === 'running' && (
            <>
              <Button onClick={cancel}>{t('Stop and take back')}</Button>
              <Button ref={isNext} variant="primary" onClick={onClose}>
                {t('Go on in the background')}
              </Button>
            </>
          )}
          {step.at === 'done' && (
            <Button ref={isNext} variant="primary" onClick={onClose}>
              {t('Close')}
            </Button>
          )}
        </>
      }
    >
      {step.at === 'look' && <ArchiveLookStep look={step.look} fileName={step.file.name} error={step.error} />}
      {step.at === 'sending' && (
        <div className="import-progress" role="status">
          <p>{t('Sending {name}', { name: step.file.name })}</p>
          <ProgressBar value={step.share} label={t('Sent')} />
        </div>
      )}
      {step.at === 'running' && <ArchiveRunStep status={step.status} />}
      {step.at === 'done' && <ArchiveReportStep taken={step.taken} />}
    </Dialog>
  )
}

const titles = {
  look: t('What the archive holds'),
  sending: t('Import an archive'),
  running: t('Importing the workspace'),
  done: t('Imported'),
} as const
