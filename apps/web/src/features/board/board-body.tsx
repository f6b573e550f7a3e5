import type { BoardState, BoardViewSpec } from '@fulcrum/domain'
import { Button, EmptyState } from '@fulcrum/ui'
import { t } from '@fulcrum/ui/messages'
import { useEffect, useLayoutEffect } from 'react'
import type { BoardPageProps } from '../../shell/board-contract.ts'
import { useActions } from '../../shell/client-context.tsx'
import { BoardAbout } from './about/board-about.tsx'
import { BoardSkeleton } from './board-skeleton.tsx'
import { engine, loadParts } from './lazy-parts.ts'
import type { BoardRecords } from './model/records.ts'
import { OverlayOutlet } from './overlays.tsx'
import { SceneProvider, useBoardScene, type BoardScene } from './scene.tsx'
import { BoardTable } from './table/board-table.tsx'
import { Toolbar } from './toolbar/toolbar.tsx'
import { ViewTabs } from './toolbar/view-tabs.tsx'
import type { OpenBoard } from './use-board.ts'
import { useRememberView } from './use-first-view.ts'
import { viewBody } from './views/all.ts'

interface BoardBodyProps extends BoardPageProps {
  readonly board: OpenBoard
  readonly state: BoardState
  readonly records: BoardRecords
  /** The view whose first rows were asked for. */
  readonly first: BoardViewSpec
}

/** The board once its columns and groups are known. */
export function BoardBody(props: BoardBodyProps) {
  const { board, state, records, neighbour: neighbourRef } = props
  const scene = useBoardScene(props, board, state, records)
  const newItem = (): void => startNewItem(scene)
  useActions(
    scene.rights.edit
      ? [
          {
            id: 'board.new',
            title: t('New item'),
            section: t('Board'),
            icon: 'plus' as const,
            shortcut: 'C',
            run: newItem,
          },
        ]
      : [],
  )
  useLayoutEffect(() => {
    neighbourRef.current = (row, by) => stepFrom(scene, row, by)
    return () => {
      neighbourRef.current = null
    }
  })
  useEffect(() => {
    if (scene.ready) void loadParts()
  }, [scene.ready])
  useRememberView(scene.boardId, props.search, scene.spec)
  const kind = viewBody(scene.saved.kind)
  const { BoardCommands: Commands, WorkBar } = engine.here() ?? {}
  // Other views than the table are drawn once all items are here.
  const waits = scene.model === null && (scene.viewport === null || 'Body' in kind)
  return (
    <SceneProvider value={scene}>
      <BoardAbout />
      {scene.still !== 'one' && <ViewTabs />}
      {!('bare' in kind && kind.bare) && <Toolbar onNewItem={newItem} />}
      {WorkBar !== undefined && scene.largeWork !== null && <WorkBar work={scene.largeWork} />}
      <div className="fb-items" data-items="">
        {waits ? (
          <BoardSkeleton shape={'waits' in kind ? kind.waits : undefined} />
        ) : 'Body' in kind ? (
          <kind.Body />
        ) : (
          <BoardTable
            people={board.people}
            collapsed={board.open.collapsed}
            empty={<Nothing scene={scene} />}
            onNewItem={newItem}
          />
        )}
      </div>
      {Commands !== undefined && <Commands />}
      <OverlayOutlet />
    </SceneProvider>
  )
}

/** In the group where the focus is, else in the first one; opens the field in which one types the name. */
function startNewItem({ grid, starts, narrowed, setFind, setSpec, spec, find }: BoardScene): void {
  const start = (): boolean => (starts.current ?? grid.current?.startAdd)?.() === true
  if (start()) return
  // Nothing is shown because of what narrows the view: a new item would not be seen either.
  if (!narrowed) return
  if (find !== '') setFind('')
  if (spec.filter) setSpec({ ...spec, filter: null })
  setTimeout(start, 50)
}

function stepFrom({ model }: BoardScene, row: number, by: 1 | -1): number | null {
  const next = model?.neighbour(model.ids.idOf(row), by)
  return next === undefined || next === null ? null : (model?.ids.rowOf(next) ?? null)
}

/** Instead of rows where there is no section: why, and what to do. */
function Nothing({ scene }: { readonly scene: BoardScene }) {
  const { narrowed, records, rights, structure, find, setFind, setSpec, spec } = scene
  if (narrowed) {
    return (
      <EmptyState
        icon="search"
        text={find === '' ? t('No item passes the filter.') : t('Nothing here matches “{find}”.', { find })}
        action={
          <Button
            onClick={() => {
              if (find !== '') setFind('')
              else setSpec({ ...spec, filter: null })
            }}
          >
            {find === '' ? t('Clear the filter') : t('Clear the search')}
          </Button>
        }
      />
    )
  }
  if (records.groups.length > 0) return <EmptyState icon="board" text={t('Nothing here yet.')} />
  return (
    <EmptyState
      icon="group"
      text={t('Items stand in groups: a sprint, a quarter, a stage of work.')}
      {...(rights.structure && {
        action: (
          <Button variant="primary" icon="plus" onClick={() => void structure.addGroup(t('New group'))}>
            {t('Add the first group')}
          </Button>
        ),
      })}
    />
  )
}
