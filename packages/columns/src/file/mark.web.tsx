import { Icon, Picture } from '@fulcrum/ui'
import type { PictureSource } from '@fulcrum/ui'
import { t } from '@fulcrum/ui/messages'
import type { FilesPort } from '../shared/files.web.ts'
import { isStored } from './entries.ts'
import type { FileEntry, StoredFile } from './entries.ts'
import { extensionOf } from './names.ts'

/** Pictures up to this many bytes are drawn in cells as they are, where the server has no small one. */
const maxPicture = 3_000_000
const pictures: ReadonlySet<string> = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp'])

interface FileMarkProps {
  readonly entry: FileEntry
  readonly files: FilesPort | undefined
  readonly large?: boolean
}

/** One file: its picture, small, or a sheet with its ending. A click shows a picture beside the board, and saves what is none. */
export function FileMark({ entry, files, large }: FileMarkProps) {
  const href = hrefOf(entry, files)
  const isPicture = isStored(entry) && pictures.has(entry.type)
  const ending = extensionOf(entry.name)
  const sheet =
    isStored(entry) && ending !== '' ? (
      <span aria-hidden="true">{ending.slice(0, 4)}</span>
    ) : (
      <Icon name={isStored(entry) ? 'file' : 'link'} size={large === true ? 16 : 14} />
    )
  const inner =
    isPicture && files !== undefined ? <Picture sources={sourcesOf(entry, files)} alt="" instead={sheet} /> : sheet
  const look = { className: 'fc-file', 'data-large': large || undefined }
  if (href === undefined) {
    return (
      <span {...look} role="img" aria-label={entry.name} title={entry.name}>
        {inner}
      </span>
    )
  }
  return (
    <a
      {...look}
      href={href}
      {...(isStored(entry) && !isPicture ? { download: entry.name } : { target: '_blank', rel: 'noopener noreferrer' })}
      tabIndex={large === true ? 0 : -1}
      aria-label={t('Open {name}', { name: entry.name })}
      title={entry.name}
    >
      {inner}
    </a>
  )
}

function sourcesOf(entry: StoredFile, files: FilesPort): readonly PictureSource[] {
  const whole = entry.sizeBytes <= maxPicture ? [{ src: files.address(entry) }] : []
  return [{ src: files.thumbnail(entry, 320) }, ...whole]
}

/** Where an entry leads; undefined for a file of the store where there is none. */
export function hrefOf(entry: FileEntry, files: FilesPort | undefined): string | undefined {
  return isStored(entry) ? files?.address(entry) : entry.url
}
