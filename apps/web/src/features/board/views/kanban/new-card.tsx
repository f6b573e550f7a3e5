import { TextField } from '@fulcrum/ui'
import { t } from '@fulcrum/ui/messages'
import { useState } from 'react'

interface NewCardProps {
  readonly onAdd: (title: string) => void
  /** Several lines were pasted; false where they are not taken. */
  readonly onAddLines: (text: string) => boolean
  readonly onClose: () => void
}

/** Where the title of a new card is typed: Enter adds it and goes on, each pasted line is one; Escape ends it. */
export function NewCard({ onAdd, onAddLines, onClose }: NewCardProps) {
  const [title, setTitle] = useState('')
  const add = (text: string): void => {
    if (text.trim() !== '') onAdd(text.trim())
    setTitle('')
  }
  return (
    <div className="fk-new">
      <TextField
        label={t('Title of the new item')}
        hideLabel
        autoFocus
        placeholder={t('Title, then Enter')}
        value={title}
        onChange={(event) => setTitle(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && !event.nativeEvent.isComposing) add(title)
          else if (event.key === 'Escape') onClose()
          else return
          event.preventDefault()
          event.stopPropagation()
        }}
        onPaste={(event) => {
          const text = event.clipboardData.getData('text/plain')
          if (!/\n./.test(text)) return
          event.preventDefault()
          if (onAddLines(`${title}${text}`)) setTitle('')
        }}
        onBlur={() => {
          add(title)
          onClose()
        }}
      />
    </div>
  )
}
