import { Button, TextField } from '@fulcrum/ui'
import { useState } from 'react'
import { useAccount } from '../../shell/account-context.tsx'
import { copyText } from '../../shell/copy.ts'

interface LinkMadeProps {
  readonly made: { readonly url: string; readonly mailed: boolean; readonly expiresAt: number }
  /** For whom it is, where that is known. */
  readonly whose: string | null
  /** How many may use it; one unless said. */
  readonly many?: number
}

/** A link, shown this once, to be copied by hand. */
export function LinkMade({ made, whose, many = 1 }: LinkMadeProps) {
  const { locale } = useAccount()
  const [copied, setCopied] = useState<boolean>()
  const until = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeStyle: 'short' }).format(made.expiresAt)
  return (
    <div className="form-stack">
      <p>
        {made.mailed
          ? `A mail is on its way${whose === null ? '' : ` to ${whose}`}. The same link, to hand over yourself:`
          : many > 1
            ? 'Hand this link over in a way that only those read whom it is for.'
            : `Hand this link ${whose === null ? 'over' : `to ${whose}`} in a way that only they read.`}
      </p>
      <div className="settings-link-made">
        <TextField
          label="Link"
          hideLabel
          size="large"
          readOnly
          value={made.url}
          onFocus={(event) => event.target.select()}
        />
        <Button
          size="large"
          variant="primary"
          icon={copied === true ? 'check' : 'copy'}
          onClick={() => void copyText(made.url).then(setCopied)}
        >
          {copied === true ? 'Copied' : 'Copy'}
        </Button>
      </div>
      <p className="form-note" role="status">
        {copied === false ? 'It could not be copied: select it and copy it by hand. ' : ''}
        It works {many === 1 ? 'once' : `for ${many} people`}, until {until}, and is not shown again.
      </p>
    </div>
  )
}
