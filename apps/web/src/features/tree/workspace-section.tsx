import type { TreeBoard } from '@fulcrum/protocol'
import { NavRow, NavSection } from '@fulcrum/ui'
import { t } from '@fulcrum/ui/messages'
import { BoardRow } from './board-row.tsx'
import { DocRows } from './late-tree.ts'
import type { TreeDialog } from './tree-dialogs.tsx'
import type { TreeDrag, TreeLineKey } from './tree-drag.ts'
import { TreeLine } from './tree-line.tsx'
import { TreeMenuButton } from './tree-menu-button.tsx'
import type { TreeSection } from './tree-model.ts'

interface WorkspaceSectionProps {
  readonly section: TreeSection
  /** Opens a dialog where a name is asked for. */
  readonly show: (dialog: TreeDialog) => void
  readonly mayBuild: boolean
  readonly isActive: (board: string) => boolean
  readonly drag: TreeDrag | undefined
  /** The folders of which only the name is shown. */
  readonly closed: readonly string[]
  readonly onToggleFolder: (folder: string, open: boolean) => void
  /** Alt and an arrow were pressed on a line. */
  readonly onStep: (line: TreeLineKey, by: -1 | 1) => void
  readonly onCreateBoard: () => void
}

/** A workspace with its folders and boards. */
export function WorkspaceSection(props: WorkspaceSectionProps) {
  const { section, show, mayBuild, isActive, drag, closed, onCreateBoard } = props
  const { workspace, lines } = section
  const stepOf = (line: TreeLineKey) => (mayBuild ? (by: -1 | 1) => props.onStep(line, by) : undefined)
  const boardLine = (board: TreeBoard, depth: number) => (
    <TreeLine
      key={board.id}
      line={{ kind: 'board', id: board.id }}
      drag={drag}
      onStep={stepOf({ kind: 'board', id: board.id })}
    >
      <BoardRow board={board} depth={depth} active={isActive(board.id)} show={show} />
    </TreeLine>
  )
  return (
    <TreeLine line={{ kind: 'workspace', id: workspace.id }} drag={drag}>
      <NavSection
        title={workspace.name}
        actions={
          mayBuild && (
            <span className="tree-section-actions">
              <TreeMenuButton
                label={t('Menu of {name}', { name: workspace.name })}
                of={(menus) => menus.ofWorkspace(workspace)}
                show={show}
              />
              <TreeMenuButton
                label={t('Add to {name}', { name: workspace.name })}
                icon="plus"
                of={(menus) => menus.toAdd(workspace)}
                show={show}
              />
            </span>
          )
        }
      >
        {lines.map((line) => {
          if (line.kind === 'board') return boardLine(line.board, 0)
          const { folder, boards } = line
          // To whom no board of it is shown it says nothing; others fill it.
          if (boards.length === 0 && !mayBuild) return null
          const open = !closed.includes(folder.id)
          const toggle = (): void => props.onToggleFolder(folder.id, !open)
          return (
            <div key={folder.id} className="tree-folder" data-tree-block={folder.id}>
              <TreeLine
                line={{ kind: 'folder', id: folder.id }}
                drag={drag}
                onStep={stepOf({ kind: 'folder', id: folder.id })}
              >
                <NavRow
                  title={folder.name}
                  icon="folder"
                  expanded={open}
                  onToggle={toggle}
                  onOpen={toggle}
                  actions={
                    mayBuild && (
                      <TreeMenuButton
                        label={t('Menu of {name}', { name: folder.name })}
                        of={(menus) => menus.ofFolder(folder)}
                        show={show}
                      />
                    )
                  }
                />
              </TreeLine>
              {open && boards.map((board) => boardLine(board, 1))}
              {open && <DocRows workspace={workspace.id} folder={folder.id} depth={1} />}
              {open && boards.length === 0 && <p className="tree-note tree-note-deep">{t('No boards in here yet.')}</p>}
            </div>
          )
        })}
        <DocRows workspace={workspace.id} folder={null} depth={0} />
        {lines.length === 0 && mayBuild && <NavRow title={t('New board')} icon="plus" onOpen={onCreateBoard} />}
        {lines.length === 0 && !mayBuild && <p className="tree-note">{t('No boards for you here yet.')}</p>}
      </NavSection>
    </TreeLine>
  )
}
