import { NameDialog } from '../../shell/name-dialog.tsx'
import { boardPath } from '../../shell/paths.ts'
import { useTreeCommands } from '../../shell/tree-commands.ts'
import { useGo } from '../../shell/router/router-context.tsx'
import { CreateBoardDialog } from './create-board-dialog.tsx'

/** What the tree can ask for. */
export type TreeDialog =
  | { readonly kind: 'create-workspace' }
  | { readonly kind: 'create-folder'; readonly workspace: string }
  | { readonly kind: 'create-board'; readonly workspace: string | null; readonly folder: string | null }
  | { readonly kind: 'rename-workspace' | 'rename-folder' | 'rename-board'; readonly id: string; readonly name: string }

interface TreeDialogsProps {
  readonly dialog: TreeDialog
  readonly onClose: () => void
}

/** The dialog that is asked for. */
export function TreeDialogs({ dialog, onClose }: TreeDialogsProps) {
  const commands = useTreeCommands()
  const go = useGo()
  if (dialog.kind === 'create-board') {
    return (
      <CreateBoardDialog
        workspace={dialog.workspace}
        folder={dialog.folder}
        onClose={onClose}
        onCreate={(board) => {
          void commands.createBoard(board).then((id) => {
            if (id !== null) go(boardPath(id))
          })
        }}
      />
    )
  }
  if (dialog.kind === 'create-workspace') {
    return (
      <NameDialog
        title="New workspace"
        placeholder="Platform"
        button="Create workspace"
        onClose={onClose}
        onName={commands.createWorkspace}
      />
    )
  }
  if (dialog.kind === 'create-folder') {
    return (
      <NameDialog
        title="New folder"
        button="Create folder"
        onClose={onClose}
        onName={(name) => commands.createFolder(dialog.workspace, name)}
      />
    )
  }
  const rename = {
    'rename-workspace': { title: 'Rename workspace', run: commands.renameWorkspace },
    'rename-folder': { title: 'Rename folder', run: commands.renameFolder },
    'rename-board': { title: 'Rename board', run: commands.renameBoard },
  }[dialog.kind]
  return (
    <NameDialog
      title={rename.title}
      initial={dialog.name}
      button="Rename"
      onClose={onClose}
      onName={(name) => rename.run(dialog.id, name)}
    />
  )
}
