import { IconButton } from '@fulcrum/ui'
import { t } from '@fulcrum/ui/messages'
import { SidePanel } from '@fulcrum/ui/side-panel'
import type { ReactNode } from 'react'

interface EntryPanelProps {
  readonly label: string
  /** What stands in its first line. */
  readonly head?: ReactNode
  readonly onClose: () => void
  readonly children: ReactNode
}

/** Beside the inbox, what an entry is about that has no panel of its own. */
export function EntryPanel({ label, head, onClose, children }: EntryPanelProps) {
  return (
    <SidePanel open onClose={onClose} label={label}>
      <div className="inbox-panel-head">
        {head}
        <span className="fu-grow" />
        <IconButton icon="x" label={t('Close')} shortcut="Esc" size="small" onClick={onClose} />
      </div>
      {children}
    </SidePanel>
  )
}
