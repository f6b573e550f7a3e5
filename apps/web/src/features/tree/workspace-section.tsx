import { NavRow, NavSection } from '@fulcrum/ui'
import { MenuButton } from '../../shell/menu-button.tsx'
import { useStored } from '../../shell/use-stored.ts'
import { BoardRow } from './board-row.tsx'
import type { TreeSection } from './tree-model.ts'
import type { useTreeMenus } from './use-tree-menus.ts'

interface WorkspaceSectionProps {
  readonly section: TreeSection
  readonly menus: ReturnType<typeof useTreeMenus>
  readonly mayBuild: boolean
  readonly isActive: (board: string) => boolean
  readonly onCreateBoard: () => void
}

/** A workspace with its folders and boards. Which folders are closed is remembered by this browser. */
export function WorkspaceSection({ section, menus, mayBuild, isActive, onCreateBoard }: WorkspaceSectionProps) {
  const { workspace, lines } = section
  const [closed, setClosed] = useStored<readonly string[]>('fulcrum.folders.closed', [])
  return (
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
        if (line.kind === 'board') {
          const { board } = line
          return <BoardRow key={board.id} board={board} active={isActive(board.id)} menu={menus.ofBoard(board)} />
        }
        const { folder, boards } = line
        const open = !closed.includes(folder.id)
        const toggle = (): void => setClosed(open ? [...closed, folder.id] : closed.filter((id) => id !== folder.id))
        return (
          <div key={folder.id}>
            <NavRow
              title={folder.name}
              icon="folder"
              expanded={open}
              onToggle={toggle}
              onOpen={toggle}
              actions={mayBuild && <MenuButton label={`Menu of ${folder.name}`} sections={menus.ofFolder(folder)} />}
            />
            {open &&
              boards.map((board) => (
                <BoardRow
                  key={board.id}
                  board={board}
                  depth={1}
                  active={isActive(board.id)}
                  menu={menus.ofBoard(board)}
                />
              ))}
          </div>
        )
      })}
      {lines.length === 0 && mayBuild && <NavRow title="New board" icon="plus" onOpen={onCreateBoard} />}
      {lines.length === 0 && !mayBuild && <p className="tree-note">No boards for you here yet.</p>}
    </NavSection>
  )
}
