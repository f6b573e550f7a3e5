import { Icon, TextField } from '@fulcrum/ui'
import { t, told } from '@fulcrum/ui/messages'
import { useState } from 'react'
import { EditorBox } from '../shared/editor-box.web.tsx'
import { keepTab } from '../shared/keep-tab.web.ts'
import { readerOf } from '../shared/kind-texts.web.ts'
import { TypedField } from '../shared/typed-field.web.tsx'
import type { EditorProps } from '../view-contract.web.ts'
import { linkColumn, linkText } from './column.ts'
import type { LinkValue } from './column.ts'

/** The address, which may be pasted with its text, and the text to show for it. */
export function LinkEditor(props: EditorProps<Record<string, never>, LinkValue>) {
  const { value, settings, context, label, initialText, onCommit, onCancel, onDraft } = props
  const read = readerOf<LinkValue>(linkColumn, settings, context)
  const [address, setAddress] = useState(initialText ?? value?.url ?? '')
  const [name, setName] = useState(value?.text ?? '')
  const [error, setError] = useState<string | null>(null)

  const result = withName(read(address), name)
  const change = (nextAddress: string, nextName: string): void => {
    setAddress(nextAddress)
    setName(nextName)
    setError(null)
    const next = withName(read(nextAddress), nextName)
    onDraft?.(next.ok ? next.value : value)
  }
  return (
    <EditorBox
      className="fc-link-editor"
      commit={(then) => {
        if (result.ok) onCommit(result.value, then)
        else setError(told(result.message))
      }}
      cancel={onCancel}
    >
      <TypedField
        label={label}
        icon="link"
        text={address}
        placeholder="https://example.org"
        error={error}
        hint={result.ok && result.value !== null ? linkText(result.value) : t('An address, or text and address')}
        marked={initialText === undefined}
        onText={(next) => change(next, name)}
      />
      <div className="fc-link-more" onKeyDown={(event) => keepTab(event)}>
        <TextField
          label={t('Text to show')}
          value={name}
          maxLength={500}
          placeholder={t('The address itself')}
          onChange={(event) => change(address, event.target.value)}
        />
        {result.ok && result.value !== null && (
          <a className="fc-link-open" href={result.value.url} target="_blank" rel="noopener noreferrer">
            <Icon name="share" size={14} /> {t('Open')}
          </a>
        )}
      </div>
    </EditorBox>
  )
}

type Read = ReturnType<ReturnType<typeof readerOf<LinkValue>>>

/** The text of its own field counts unless one came with the address. */
function withName(read: Read, name: string): Read {
  if (!read.ok || read.value === null || read.value.text !== undefined || name.trim() === '') return read
  // @NOTE the kind's own schema makes a text that only repeats the address none.
  return { ok: true, value: linkColumn.value.parse({ ...read.value, text: name }) as LinkValue }
}
