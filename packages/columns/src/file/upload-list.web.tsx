import { IconButton, ProgressBar } from '@fulcrum/ui'
import { t } from '@fulcrum/ui/messages'
import type { Upload } from '../shared/files.web.ts'
import { sizeText } from './sizes.ts'

/** What is on its way to a cell: how far it is, or why it did not get there and what can be done. */
export function UploadList({ uploads, locale }: { readonly uploads: readonly Upload[]; readonly locale: string }) {
  return (
    <ul
      className="fc-file-list"
      aria-label={t('Uploads')}
      onKeyDown={(event) => event.key === 'Enter' && event.stopPropagation()}
    >
      {uploads.map((upload) => (
        <li key={upload.id}>
          <span className="fc-file-words">
            <span className="fu-truncate" title={upload.name}>
              {upload.name}
            </span>
            {upload.problem === null ? (
              <ProgressBar label={`${upload.name}, ${sizeText(upload.sizeBytes, locale)}`} value={upload.progress} />
            ) : (
              <span role="alert" className="fc-wrong">
                {upload.problem}
              </span>
            )}
          </span>
          {upload.problem !== null && (
            <IconButton
              size="small"
              icon="refresh"
              label={t('Send {name} again', { name: upload.name })}
              onClick={upload.retry}
            />
          )}
          <IconButton
            size="small"
            icon="x"
            label={
              upload.problem === null
                ? t('Stop sending {name}', { name: upload.name })
                : t('Put {name} away', { name: upload.name })
            }
            onClick={upload.cancel}
          />
        </li>
      ))}
    </ul>
  )
}
