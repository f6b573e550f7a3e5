import type { InboxAbout } from '@fulcrum/protocol'
import { appHref, EmptyState } from '@fulcrum/ui'
import { t } from '@fulcrum/ui/messages'
import { EntryPanel } from './entry-panel.tsx'
import { pageOf } from './abouts.ts'

interface BoardEntryProps {
  readonly about: InboxAbout<'board'>
  readonly onClose: () => void
}

/** What an entry is about that is about a board and none of its items. */
export function BoardEntry({ about, onClose }: BoardEntryProps) {
  const { name: boardName } = about
  return (
    <EntryPanel label={boardName} onClose={onClose}>
      <EmptyState
        icon="board"
        text={t('{boardName} is open to you now.', { boardName })}
        action={<a href={appHref(pageOf(about))}>{t('Open {boardName}', { boardName })}</a>}
      />
    </EntryPanel>
  )
}
