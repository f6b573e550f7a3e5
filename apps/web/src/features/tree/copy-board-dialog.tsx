import type { TreeBoard } from '@fulcrum/protocol'
import { Switch } from '@fulcrum/ui'
import { t } from '@fulcrum/ui/messages'
import { useState } from 'react'
import { NameDialog } from '../../shell/name-dialog.tsx'
import { boardPath } from '../../shell/paths.ts'
import { useGo } from '../../shell/router/router-context.tsx'
import { useSetCommands } from '../../shell/set-commands.ts'
import { useClient } from '../../shell/world.tsx'

interface CopyBoardDialogProps {
  readonly board: TreeBoard
  readonly onClose: () => void
}

/** Asks what a copy of a board is called, and whether its items come along. */
export function CopyBoardDialog({ board, onClose }: CopyBoardDialogProps) {
  const client = useClient()
  const go = useGo()
  const sets = useSetCommands()
  const [items, setItems] = useState(true)
  return (
    <NameDialog
      title={t('Duplicate board')}
      initial={`${board.name} (copy)`}
      button={t('Duplicate')}
      onClose={onClose}
      onName={(name) => {
        const to = client.newId()
        const { workspaceId: workspace, folderId: folder } = board
        void sets
          .copy({ workspace, folder, boards: [{ from: board.id, to, name }], items }, t('“{name}” is made.', { name }))
          .then((done) => done && go(boardPath(to)))
      }}
    >
      <Switch label={t('With its items')} checked={items} onChange={setItems} />
      <p className="tree-dialog-note">
        {t('Columns, groups and views are copied. Messages and history stay with the original; you own the copy.')}
      </p>
    </NameDialog>
  )
}
