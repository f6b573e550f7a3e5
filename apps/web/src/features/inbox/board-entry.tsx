import { appHref, EmptyState, IconButton } from '@fulcrum/ui'
import { t } from '@fulcrum/ui/messages'
import { SidePanel } from '@fulcrum/ui/side-panel'
import { boardPath } from '../../shell/paths.ts'
import type { InboxEntry } from './use-inbox.ts'

/** What an entry is about that is about a board and none of its items. */
export function BoardEntry({ entry, onClose }: { readonly entry: InboxEntry; readonly onClose: () => void }) {
  const { board, boardName } = entry.subject
  return (
    <SidePanel open onClose={onClose} label={boardName}>
      <div className="inbox-panel-head">
        <span className="fu-grow" />
        <IconButton icon="x" label={t('Close')} shortcut="Esc" size="small" onClick={onClose} />
      </div>
      <EmptyState
        icon="board"
        text={t('{boardName} is open to you now.', { boardName })}
        action={<a href={appHref(boardPath(board))}>{t('Open {boardName}', { boardName })}</a>}
      />
    </SidePanel>
  )
}
