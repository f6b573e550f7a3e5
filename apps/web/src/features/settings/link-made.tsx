import { Button, TextField } from '@fulcrum/ui'
import { t } from '@fulcrum/ui/messages'
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
          ? whose === null
            ? t('A mail is on its way. The same link, to hand over yourself:')
            : t('A mail is on its way to {whose}. The same link, to hand over yourself:', { whose })
          : many > 1
            ? t('Hand this link over in a way that only those read whom it is for.')
            : whose === null
              ? t('Hand this link over in a way that only they read.')
              : t('Hand this link to {whose} in a way that only they read.', { whose })}
      </p>
      <div className="settings-link-made">
        <TextField
          label={t('Link')}
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
          {copied === true ? t('Copied') : t('Copy')}
        </Button>
      </div>
      <p className="form-note" role="status">
        {copied === false
          ? t(
              'It could not be copied: select it and copy it by hand. It works {many, plural, one {once} other {for # people}}, until {until}, and is not shown again.',
              { many, until },
            )
          : t('It works {many, plural, one {once} other {for # people}}, until {until}, and is not shown again.', {
              many,
              until,
            })}
      </p>
    </div>
  )
}
