import type { ImportSourceEntry } from '@fulcrum/protocol'
import { Button, cx, Icon, ProgressBar, Skeleton } from '@fulcrum/ui'
import { t, told } from '@fulcrum/ui/messages'
import { useEffect, useRef, useState } from 'react'
import { get } from '../../shell/http.ts'
import type { ImportStep } from './use-import.ts'

interface ChooseStepProps {
  readonly step: Extract<ImportStep, { readonly at: 'choose' | 'sending' }>
  /** Whether this person may take archives in. */
  readonly takesArchives: boolean
  readonly onChoose: (file: File) => void
}

/** Takes a file: dropped, or found by the system's own dialog. */
export function ChooseStep({ step, takesArchives, onChoose }: ChooseStepProps) {
  const input = useRef<HTMLInputElement>(null)
  const [over, setOver] = useState(false)
  const [sources, setSources] = useState<readonly ImportSourceEntry[] | null>(null)
  useEffect(() => {
    // The list only explains; without it any file can be chosen and the server says what it is.
    get<readonly ImportSourceEntry[]>('/imports/sources').then(setSources, () => setSources([]))
  }, [])
  const accepted = takesArchives ? [...(sources ?? []), archive] : (sources ?? [])
  if (step.at === 'sending') {
    return (
      <div className="import-progress" role="status">
        <p>{t('Sending {file}', { file: step.file })}</p>
        <ProgressBar value={step.share} label={t('Sent')} />
        {step.share >= 1 && <p className="import-quiet">{t('Reading it …')}</p>}
      </div>
    )
  }
  return (
    <>
      {step.error !== null && (
        <p className={cx('import-error', step.stopped && 'import-stopped')} role="alert">
          {step.error}
        </p>
      )}
      <div
        className={cx('import-drop', over && 'import-drop-over')}
        onDragOver={(event) => {
          event.preventDefault()
          setOver(true)
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => {
          event.preventDefault()
          setOver(false)
          const [file] = event.dataTransfer.files
          if (file !== undefined) onChoose(file)
        }}
      >
        <Icon name="upload" size={20} />
        <p>{t('Drop a file here')}</p>
        <Button variant="primary" onClick={() => input.current?.click()}>
          {t('Choose a file')}
        </Button>
        <input
          ref={input}
          type="file"
          className="fu-hidden"
          aria-label={t('File to import')}
          tabIndex={-1}
          accept={accepted.flatMap(({ extensions }) => extensions).join(',')}
          onChange={(event) => {
            const file = event.target.files?.[0]
            event.target.value = ''
            if (file !== undefined) onChoose(file)
          }}
        />
      </div>
      <p className="import-quiet import-accepted">{t('The file itself tells what it is. These are understood:')}</p>
      {sources === null && <Skeleton lines={8} heightPx={34} label={t('Asking what is understood')} />}
      <dl className="import-sources">
        {(sources === null ? [] : accepted).map(({ kind, label, extensions, description }) => (
          <div key={kind}>
            <dt>
              {told(label)}
              <span className="import-extensions">{extensions.join(' ')}</span>
            </dt>
            <dd>{told(description)}</dd>
          </div>
        ))}
      </dl>
    </>
  )
}

/** Ours: a whole workspace, which goes another way than boards. */
const archive: ImportSourceEntry = {
  kind: 'archive',
  label: t('Archive of Fulcrum'),
  description: t('A whole workspace with its history and files: in the menu of a workspace, “Export with history”.'),
  extensions: ['.fulcrum'],
}
