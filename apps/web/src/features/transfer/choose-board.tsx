import { Icon, OptionList } from '@fulcrum/ui'
import { Dialog } from '@fulcrum/ui/dialog'
import { useAccount, useTree } from '../../shell/client-context.tsx'
import type { TransferAsk } from '../../shell/transfer-context.ts'
import { counted, verb } from './transfer-words.ts'

interface ChooseBoardProps {
  readonly ask: TransferAsk
  readonly onPick: (board: string) => void
  readonly onClose: () => void
}

/** The boards to which items can go, found by name. */
export function ChooseBoard({ ask, onPick, onClose }: ChooseBoardProps) {
  const tree = useTree()
  const { workspaces } = useAccount()
  const nameOf = (id: string): string => workspaces.find((workspace) => workspace.id === id)?.name ?? ''
  const boards = tree.boards.filter(
    ({ id, archived, hidden }) => !archived && !hidden && (ask.how === 'copy' || id !== ask.board),
  )
  return (
    <Dialog open title={`${verb(ask)} ${counted(ask.rows.length)} to board`} onClose={onClose}>
      <OptionList
        label="Board"
        placeholder="Find a board"
        searchable
        selected={[]}
        emptyText="There is no other board."
        options={boards.map(({ id, name, workspaceId }) => ({ id, title: name, keywords: nameOf(workspaceId) }))}
        renderOption={({ id, title, keywords }) => (
          <>
            <Icon name="board" />
            <span className="fu-grow fu-truncate">{title}</span>
            <span className="transfer-quiet fu-truncate">{id === ask.board ? 'this board' : keywords}</span>
          </>
        )}
        onPick={onPick}
      />
    </Dialog>
  )
}
