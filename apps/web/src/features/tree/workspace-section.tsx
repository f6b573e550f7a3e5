import type { TreeDoc } from '@fulcrum/protocol'
import { NavRow, NavSection } from '@fulcrum/ui'
import { t } from '@fulcrum/ui/messages'
import type { TreeThing } from '../../shell/tree-context.tsx'
import { BoardRow } from './board-row.tsx'
import { DocRow, DocsOnItems } from './late-tree.ts'
import type { TreeDialog } from './tree-dialogs.tsx'
import type { TreeDrag, TreeLineKey } from './tree-drag.ts'
import { TreeLine } from './tree-line.tsx'
import { TreeMenuButton } from './tree-menu-button.tsx'
import type { TreeSection } from './tree-model.ts'

interface WorkspaceSectionProps {
  readonly section: TreeSection
  /** All docs that are known: those on items stand below the others. */
  readonly docs: readonly TreeDoc[]
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

/** A workspace with its folders, boards and docs. */
export function WorkspaceSection(props: WorkspaceSectionProps) {
  const { section, docs, show, mayBuild, isActive, drag, closed, onCreateBoard } = props
  const { workspace, lines } = section
  const isBare = lines.every(({ kind }) => kind === 'doc')
  const stepOf = (line: TreeLineKey) => (mayBuild ? (by: -1 | 1) => props.onStep(line, by) : undefined)
  const thingLine = (thing: TreeThing, depth: number) => {
    const line = { kind: thing.kind, id: thing.of.id }
    return (
      <TreeLine key={line.id} line={line} drag={drag} onStep={stepOf(line)}>
        {thing.kind === 'board' ? (
          <BoardRow board={thing.of} depth={depth} active={isActive(line.id)} show={show} />
        ) : (
          <DocRow doc={thing.of} depth={depth} show={show} />
        )}
      </TreeLine>
    )
  }
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
          if (line.kind !== 'folder') return thingLine(line, 0)
          const { folder, things } = line
          // To whom nothing in it is shown it says nothing; others fill it.
          if (things.length === 0 && !mayBuild) return null
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
              {open && things.map((thing) => thingLine(thing, 1))}
              {open && things.length === 0 && <p className="tree-note tree-note-deep">{t('No boards in here yet.')}</p>}
            </div>
          )
        })}
        <DocsOnItems workspace={workspace.id} docs={docs} show={show} />
        {isBare && mayBuild && <NavRow title={t('New board')} icon="plus" onOpen={onCreateBoard} />}
        {isBare && !mayBuild && <p className="tree-note">{t('No boards for you here yet.')}</p>}
      </NavSection>
    </TreeLine>
  )
}
