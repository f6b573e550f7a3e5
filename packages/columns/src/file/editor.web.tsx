import { limitsText, pickedFiles } from '@fulcrum/domain'
import type { Result } from '@fulcrum/domain'
import { Button, Icon } from '@fulcrum/ui'
import { useRef, useState } from 'react'
import type { ClipboardEvent, DragEvent } from 'react'
import type * as z from 'zod/mini'
import { EditorBox } from '../shared/editor-box.web.tsx'
import { keepTab } from '../shared/keep-tab.web.ts'
import { readerOf } from '../shared/kind-texts.web.ts'
import { checkedBy } from '../shared/parse.ts'
import { TypedField } from '../shared/typed-field.web.tsx'
import type { EditorProps } from '../view-contract.web.ts'
import { fileColumn, limitsOf } from './column.ts'
import type { FileSettings, FileValue } from './column.ts'
import { keyOf } from './entries.ts'
import type { FileEntry } from './entries.ts'
import { FileList } from './file-list.web.tsx'
import { UploadList } from './upload-list.web.tsx'
import { useUploads } from './use-uploads.web.ts'
import './editor.css'
import { t, told } from '@fulcrum/ui/messages'

/**
 * The files of a cell. What is attached, renamed or removed counts at once, since uploads may end when the editor is long
 * closed; an address that is typed counts when the editor commits.
 */
export function FileEditor(props: EditorProps<FileSettings, FileValue>) {
  const { settings, context, host, label, initialText, onCommit, onCancel, onDraft } = props
  const [kept, setKept] = useState<FileValue | null>(props.value)
  // With a place on a board the cell itself is the truth, also for what arrives meanwhile.
  const entries = (host === undefined ? kept : props.value) ?? []
  const [text, setText] = useState(initialText ?? '')
  const [error, setError] = useState<string | null>(null)
  const [over, setOver] = useState(false)
  const limits = limitsOf(settings)
  const taken = limitsText(limits)
  const picker = useRef<HTMLInputElement>(null)
  const uploads = useUploads(context.files, host)
  const mayAttach = host !== undefined && context.files !== undefined
  const read = readerOf<FileValue>(fileColumn, settings, context)

  const withTyped = (typed: string, before: readonly FileEntry[]): Result<FileValue | null> => {
    const result = read(typed)
    if (!result.ok || result.value === null) return result.ok ? { ok: true, value: valueOf(before) } : result
    // @NOTE the kind forgets the type of its values; its schema makes them.
    return checkedBy(fileColumn.value as z.ZodMiniType<FileValue>, [...before, ...result.value])
  }
  const change = (typed: string): void => {
    setText(typed)
    setError(null)
    const next = withTyped(typed, entries)
    onDraft?.(next.ok ? next.value : valueOf(entries))
  }
  const replace = (next: readonly FileEntry[]): void => {
    if (host === undefined) setKept(valueOf(next))
    else host.run('item.setCells', { column: host.column, rows: [host.item], values: [valueOf(next)] })
    const draft = withTyped(text, next)
    onDraft?.(draft.ok ? draft.value : valueOf(next))
  }
  const attach = (files: readonly File[]): void => {
    if (mayAttach && files.length > 0) context.files?.attach(host, files)
  }
  const paste = (event: ClipboardEvent): void => {
    if (event.clipboardData.files?.length > 0 && mayAttach) {
      event.preventDefault()
      attach([...event.clipboardData.files])
    }
  }
  const drop = (event: DragEvent): void => {
    setOver(false)
    if (!mayAttach || event.dataTransfer.files.length === 0) return
    event.preventDefault()
    attach([...event.dataTransfer.files])
  }

  return (
    <EditorBox
      className="fc-file-editor"
      commit={(then) => {
        const result = withTyped(text, entries)
        if (result.ok) onCommit(result.value, then)
        else setError(told(result.message))
      }}
      cancel={onCancel}
    >
      <div
        data-over={over || undefined}
        className="fc-file-zone"
        onKeyDown={(event) => keepTab(event, true)}
        onPaste={paste}
        onDragOver={(event) => {
          if (!mayAttach || !event.dataTransfer.types.includes('Files')) return
          event.preventDefault()
          setOver(true)
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
      >
        <TypedField
          label={label}
          icon="link"
          text={text}
          placeholder="https://example.org/plan.pdf"
          error={error}
          hint={mayAttach ? t('An address; or drop or paste files here') : t('An address')}
          marked={false}
          onText={change}
        />
        {entries.length > 0 && (
          <FileList
            entries={entries}
            files={context.files}
            locale={context.locale}
            onRename={(entry, name) =>
              replace(entries.map((each) => (keyOf(each) === keyOf(entry) ? { ...each, name } : each)))
            }
            onRemove={(entry) => replace(entries.filter((each) => keyOf(each) !== keyOf(entry)))}
          />
        )}
        {uploads.length > 0 && <UploadList uploads={uploads} locale={context.locale} />}
        {mayAttach && (
          <div className="fc-file-foot">
            <Button
              size="small"
              onClick={() => picker.current?.click()}
              onKeyDown={(event) => event.key === 'Enter' && event.stopPropagation()}
            >
              <Icon name="upload" size={14} /> {t('Choose files')}
            </Button>
            {taken !== '' && <span className="fc-quiet fc-note">{taken}</span>}
            <input
              ref={picker}
              type="file"
              multiple
              accept={pickedFiles(limits)}
              hidden
              aria-hidden="true"
              tabIndex={-1}
              onChange={(event) => {
                attach([...(event.target.files ?? [])])
                event.target.value = ''
              }}
            />
          </div>
        )}
      </div>
    </EditorBox>
  )
}

function valueOf(entries: readonly FileEntry[]): FileValue | null {
  return entries.length === 0 ? null : [...entries]
}
