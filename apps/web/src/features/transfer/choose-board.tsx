import { Icon, OptionList } from '@fulcrum/ui'
import { Dialog } from '@fulcrum/ui/dialog'
import { t } from '@fulcrum/ui/messages'
import { useAccount, useTree } from '../../shell/client-context.tsx'
import type { TransferAsk } from '../../shell/transfer-context.ts'
import { doing } from './transfer-words.ts'

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
    <Dialog open title={t('{doing} to board', { doing: doing(ask, ask.rows.length) })} onClose={onClose}>
      <OptionList
        label={t('Board')}
        placeholder={t('Find a board')}
        searchable
        selected={[]}
        emptyText={t('There is no other board.')}
        options={boards.map(({ id, name, workspaceId }) => ({ id, title: name, keywords: nameOf(workspaceId) }))}
        renderOption={({ id, title, keywords }) => (
          <>
            <Icon name="board" />
            <span className="fu-grow fu-truncate">{title}</span>
            <span className="transfer-quiet fu-truncate">{id === ask.board ? t('this board') : keywords}</span>
          </>
        )}
        onPick={onPick}
      />
    </Dialog>
  )
}
