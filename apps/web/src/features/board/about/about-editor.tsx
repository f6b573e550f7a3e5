import { Button, Kbd, TextArea } from '@fulcrum/ui'
import { t } from '@fulcrum/ui/messages'
import { useState, type KeyboardEvent } from 'react'

/** As the command takes it. */
const maxLength = 2_000

interface AboutEditorProps {
  readonly text: string
  readonly onSave: (text: string) => void
  readonly onCancel: () => void
}

/** Writes what the board is for. Ctrl or Command with Enter keeps it, Escape leaves it as it was. */
export function AboutEditor({ text, onSave, onCancel }: AboutEditorProps) {
  const [draft, setDraft] = useState(text)
  const save = (): void => onSave(draft.trim())
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'Escape') onCancel()
    else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) save()
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <form
      className="fb-about-editor"
      onKeyDown={onKeyDown}
      onSubmit={(event) => {
        event.preventDefault()
        save()
      }}
    >
      <TextArea
        label={t('Description of the board')}
        hideLabel
        // Asked for by a click, as is what one types next.
        autoFocus
        value={draft}
        maxLength={maxLength}
        placeholder={t('What is this board for, and how is it used?')}
        onFocus={(event) => event.target.setSelectionRange(draft.length, draft.length)}
        onChange={(event) => setDraft(event.target.value)}
      />
      <div className="fb-about-buttons">
        <Button type="submit" variant="primary" size="small">
          {t('Save')}
        </Button>
        <Button variant="plain" size="small" onClick={onCancel}>
          {t('Cancel')}
        </Button>
        <Kbd keys="Mod Enter" />
        {draft.length > maxLength - 200 && (
          <span className="fb-quiet fu-tabular" role="status">
            {t('{count} left', { count: maxLength - draft.length })}
          </span>
        )}
      </div>
    </form>
  )
}
