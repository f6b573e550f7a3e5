import type { TreeBoard } from '@fulcrum/protocol'
import { NavRow, NavSection } from '@fulcrum/ui'
import { MenuButton } from '../../shell/menu-button.tsx'
import { BoardRow } from './board-row.tsx'
import { TreeLine } from './tree-line.tsx'
import type { TreeSection } from './tree-model.ts'
import type { TreeDrag } from './use-tree-drag.ts'
import type { useTreeMenus } from './use-tree-menus.ts'

interface WorkspaceSectionProps {
  readonly section: TreeSection
  readonly menus: ReturnType<typeof useTreeMenus>
  readonly mayBuild: boolean
  readonly isActive: (board: string) => boolean
  readonly drag: TreeDrag | undefined
  /** The folders of which only the name is shown. */
  readonly closed: readonly string[]
  readonly onToggleFolder: (folder: string, open: boolean) => void
  readonly onBoardStep: (board: string, by: -1 | 1) => void
  readonly onFolderStep: (folder: string, by: -1 | 1) => void
  readonly onCreateBoard: () => void
}

/** A workspace with its folders and boards. */
export function WorkspaceSection(props: WorkspaceSectionProps) {
  const { section, menus, mayBuild, isActive, drag, closed, onCreateBoard } = props
  const { workspace, lines } = section
  const boardLine = (board: TreeBoard, depth: number) => (
    <TreeLine
      key={board.id}
      line={{ kind: 'board', id: board.id }}
      drag={drag}
      onStep={mayBuild ? (by) => props.onBoardStep(board.id, by) : undefined}
    >
      <BoardRow board={board} depth={depth} active={isActive(board.id)} menu={menus.ofBoard(board)} />
    </TreeLine>
  )
  return (
    <TreeLine line={{ kind: 'workspace', id: workspace.id }} drag={drag}>
      <NavSection
        title={workspace.name}
        actions={
          mayBuild && (
            <span className="tree-section-actions">
              <MenuButton label={`Menu of ${workspace.name}`} sections={menus.ofWorkspace(workspace)} />
              <MenuButton label={`Add to ${workspace.name}`} icon="plus" sections={menus.toAdd(workspace)} />
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
                onStep={mayBuild ? (by) => props.onFolderStep(folder.id, by) : undefined}
              >
                <NavRow
                  title={folder.name}
                  icon="folder"
                  expanded={open}
                  onToggle={toggle}
                  onOpen={toggle}
                  actions={
                    mayBuild && <MenuButton label={`Menu of ${folder.name}`} sections={menus.ofFolder(folder)} />
                  }
                />
              </TreeLine>
              {open && boards.map((board) => boardLine(board, 1))}
              {open && boards.length === 0 && <p className="tree-note tree-note-deep">No boards in here yet.</p>}
            </div>
          )
        })}
        {lines.length === 0 && mayBuild && <NavRow title="New board" icon="plus" onOpen={onCreateBoard} />}
        {lines.length === 0 && !mayBuild && <p className="tree-note">No boards for you here yet.</p>}
      </NavSection>
    </TreeLine>
  )
}
