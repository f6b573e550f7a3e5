import type { BackupEntryAnswer } from '@fulcrum/protocol'
import { Icon, Tag } from '@fulcrum/ui'
import { t } from '@fulcrum/ui/messages'
import { useAccount } from '../../shell/account-context.tsx'
import { sayAge, saySize } from './backup-words.ts'

interface BackupLineProps {
  readonly entry: BackupEntryAnswer
  readonly now: number
}

/** One backup of the folder: when, how large, and whether it is known to work. */
export function BackupLine({ entry, now }: BackupLineProps) {
  const { locale } = useAccount()
  const when = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' })
  const count = new Intl.NumberFormat(locale)
  const { createdAt, bytes, rows, verifiedAt, problems } = entry
  return (
    <li className="settings-person">
      <Icon name={problems.length > 0 ? 'warning' : 'history'} />
      <div className="settings-person-words">
        <b>{when.format(createdAt)}</b>
        <span>
          {[
            sayAge(now - createdAt),
            saySize(bytes),
            t('{rows} rows', { rows: count.format(rows) }),
            verifiedAt === null ? null : t('checked {verifiedAt}', { verifiedAt: when.format(verifiedAt) }),
          ]
            .filter((part) => part !== null)
            .join(' · ')}
        </span>
        {problems.length > 0 && <span className="settings-error">{problems.join('; ')}</span>}
      </div>
      <Verdict verifiedAt={verifiedAt} problems={problems} />
    </li>
  )
}

function Verdict({ verifiedAt, problems }: Pick<BackupEntryAnswer, 'verifiedAt' | 'problems'>) {
  if (problems.length > 0) return <Tag text={t('Damaged')} colour="red" />
  if (verifiedAt === null) return <span className="form-note">{t('Not checked')}</span>
  return <Tag text={t('Proved')} colour="green" />
}
