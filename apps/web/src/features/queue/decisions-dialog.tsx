import './queue.css'
import type { QueuedCommand } from '@fulcrum/client'
import { Button, EmptyState } from '@fulcrum/ui'
import { Dialog } from '@fulcrum/ui/dialog'
import { t } from '@fulcrum/ui/messages'
import { useAccount } from '../../shell/account-context.tsx'
import { commandWords } from '../../shell/command-words.ts'
import { useGo } from '../../shell/router/router-context.tsx'
import { useClient, useClientStatus } from '../../shell/world.tsx'
import { ConflictEntry } from './conflict-entry.tsx'

interface DecisionsDialogProps {
  readonly onClose: () => void
}

/** What was done offline and met something: cells that others changed, and commands that cannot be sent as they are. */
export function DecisionsDialog({ onClose }: DecisionsDialogProps) {
  const client = useClient()
  const { locale } = useAccount()
  const go = useGo()
  const { conflicts, stale } = useClientStatus()
  const when = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' })
  const numbers = stale.map(({ n }) => n)
  const refused = conflicts.filter((conflict) => conflict.refused !== undefined)
  const changed = conflicts.filter((conflict) => conflict.refused === undefined)
  const open = (path: string): void => {
    onClose()
    go(path)
  }
  return (
    <Dialog
      open
      size="large"
      title={t('Waiting for your decision')}
      onClose={onClose}
      footer={<Button onClick={onClose}>{t('Close')}</Button>}
    >
      {conflicts.length === 0 && stale.length === 0 && (
        <EmptyState compact icon="check" text={t('Nothing waits for a decision any more.')} />
      )}
      {refused.length > 0 && (
        <section className="queue-part" aria-label={t('Not written')}>
          <p className="form-note">
            {t(
              'What you typed had no place any more and was not written. Here it is, until you have put it where it belongs.',
            )}
          </p>
          {refused.map((conflict) => (
            <ConflictEntry
              key={conflict.id}
              conflict={conflict}
              when={when.format(conflict.at)}
              onKeep={(keep) => client.resolveConflict(conflict.id, keep)}
              onOpen={open}
            />
          ))}
        </section>
      )}
      {changed.length > 0 && (
        <section className="queue-part" aria-label={t('Changed elsewhere')}>
          <p className="form-note">
            {t(
              'These cells were changed by somebody else while you were offline. Yours stands there now; theirs can be put back.',
            )}
          </p>
          {changed.map((conflict) => (
            <ConflictEntry
              key={conflict.id}
              conflict={conflict}
              when={when.format(conflict.at)}
              onKeep={(keep) => client.resolveConflict(conflict.id, keep)}
              onOpen={open}
            />
          ))}
        </section>
      )}
      {stale.length > 0 && (
        <section className="queue-part" aria-label={t('From an earlier time')}>
          <div className="form-row">
            <p className="form-note fu-grow">
              {t('These changes were made under another sign-in, an older version, or long ago. They were never sent.')}
            </p>
            <Button size="small" variant="danger" onClick={() => client.resolveStale(numbers, 'discard')}>
              {t('Discard all')}
            </Button>
            <Button size="small" onClick={() => client.resolveStale(numbers, 'apply')}>
              {t('Apply all')}
            </Button>
          </div>
          {stale.map((command) => (
            <StaleEntry
              key={command.n}
              command={command}
              when={when.format(command.runAt)}
              onResolve={(how) => client.resolveStale([command.n], how)}
            />
          ))}
        </section>
      )}
    </Dialog>
  )
}

interface StaleEntryProps {
  readonly command: QueuedCommand
  readonly when: string
  readonly onResolve: (how: 'apply' | 'discard') => void
}

function StaleEntry({ command, when, onResolve }: StaleEntryProps) {
  return (
    <div className="queue-entry">
      <div className="fu-grow">
        <b>{commandWords(command.command)}</b> <span className="form-note">{when}</span>
        <details className="form-note">
          <summary>{t('What it says')}</summary>
          <pre className="queue-args">{JSON.stringify(command.args, null, 2)}</pre>
        </details>
      </div>
      <Button size="small" variant="plain" onClick={() => onResolve('discard')}>
        {t('Discard')}
      </Button>
      <Button size="small" onClick={() => onResolve('apply')}>
        {t('Apply')}
      </Button>
    </div>
  )
}
