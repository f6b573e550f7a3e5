import './import.css'
import { can } from '@fulcrum/domain'
import { Button } from '@fulcrum/ui'
import { Dialog } from '@fulcrum/ui/dialog'
import { inDigits, t } from '@fulcrum/ui/messages'
import { useState } from 'react'
import { ArchiveDialog } from './archive/archive-dialog.tsx'
import { readManifest, type ArchiveLook } from './archive/read-manifest.ts'
import { useArchive } from './archive/use-archive.ts'
import { ChooseStep } from './choose-step.tsx'
import { followArchive, followImport } from './followed.ts'
import { MapStep } from './map-step.tsx'
import { suggestedChoices, toStart, type Choices } from './mapping.ts'
import { ReportStep } from './report-step.tsx'
import { RunStep } from './run-step.tsx'
import { initialTarget, isTargetGood, toTarget, type TargetChoice } from './target.ts'
import { useImport } from './use-import.ts'
import { useAccount, useClient, usePrincipal, useToasts } from '../../shell/client-context.tsx'
import { firstWorkspace } from '../../shell/first-workspace.ts'
import { sayError } from '../../shell/http.ts'
import { useGo } from '../../shell/router/router-context.tsx'

interface ImportDialogProps {
  /** Where a new board goes unless another workspace is chosen. */
  readonly workspace: string | null
  readonly onClose: () => void
  readonly onOpenBoard: (board: string) => void
}

/** A file of anything: an archive of ours becomes a workspace, anything else a board. */
export function ImportDialog(props: ImportDialogProps) {
  const archive = useArchive()
  const toasts = useToasts()
  const { step } = archive
  if (step === null) return <BoardImport {...props} onArchive={archive.look} />
  const close = (): void => {
    if (step.at === 'running') followArchive(step.status.id, toasts)
    props.onClose()
  }
  return <ArchiveDialog archive={archive} step={step} onClose={close} />
}

interface BoardImportProps extends ImportDialogProps {
  readonly onArchive: (file: File, look: ArchiveLook) => void
}

/** From a file to a board: choose, correct what was guessed, watch it run, read what did not fit. */
function BoardImport({ workspace, onClose, onOpenBoard, onArchive }: BoardImportProps) {
  const { step, choose, refuse, read, start, back, cancel } = useImport()
  const principal = usePrincipal()
  const takesArchives = can(principal, 'account.manage', null)
  const mayInvite = can(principal, 'member.invite', { role: 'member' })
  const go = useGo()
  const { workspaces } = useAccount()
  const client = useClient()
  const toasts = useToasts()
  const close = (): void => {
    if (step.at === 'running') followImport(step.status.id, { toasts, onOpenBoard })
    onClose()
  }
  const invite = (): void => {
    close()
    go('/settings/members')
  }
  const preview = step.at === 'mapping' || step.at === 'failed' || step.at === 'running' ? step.preview : null
  const [choices, setChoices] = useState<{ readonly of: string; readonly map: Choices } | null>(null)
  const [target, setTarget] = useState<TargetChoice | null>(null)
  // The choices belong to one reading of the file; another reading starts from its own suggestions.
  const reading = preview === null ? '' : JSON.stringify([preview.id, preview.reading])
  if (preview !== null && choices?.of !== reading) {
    setChoices({ of: reading, map: suggestedChoices(preview) })
    if (target === null)
      setTarget(initialTarget(preview, workspace ?? workspaces.find(({ demo }) => !demo)?.id ?? null))
  }
  const busy = step.at === 'mapping' && step.busy
  const take = async (file: File): Promise<void> => {
    try {
      const look = await readManifest(file)
      if (file.size === 0) refuse(t('The file “{name}” is empty: choose one with content.', { name: file.name }))
      else if (look === null) choose(file)
      else if (takesArchives) onArchive(file, look)
      else refuse(t('Archives are for those who manage the account: ask an owner or an admin.'))
    } catch (error) {
      refuse(sayError(error))
    }
  }
  const makeWorkspace = async (): Promise<string> => {
    const id = client.newId()
    // The server must have it before it hears of the import; a refusal is said by the import's own answer.
    await client.run('workspace.create', { id, name: firstWorkspace }).done
    return id
  }
  const goOn = async (): Promise<void> => {
    if (preview === null || choices === null || target === null) return
    start(toStart(preview, choices.map, await toTarget(target, makeWorkspace)))
  }
  return (
    <Dialog
      open
      title={titles[step.at]}
      size={step.at === 'mapping' ? 'large' : 'normal'}
      keepOnOutsideClick
      onClose={close}
      {...(step.at !== 'choose' && {
        footer: (
          <>
            {step.at === 'sending' && <Button onClick={cancel}>{t('Stop')}</Button>}
            {step.at === 'mapping' && (
              <>
                <Button onClick={back}>{t('Another file')}</Button>
                <Button
                  variant="primary"
                  icon="upload"
                  busy={busy}
                  disabled={target === null || !isTargetGood(target)}
                  onClick={() => void goOn()}
                >
                  {t('Import {recordCount} {recordCount2, plural, one {item} other {items}}', {
                    recordCount: inDigits(step.preview.recordCount),
                    recordCount2: step.preview.recordCount,
                  })}
                </Button>
              </>
            )}
            {step.at === 'running' && (
              <>
                <Button onClick={cancel}>{t('Stop and take back')}</Button>
                <Button variant="primary" onClick={close}>
                  {t('Go on in the background')}
                </Button>
              </>
            )}
            {step.at === 'failed' && (
              <Button variant="primary" onClick={back}>
                {t('Back to the preview')}
              </Button>
            )}
            {step.at === 'done' && step.status.report !== null && (
              <Button
                variant="primary"
                className="import-open"
                onClick={() => onOpenBoard(step.status.report?.board ?? '')}
              >
                <span className="fu-truncate">
                  {t('Open {boardName}', { boardName: step.status.report.boardName })}
                </span>
              </Button>
            )}
          </>
        ),
      })}
    >
      {(step.at === 'choose' || step.at === 'sending') && (
        <ChooseStep step={step} takesArchives={takesArchives} onChoose={(file) => void take(file)} />
      )}
      {step.at === 'mapping' && choices !== null && target !== null && (
        <MapStep
          preview={step.preview}
          busy={step.busy}
          error={step.error}
          choices={choices.map}
          onChoices={(map) => setChoices({ of: reading, map })}
          target={target}
          onTarget={setTarget}
          onRead={read}
        />
      )}
      {step.at === 'running' && <RunStep status={step.status} />}
      {step.at === 'failed' && (
        <p className="import-error" role="alert">
          {t('{message} Nothing of it was kept.', { message: step.message })}
        </p>
      )}
      {step.at === 'done' && step.status.report !== null && (
        <ReportStep report={step.status.report} onInvite={mayInvite ? invite : undefined} />
      )}
    </Dialog>
  )
}

const titles = {
  choose: t('Import a file'),
  sending: t('Import a file'),
  mapping: t('What the file becomes'),
  running: t('Importing'),
  failed: t('The import failed'),
  done: t('Imported'),
} as const
