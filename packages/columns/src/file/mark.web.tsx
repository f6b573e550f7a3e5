import { Icon } from '@fulcrum/ui'
import { t } from '@fulcrum/ui/messages'
import { useState } from 'react'
import type { FilesPort } from '../shared/files.web.ts'
import { isStored } from './entries.ts'
import type { FileEntry } from './entries.ts'
import { extensionOf } from './names.ts'

/** Pictures up to this many bytes are drawn small in cells; larger ones only where they are opened. */
const maxPicture = 3_000_000
const pictures: ReadonlySet<string> = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp'])

interface FileMarkProps {
  readonly entry: FileEntry
  readonly files: FilesPort | undefined
  readonly large?: boolean
}

/** One file: its picture, or a sheet with its ending. A click shows a picture beside the board, and saves what is none. */
export function FileMark({ entry, files, large }: FileMarkProps) {
  const [broken, setBroken] = useState(false)
  const href = hrefOf(entry, files)
  const isPicture = isStored(entry) && pictures.has(entry.type)
  const picture = !broken && isPicture && entry.sizeBytes <= maxPicture
  const ending = extensionOf(entry.name)
  const inner =
    picture && href !== undefined ? (
      <img src={href} alt="" loading="lazy" decoding="async" onError={() => setBroken(true)} />
    ) : isStored(entry) && ending !== '' ? (
      <span aria-hidden="true">{ending.slice(0, 4)}</span>
    ) : (
      <Icon name={isStored(entry) ? 'file' : 'link'} size={large === true ? 16 : 14} />
    )
  const look = { className: 'fc-file', 'data-large': large || undefined, 'data-picture': picture || undefined }
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

/** Where an entry leads; undefined for a file of the store where there is none. */
export function hrefOf(entry: FileEntry, files: FilesPort | undefined): string | undefined {
  return isStored(entry) ? files?.address(entry) : entry.url
}
