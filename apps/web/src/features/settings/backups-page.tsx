import type { BackupsAnswer } from '@fulcrum/protocol'
import { Banner, Button, EmptyState, NoPermissionState, Skeleton } from '@fulcrum/ui'
import { t } from '@fulcrum/ui/messages'
import { useEffect, useState } from 'react'
import { usePrincipal } from '../../shell/account-context.tsx'
import { Failure } from '../../shell/failure.tsx'
import { post, sayError } from '../../shell/http.ts'
import { useToasts } from '../../shell/world.tsx'
import { BackupActivity } from './backup-activity.tsx'
import { BackupLine } from './backup-line.tsx'
import { sayAge, saySchedule } from './backup-words.ts'
import { SettingsSection } from './settings-section.tsx'
import { useAnswer } from './use-answer.ts'

const forOwners = t('Backups hold everything, also what is private: they are for owners. Ask one of them.')

const WATCH_MS = 1_000
const LOOK_MS = 30_000

/** How old the last backup is that is known to work, what there is, and one made now. Owners see it. */
export function BackupsPage() {
  const isOwner = usePrincipal().role === 'owner'
  return isOwner ? <Backups /> : <NoPermissionState text={forOwners} />
}

function Backups() {
  const toasts = useToasts()
  const [answer, ask] = useAnswer<BackupsAnswer>('/backups/status')
  const [asked, setAsked] = useState(false)
  const status = answer.phase === 'ready' ? answer.value : undefined
  const isBusy = status !== undefined && (status.activity !== null || status.elsewhere)
  useEffect(() => {
    const timer = setInterval(ask, isBusy ? WATCH_MS : LOOK_MS)
    return () => clearInterval(timer)
  }, [ask, isBusy])
  const make = (): void => {
    setAsked(true)
    post('/backups/make')
      .catch((error: unknown) => toasts.show({ text: sayError(error), tone: 'danger', icon: 'warning' }))
      .finally(() => {
        setAsked(false)
        ask()
      })
  }
  if (status === undefined) {
    if (answer.phase === 'failed') {
      return <Failure trouble={answer.trouble} refused={forOwners} onRetry={ask} />
    }
    return <Skeleton lines={4} heightPx={46} label={t('Loading backups')} />
  }
  return (
    <>
      <SettingsSection
        title={t('Backups')}
        note={t('{schedule} They lie in {folder} on the server; take them from there to another machine too.', {
          schedule: saySchedule(status),
          folder: status.folder,
        })}
        action={
          <Button variant="primary" icon="history" busy={asked || isBusy} onClick={make}>
            {t('Back up now')}
          </Button>
        }
      >
        {status.problem !== null && !isBusy && (
          <Banner tone="danger" icon="warning">
            {t('The last backup failed: {problem}', { problem: status.problem })}
          </Banner>
        )}
        {isBusy && <BackupActivity status={status} />}
        <dl className="backup-facts">
          <Fact name={t('Last one proved')} at={status.provedAt} now={status.now} none={t('None yet')} />
          <Fact name={t('Last one made')} at={status.lastGoodAt} now={status.now} none={t('None yet')} />
        </dl>
      </SettingsSection>
      <SettingsSection
        title={t('In the folder')}
        note={t(
          'Each is restored into a scratch database after it is made; it is proved when every table and file is equal then.',
        )}
      >
        {status.shelf.length === 0 ? (
          <EmptyState compact icon="history" text={t('There is no backup yet.')} />
        ) : (
          <ul>
            {status.shelf.map((entry) => (
              <BackupLine key={entry.name} entry={entry} now={status.now} />
            ))}
          </ul>
        )}
      </SettingsSection>
    </>
  )
}

interface FactProps {
  readonly name: string
  readonly at: number | null
  readonly now: number
  readonly none: string
}

function Fact({ name, at, now, none }: FactProps) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{at === null ? none : sayAge(now - at)}</dd>
    </div>
  )
}
