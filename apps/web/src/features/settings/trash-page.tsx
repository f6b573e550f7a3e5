import type { TreeBoard } from '@fulcrum/protocol'
import { Button, EmptyState, Icon, Skeleton } from '@fulcrum/ui'
import { useEffect, useState } from 'react'
import { useTree } from '../../shell/tree-context.tsx'
import { useTreeCommands } from '../../shell/tree-commands.ts'
import { useClient } from '../../shell/world.tsx'
import { SettingsSection } from './settings-section.tsx'

/** Boards that are put away, each to be taken back. */
export function TrashPage() {
  const tree = useTree()
  const commands = useTreeCommands()
  const archived = tree.boards.filter((board) => board.archived)
  return (
    <>
      <SettingsSection title="Archived boards" note="Out of the tree, with all that is in them.">
        <BoardList
          boards={archived}
          empty="Nothing is archived."
          button="Take out"
          onPick={(id) => commands.unarchiveBoard(id)}
        />
      </SettingsSection>
      <SettingsSection title="Trash" note="Boards stay here for 30 days, then they are gone for good.">
        {/* Every board that is put away or taken back changes the tree: then the trash is asked for again. */}
        <DeletedBoards key={tree.boards.map(({ id }) => id).join()} />
      </SettingsSection>
    </>
  )
}

function DeletedBoards() {
  const client = useClient()
  const commands = useTreeCommands()
  const [boards, setBoards] = useState<readonly TreeBoard[]>()
  useEffect(() => {
    let gone = false
    client.query<{ readonly boards: readonly TreeBoard[] }>('tree.list', { deleted: true }).then(
      (answer) => gone || setBoards(answer.boards),
      () => gone || setBoards([]),
    )
    return () => {
      gone = true
    }
  }, [client])
  if (boards === undefined) return <Skeleton lines={2} heightPx={46} label="Loading the trash" />
  return (
    <BoardList
      boards={boards}
      empty="The trash is empty."
      button="Restore"
      onPick={(id) => commands.restoreBoard(id)}
    />
  )
}

interface BoardListProps {
  readonly boards: readonly TreeBoard[]
  readonly empty: string
  readonly button: string
  readonly onPick: (id: string) => void
}

function BoardList({ boards, empty, button, onPick }: BoardListProps) {
  if (boards.length === 0) return <EmptyState compact text={empty} />
  return (
    <ul>
      {boards.map(({ id, name, itemCount }) => (
        <li key={id} className="settings-person">
          <Icon name="board" />
          <div className="settings-person-words">
            <b>{name}</b>
            <span>
              {itemCount} {itemCount === 1 ? 'item' : 'items'}
            </span>
          </div>
          <Button size="small" onClick={() => onPick(id)}>
            {button}
          </Button>
        </li>
      ))}
    </ul>
  )
}
