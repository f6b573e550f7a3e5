import { t } from '@fulcrum/ui/messages'
import { useState } from 'react'
import type { Label } from './label-schemas.ts'

interface LabelNameProps {
  readonly label: Label
  /** False where the name cannot be: it stays in the field. */
  readonly onRename: (name: string) => boolean
}

/** The name of a label as a field; Enter and leaving take it over, Escape gives the old one back. */
export function LabelName({ label, onRename }: LabelNameProps) {
  const [draft, setDraft] = useState<string | null>(null)
  const take = (): void => {
    if (draft === null) return
    if (draft.trim() === '' || draft === label.name || onRename(draft)) setDraft(null)
  }
  return (
    <input
      className="fc-label-name"
      data-colour={label.colour}
      aria-label={t('Name of {name}', { name: label.name })}
      value={draft ?? label.name}
      onChange={(event) => setDraft(event.target.value)}
      onBlur={take}
      onKeyDown={(event) => {
        if (event.nativeEvent.isComposing || draft === null) return
        if (event.key === 'Enter') take()
        else if (event.key === 'Escape') setDraft(null)
        else return
        event.preventDefault()
        event.stopPropagation()
      }}
    />
  )
}
