import type { NewTokenAnswer } from '@fulcrum/protocol'
import { Button, TextField } from '@fulcrum/ui'
import { Dialog } from '@fulcrum/ui/dialog'
import { t } from '@fulcrum/ui/messages'
import { useState } from 'react'
import { copyText } from '../../shell/copy.ts'

interface TokenMadeProps {
  readonly made: NewTokenAnswer
  readonly onClose: () => void
}

/** A new token, shown this once. */
export function TokenMade({ made, onClose }: TokenMadeProps) {
  const [copied, setCopied] = useState<boolean>()
  return (
    <Dialog
      open
      title={t('The token is made')}
      onClose={onClose}
      footer={
        <Button variant="primary" onClick={onClose}>
          {t('Done')}
        </Button>
      }
    >
      <div className="form-stack">
        <p>{t('Copy it now, to where only the program reads it. It is not shown again.')}</p>
        <div className="settings-link-made">
          <TextField
            label={t('Token')}
            hideLabel
            size="large"
            readOnly
            value={made.token}
            onFocus={(event) => event.target.select()}
          />
          <Button
            size="large"
            variant="primary"
            icon={copied === true ? 'check' : 'copy'}
            onClick={() => void copyText(made.token).then(setCopied)}
          >
            {copied === true ? t('Copied') : t('Copy')}
          </Button>
        </div>
        <p className="form-note" role="status">
          {copied === false
            ? t('It could not be copied: select it and copy it by hand. A program sends it as')
            : t('A program sends it as')}{' '}
          <code>{t('Authorization: Bearer ful_…')}</code>
        </p>
      </div>
    </Dialog>
  )
}
