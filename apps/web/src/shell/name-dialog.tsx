import { Button, TextField } from '@fulcrum/ui'
import { Dialog } from '@fulcrum/ui/dialog'
import { t } from '@fulcrum/ui/messages'
import { useState, type ReactNode } from 'react'

interface NameDialogProps {
  readonly title: string
  readonly label?: string
  readonly initial?: string
  readonly placeholder?: string
  readonly button: string
  /** Nothing can be made of any name. */
  readonly disabled?: boolean
  readonly onName: (name: string) => void
  readonly onClose: () => void
  /** More fields below the name. */
  readonly children?: ReactNode
}

/** Asks for a name, and perhaps a little more. */
export function NameDialog(props: NameDialogProps) {
  const { title, label = t('Name'), initial = '', placeholder, button, disabled, onName, onClose, children } = props
  const [name, setName] = useState(initial)
  const good = name.trim() !== '' && disabled !== true
  return (
    <Dialog
      open
      size="small"
      title={title}
      onClose={onClose}
      onSubmit={() => {
        if (!good) return
        onClose()
        onName(name.trim())
      }}
      footer={
        <>
          <Button onClick={onClose}>{t('Cancel')}</Button>
          <Button type="submit" variant="primary" disabled={!good}>
            {button}
          </Button>
        </>
      }
    >
      <div className="form-stack">
        <TextField
          label={label}
          size="large"
          value={name}
          maxLength={200}
          autoComplete="off"
          data-autofocus=""
          placeholder={placeholder}
          onFocus={(event) => event.target.select()}
          onChange={(event) => setName(event.target.value)}
        />
        {children}
      </div>
    </Dialog>
  )
}
