import { trashParts, type TrashPart } from '@fulcrum/domain'
import { Select, Tabs } from '@fulcrum/ui'
import { t } from '@fulcrum/ui/messages'
import { useEffect, useRef } from 'react'
import { useTree } from '../../shell/tree-context.tsx'
import { BoardTrashList } from './board-trash-list.tsx'
import { SettingsSection } from './settings-section.tsx'
import { useBoardTrash } from './use-board-trash.ts'

/** What of which board is shown. */
export interface TrashOfBoard {
  readonly board: string
  readonly part: TrashPart
}

interface BoardTrashProps extends TrashOfBoard {
  /** Somebody came here for it: the keyboard goes there. */
  readonly asked: boolean
  readonly onChange: (shown: TrashOfBoard) => void
}

const titlesOf = (): Readonly<Record<TrashPart, string>> => ({
  items: t('Items'),
  archived: t('Archived items'),
  groups: t('Groups'),
  columns: t('Columns'),
  views: t('Views'),
})

/** What was deleted of a board, and its archived items, to be brought back one by one or many at once. */
export function BoardTrash({ board, part, asked, onChange }: BoardTrashProps) {
  const tree = useTree()
  const trash = useBoardTrash(board, part)
  const tabs = useRef<HTMLDivElement>(null)
  const titles = titlesOf()
  useEffect(() => {
    if (asked) tabs.current?.querySelector<HTMLElement>('[role="tab"][aria-selected="true"]')?.focus()
  }, [asked])
  return (
    <SettingsSection
      title={t('Trash of a board')}
      note={t(
        'Items, groups, columns and views that were deleted stay for 30 days; archived items as long as you like.',
      )}
    >
      <div className="trash-board">
        <Select
          label={t('Board')}
          options={tree.boards.map(({ id, name }) => ({ id, title: name, icon: 'board' as const }))}
          value={board}
          searchPlaceholder={t('Find a board')}
          onChange={(next) => onChange({ board: next, part })}
        />
      </div>
      <div ref={tabs} className="trash-tabs">
        <Tabs
          label={t('What of it')}
          tabs={trashParts.map((id) => ({ id, title: titles[id], ...(trash.counts && { count: trash.counts[id] }) }))}
          active={part}
          // @NOTE the tabs are of the parts.
          onChange={(next) => onChange({ board, part: next as TrashPart })}
        />
      </div>
      <BoardTrashList key={`${board} ${part}`} board={board} part={part} trash={trash} />
    </SettingsSection>
  )
}
