import { Icon } from '@fulcrum/ui'
import type { DragEvent } from 'react'
import { useState } from 'react'
import { Fitting, mostChips } from '../shared/fitting.web.tsx'
import { lazyEditor } from '../shared/lazy-editor.web.tsx'
import { Lazy, lazyPart } from '../shared/lazy-part.web.tsx'
import { PlainSummary } from '../shared/summary.web.tsx'
import { defineColumnView } from '../view-contract.web.ts'
import type { CellProps, SettingsProps } from '../view-contract.web.ts'
import type { FileSettings, FileValue } from './column.ts'
import { FileMark } from './mark.web.tsx'
import { useUploads } from './use-uploads.web.ts'
import './cell.css'
import { t } from '@fulcrum/ui/messages'

function Cell({ value, context, host }: CellProps<FileSettings, FileValue>) {
  const uploads = useUploads(context.files, host)
  const [over, setOver] = useState(false)
  const takes = host !== undefined && context.files !== undefined
  const entries = value ?? []
  const [only] = entries
  const failed = uploads.some(({ problem }) => problem !== null)
  const drop = (event: DragEvent): void => {
    setOver(false)
    if (!takes || event.dataTransfer.files.length === 0) return
    event.preventDefault()
    event.stopPropagation()
    context.files?.attach(host, [...event.dataTransfer.files])
  }
  return (
    <span
      className="fc-files"
      data-over={over || undefined}
      onDragOver={(event) => {
        if (!takes || !event.dataTransfer.types.includes('Files')) return
        event.preventDefault()
        event.dataTransfer.dropEffect = 'copy'
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      {entries.length > 1 ? (
        <Fitting names={entries.map(({ name }) => name)}>
          {entries.slice(0, mostChips).map((entry) => (
            <FileMark key={entry.name} entry={entry} files={context.files} />
          ))}
        </Fitting>
      ) : (
        only !== undefined && (
          <>
            <FileMark entry={only} files={context.files} />
            <span className="fu-truncate">{only.name}</span>
          </>
        )
      )}
      {uploads.length > 0 && (
        <span className={failed ? 'fc-wrong fc-row' : 'fc-quiet fc-row'} role="status">
          <Icon name={failed ? 'warning' : 'upload'} size={14} />
          {failed ? t('Not sent') : `${Math.floor(100 * meanOf(uploads.map(({ progress }) => progress)))} %`}
        </span>
      )}
      {over && <span className="fu-hidden">{t('Drop to attach')}</span>}
    </span>
  )
}

function meanOf(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0) / Math.max(1, numbers.length)
}

const { Editor, preload } = lazyEditor<FileSettings, FileValue>(() =>
  import('./editor.web.tsx').then((part) => part.FileEditor),
)

const form = lazyPart<SettingsProps<FileSettings>>(() => import('./form.web.tsx').then((part) => part.FileForm))

function Settings(props: SettingsProps<FileSettings>) {
  return <Lazy part={form} props={props} />
}

/** How files look: a mark each that opens it, small pictures of pictures, the name where there is one. */
export const fileView = defineColumnView({
  id: 'file',
  icon: 'file',
  width: 168,
  editor: 'popover',
  live: 'always',
  Cell,
  Editor,
  preload,
  Settings,
  Summary: PlainSummary,
})
