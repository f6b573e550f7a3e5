import { Icon, IconButton } from '@fulcrum/ui'
import { t } from '@fulcrum/ui/messages'
import { useState } from 'react'
import type { FilesPort } from '../shared/files.web.ts'
import { isStored, keyOf } from './entries.ts'
import type { FileEntry } from './entries.ts'
import { FileMark, hrefOf } from './mark.web.tsx'
import { addressName, fileName } from './names.ts'
import { sizeText } from './sizes.ts'

interface FileListProps {
  readonly entries: readonly FileEntry[]
  readonly files: FilesPort | undefined
  readonly locale: string
  readonly onRename: (entry: FileEntry, name: string) => void
  readonly onRemove: (entry: FileEntry) => void
}

/** The files of a cell, each to open, save, rename and remove. */
export function FileList({ entries, files, locale, onRename, onRemove }: FileListProps) {
  const [renamed, setRenamed] = useState<string | null>(null)
  return (
    <ul
      className="fc-file-list"
      aria-label={t('Files')}
      onKeyDown={(event) => event.key === 'Enter' && event.stopPropagation()}
    >
      {entries.map((entry) => {
        const href = hrefOf(entry, files)
        return (
          <li key={keyOf(entry)}>
            <FileMark entry={entry} files={files} large />
            {renamed === keyOf(entry) ? (
              <NameField
                entry={entry}
                onDone={(name) => {
                  setRenamed(null)
                  if (name !== null && name !== entry.name) onRename(entry, name)
                }}
              />
            ) : (
              <span className="fc-file-words">
                <span className="fu-truncate" title={entry.name}>
                  {entry.name}
                </span>
                <span className="fc-quiet fu-truncate">
                  {isStored(entry) ? sizeText(entry.sizeBytes, locale) : hostOf(entry.url)}
                </span>
              </span>
            )}
            <IconButton
              size="small"
              icon="edit"
              label={t('Rename {name}', { name: entry.name })}
              onClick={() => setRenamed(keyOf(entry))}
            />
            {isStored(entry) && href !== undefined && (
              <a
                className="fc-file-save"
                href={href}
                download={entry.name}
                aria-label={t('Download {name}', { name: entry.name })}
                title={t('Download')}
              >
                <Icon name="download" size={14} />
              </a>
            )}
            <IconButton
              size="small"
              icon="trash"
              label={t('Remove {name}', { name: entry.name })}
              onClick={() => onRemove(entry)}
            />
          </li>
        )
      })}
    </ul>
  )
}

/** A new name. Enter and leaving keep it, Escape does not. */
function NameField({ entry, onDone }: { readonly entry: FileEntry; readonly onDone: (name: string | null) => void }) {
  const [name, setName] = useState(entry.name)
  const cleaned = (): string | null =>
    name.trim() === '' ? null : isStored(entry) ? fileName(name) : addressName(name, entry.url)
  return (
    <input
      className="fc-file-name"
      aria-label={t('Name of {name}', { name: entry.name })}
      // Somebody asked for it this moment.
      // eslint-disable-next-line jsx-a11y/no-autofocus
      autoFocus
      value={name}
      maxLength={255}
      spellCheck={false}
      onFocus={(event) => {
        const dot = event.target.value.lastIndexOf('.')
        event.target.setSelectionRange(0, dot > 0 ? dot : event.target.value.length)
      }}
      onChange={(event) => setName(event.target.value)}
      onBlur={() => onDone(cleaned())}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' && event.key !== 'Escape') return
        event.preventDefault()
        event.stopPropagation()
        onDone(event.key === 'Enter' ? cleaned() : null)
      }}
    />
  )
}

function hostOf(url: string): string {
  return /^https?:\/\/([^/?#]*)/i.exec(url)?.[1] ?? url
}
