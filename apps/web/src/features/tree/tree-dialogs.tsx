import type { TreeBoard, TreeDoc } from '@fulcrum/protocol'
import { t } from '@fulcrum/ui/messages'
import { useDocCommands } from '../../shell/doc-commands.ts'
import { DocTemplatesDialog } from '../../shell/doc-templates/doc-templates-dialog.tsx'
import { SaveDocTemplateDialog } from '../../shell/doc-templates/save-doc-template-dialog.tsx'
import { NameDialog } from '../../shell/name-dialog.tsx'
import { boardPath, docPath } from '../../shell/paths.ts'
import { useTreeCommands } from '../../shell/tree-commands.ts'
import { useGo } from '../../shell/router/router-context.tsx'
import { CopyBoardDialog } from './copy-board-dialog.tsx'
import { CreateBoardDialog } from './create-board-dialog.tsx'
import { SaveTemplateDialog } from './save-template-dialog.tsx'

/** What the tree can ask for. */
export type TreeDialog =
  | { readonly kind: 'create-workspace' }
  | { readonly kind: 'create-folder'; readonly workspace: string }
  | { readonly kind: 'create-doc'; readonly workspace: string; readonly folder: string | null }
  | { readonly kind: 'doc-templates'; readonly workspace: string; readonly folder: string | null }
  | { readonly kind: 'save-doc-template'; readonly doc: TreeDoc }
  | { readonly kind: 'create-board'; readonly workspace: string | null; readonly folder: string | null }
  | { readonly kind: 'copy-board' | 'save-template'; readonly board: TreeBoard }
  | {
      readonly kind: 'rename-workspace' | 'rename-folder' | 'rename-board' | 'rename-doc'
      readonly id: string
      readonly name: string
    }

interface TreeDialogsProps {
  readonly dialog: TreeDialog
  readonly onClose: () => void
}

/** The dialog that is asked for. */
export function TreeDialogs({ dialog, onClose }: TreeDialogsProps) {
  const commands = useTreeCommands()
  const docs = useDocCommands()
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
  if ('board' in dialog) {
    const Dialog = dialog.kind === 'copy-board' ? CopyBoardDialog : SaveTemplateDialog
    return <Dialog board={dialog.board} onClose={onClose} />
  }
  if (dialog.kind === 'save-doc-template') return <SaveDocTemplateDialog doc={dialog.doc} onClose={onClose} />
  if (dialog.kind === 'doc-templates') {
    return <DocTemplatesDialog place={{ workspace: dialog.workspace, folder: dialog.folder }} onClose={onClose} />
  }
  if (dialog.kind === 'create-doc') {
    return (
      <NameDialog
        title={t('New doc')}
        placeholder={t('Design of the new search')}
        button={t('Create doc')}
        onClose={onClose}
        onName={(name) => {
          void docs.create({ workspace: dialog.workspace, folder: dialog.folder, name }).then((id) => {
            if (id !== null) go(docPath(id))
          })
        }}
      />
    )
  }
  if (dialog.kind === 'create-workspace') {
    return (
      <NameDialog
        title={t('New workspace')}
        placeholder={t('Platform')}
        button={t('Create workspace')}
        onClose={onClose}
        onName={commands.createWorkspace}
      />
    )
  }
  if (dialog.kind === 'create-folder') {
    return (
      <NameDialog
        title={t('New folder')}
        button={t('Create folder')}
        onClose={onClose}
        onName={(name) => commands.createFolder(dialog.workspace, name)}
      />
    )
  }
  const rename = {
    'rename-workspace': { title: t('Rename workspace'), run: commands.renameWorkspace },
    'rename-folder': { title: t('Rename folder'), run: commands.renameFolder },
    'rename-board': { title: t('Rename board'), run: commands.renameBoard },
    'rename-doc': { title: t('Rename doc'), run: docs.rename },
  }[dialog.kind]
  return (
    <NameDialog
      title={rename.title}
      initial={dialog.name}
      button={t('Rename')}
      onClose={onClose}
      onName={(name) => rename.run(dialog.id, name)}
    />
  )
}
