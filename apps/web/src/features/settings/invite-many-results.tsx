import type { InviteManyResult } from '@fulcrum/protocol'
import { Button, Icon } from '@fulcrum/ui'
import { Dialog } from '@fulcrum/ui/dialog'
import { useState } from 'react'
import { copyText } from '../../shell/copy.ts'
import { linksCsv } from './links-csv.ts'

interface InviteManyResultsProps {
  readonly results: readonly InviteManyResult[]
  readonly onClose: () => void
}

const words: Readonly<Record<InviteManyResult['outcome'], string>> = {
  invited: 'Invited',
  invalid: 'Not an address',
  repeated: 'Twice in the list',
  member: 'A member already',
  refused: 'Not invited',
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
      title={`${invited.length} ${invited.length === 1 ? 'person is' : 'people are'} invited`}
      onClose={onClose}
      footer={
        <>
          {invited.length > 0 && (
            <Button
              icon={copied === true ? 'check' : 'copy'}
              onClick={() => void copyText(linksCsv(invited)).then(setCopied)}
            >
              {copied === true ? 'Copied' : 'Copy the links as CSV'}
            </Button>
          )}
          <Button variant="primary" onClick={onClose}>
            Done
          </Button>
        </>
      }
    >
      <div className="form-stack">
        <p role="status">
          {mailed > 0 && `${mailed} ${mailed === 1 ? 'mail is' : 'mails are'} on the way. `}
          {invited.length > mailed && 'No mail goes out: hand the links over yourself. They are not shown again. '}
          {others.length > 0 && `${others.length} ${others.length === 1 ? 'entry' : 'entries'} could not be invited.`}
          {copied === false && ' The links could not be copied.'}
        </p>
        <ul className="settings-results" tabIndex={0} aria-label="What came of each line">
          {[...others, ...invited].map(({ entry, line, email, outcome, message }, at) => (
            <li key={`${line} ${at}`} data-outcome={outcome}>
              <Icon name={outcome === 'invited' ? 'check' : 'warning'} />
              <span className="fu-truncate">{email ?? entry}</span>
              <span className="form-note">
                {words[outcome]}
                {outcome === 'refused' && `: ${message}`}
                {outcome !== 'invited' && ` · line ${line}`}
              </span>
            </li>
          ))}
        </ul>
      </div>
    </Dialog>
  )
}
