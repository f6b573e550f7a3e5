import type { InviteManyResult } from '@fulcrum/protocol'
import { Button, Icon } from '@fulcrum/ui'
import { Dialog } from '@fulcrum/ui/dialog'
import { t } from '@fulcrum/ui/messages'
import { useState } from 'react'
import { copyText } from '../../shell/copy.ts'
import { linksCsv } from './links-csv.ts'

interface InviteManyResultsProps {
  readonly results: readonly InviteManyResult[]
  readonly onClose: () => void
}

const words: Readonly<Record<InviteManyResult['outcome'], string>> = {
  invited: t('Invited'),
  invalid: t('Not an address'),
  repeated: t('Twice in the list'),
  member: t('A member already'),
  refused: t('Not invited'),
}

/** What came of each line, those that need a look first; the links to copy as CSV. */
export function InviteManyResults({ results, onClose }: InviteManyResultsProps) {
  const [copied, setCopied] = useState<boolean>()
  const invited = results.filter(({ outcome }) => outcome === 'invited')
  const others = results.filter(({ outcome }) => outcome !== 'invited')
  const mailed = invited.filter((result) => result.mailed).length
  return (
    <Dialog
      open
      title={t('{count, plural, one {# person is} other {# people are}} invited', { count: invited.length })}
      onClose={onClose}
      footer={
        <>
          {invited.length > 0 && (
            <Button
              icon={copied === true ? 'check' : 'copy'}
              onClick={() => void copyText(linksCsv(invited)).then(setCopied)}
            >
              {copied === true ? t('Copied') : t('Copy the links as CSV')}
            </Button>
          )}
          <Button variant="primary" onClick={onClose}>
            {t('Done')}
          </Button>
        </>
      }
    >
      <div className="form-stack">
        <p role="status">
          {[
            mailed > 0 && t('{mailed, plural, one {# mail is} other {# mails are}} on the way.', { mailed }),
            invited.length > mailed && t('No mail goes out: hand the links over yourself. They are not shown again.'),
            others.length > 0 &&
              t('{count, plural, one {# entry} other {# entries}} could not be invited.', { count: others.length }),
            copied === false && t('The links could not be copied.'),
          ]
            .filter(Boolean)
            .join(' ')}
        </p>
        <ul className="settings-results" tabIndex={0} aria-label={t('What came of each line')}>
          {[...others, ...invited].map(({ entry, line, email, outcome, message, becomes }, at) => (
            <li key={`${line} ${at}`} data-outcome={outcome}>
              <Icon name={outcome === 'invited' ? 'check' : 'warning'} />
              <span className="fu-truncate">{email ?? entry}</span>
              <span className="form-note">
                {becomes === null ? words[outcome] : t('Invited, becomes {becomes}', { becomes })}
                {outcome === 'refused' && `: ${message}`}
                {outcome !== 'invited' && ` · ${t('line {line}', { line })}`}
              </span>
            </li>
          ))}
        </ul>
      </div>
    </Dialog>
  )
}
