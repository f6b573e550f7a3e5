import type { PictureAnswer } from '@fulcrum/protocol'
import { Avatar, Button } from '@fulcrum/ui'
import { ColourPalette } from '@fulcrum/ui/colour-palette'
import { t } from '@fulcrum/ui/messages'
import { useRef, useState } from 'react'
import type { Member } from '../../shell/account.ts'
import { postBytes, sayError } from '../../shell/http.ts'
import { SettingsSection } from './settings-section.tsx'
import { squarePicture } from './square-picture.ts'

interface PictureSectionProps {
  readonly me: Member
  readonly onPicture: (hash: string | null) => void
  readonly onColour: (colour: string) => void
}

/** A picture of oneself, and the colour of the initials where there is none. */
export function PictureSection({ me, onPicture, onColour }: PictureSectionProps) {
  const file = useRef<HTMLInputElement>(null)
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string>()
  const choose = async (chosen: File): Promise<void> => {
    setBusy(true)
    setProblem(undefined)
    try {
      const { picture } = await postBytes<PictureAnswer>('/auth/picture', await squarePicture(chosen))
      onPicture(picture)
    } catch (error) {
      setProblem(sayError(error))
    } finally {
      setBusy(false)
    }
  }
  return (
    <SettingsSection
      title={t('Picture')}
      note={t('Beside your name, wherever you are shown. Without one your initials stand there.')}
    >
      <div className="form-row">
        <Avatar person={me} size="huge" decorative />
        <div className="settings-picture-actions">
          <Button icon="upload" busy={busy} onClick={() => file.current?.click()}>
            {me.imageUrl === undefined ? t('Choose a picture') : t('Choose another')}
          </Button>
          {me.imageUrl !== undefined && (
            <Button variant="plain" onClick={() => onPicture(null)}>
              {t('Remove')}
            </Button>
          )}
          <input
            ref={file}
            type="file"
            accept="image/png,image/jpeg,image/webp,image/gif,image/avif"
            hidden
            aria-label={t('Picture')}
            onChange={({ target }) => {
              const [chosen] = target.files ?? []
              // The same file once more is a choice again.
              target.value = ''
              if (chosen !== undefined) void choose(chosen)
            }}
          />
        </div>
      </div>
      <div role="alert" className="settings-picture-problem">
        {problem !== undefined && <p className="settings-error">{problem}</p>}
      </div>
      <ColourPalette label={t('Colour of your initials')} value={me.colour} onChange={onColour} />
    </SettingsSection>
  )
}
