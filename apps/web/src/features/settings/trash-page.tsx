import './trash.css'
import { trashParts } from '@fulcrum/domain'
import { EmptyState } from '@fulcrum/ui'
import { t } from '@fulcrum/ui/messages'
import { useDocCommands } from '../../shell/doc-commands.ts'
import { useDocs } from '../../shell/doc-list.ts'
import { boardIdOf, boardTrashPath } from '../../shell/paths.ts'
import { boardsAmong, useRecents } from '../../shell/recents.ts'
import { useGo, usePlace } from '../../shell/router/router-context.tsx'
import { useTree } from '../../shell/tree-context.tsx'
import { useTreeCommands } from '../../shell/tree-commands.ts'
import { BoardTrash } from './board-trash.tsx'
import { SettingsSection } from './settings-section.tsx'
import { TrashLine } from './trash-line.tsx'
import { itemWords, TreeTrash } from './tree-trash.tsx'

/** What is put away, each to be taken back: boards, docs and workspaces, and what was deleted of a board. */
export function TrashPage() {
  const tree = useTree()
  const recents = useRecents()
  const go = useGo()
  const { search } = usePlace()
  const asked = new URLSearchParams(search)
  const askedBoard = boardIdOf(asked.get('board') ?? '')
  const known = (id: string | null | undefined): boolean => tree.boards.some((board) => board.id === id)
  const board = askedBoard ?? boardsAmong(recents).find((recent) => known(recent.board))?.board ?? tree.boards[0]?.id
  const part = trashParts.find((each) => each === asked.get('show')) ?? 'items'
  const ofBoard = board !== undefined && (
    <BoardTrash
      board={board}
      part={part}
      asked={askedBoard !== null}
      onChange={(shown) => go(boardTrashPath(shown.board, shown.part), { replace: true })}
    />
  )
  return (
    <>
      {askedBoard !== null && ofBoard}
      <Archived />
      <TreeTrash />
      {askedBoard === null && ofBoard}
    </>
  )
}

function Archived() {
  const tree = useTree()
  const docs = useDocs().filter((doc) => doc.archived)
  const commands = useTreeCommands()
  const docCommands = useDocCommands()
  const boards = tree.boards.filter((board) => board.archived)
  return (
    <SettingsSection
      title={t('Archived boards and docs')}
      note={t('Out of the tree, with all that is in them, for as long as you like.')}
    >
      {boards.length + docs.length === 0 && <EmptyState compact icon="archive" text={t('Nothing is archived.')} />}
      <ul>
        {boards.map((board) => (
          <TrashLine
            key={board.id}
            icon="archive"
            name={board.name}
            note={itemWords(board)}
            button={t('Take out')}
            onPick={() => commands.unarchiveBoard(board.id)}
          />
        ))}
        {docs.map((doc) => (
          <TrashLine
            key={doc.id}
            icon="doc"
            name={doc.name}
            note={t('Doc')}
            button={doc.mayManage ? t('Take out') : null}
            onPick={() => docCommands.unarchive(doc.id)}
          />
        ))}
      </ul>
    </SettingsSection>
  )
}
