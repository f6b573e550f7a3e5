import type { BoardState, BoardViewSpec } from '@fulcrum/domain'
import { t } from '@fulcrum/ui/messages'
import { useEffect, useLayoutEffect, useState } from 'react'
import type { BoardPageProps } from '../../shell/board-contract.ts'
import { useActions } from '../../shell/client-context.tsx'
import { BoardAbout } from './about/board-about.tsx'
import { BoardSkeleton } from './board-skeleton.tsx'
import { engine, loadParts } from './lazy-parts.ts'
import type { BoardRecords } from './model/records.ts'
import { OverlayOutlet, useOverlays } from './overlays.tsx'
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
  const overlays = useOverlays()
  const newItem = (): void => startNewItem(scene, () => void engine.here()?.askForItem(scene.items, overlays))
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
  useRememberView(scene.boardId, props.search, scene)
  const kind = viewBody(scene.saved.kind)
  const { BoardCommands: Commands, WorkBar } = engine.here() ?? {}
  return (
    <SceneProvider value={scene}>
      <BoardAbout />
      {scene.still !== 'one' && <ViewTabs />}
      {!('bare' in kind && kind.bare) && <Toolbar onNewItem={newItem} />}
      {WorkBar !== undefined && scene.largeWork !== null && <WorkBar work={scene.largeWork} />}
      <div className="fb-items" data-items="">
        <ItemsAsPlanned scene={scene} board={board} />
      </div>
      {Commands !== undefined && <Commands />}
      <OverlayOutlet />
    </SceneProvider>
  )
}

interface ItemsProps {
  readonly scene: BoardScene
  readonly board: OpenBoard
}

/** The items of the view; those of the view before it until they stand as the one that was opened wants them. */
function ItemsAsPlanned({ scene, board }: ItemsProps) {
  const [drawn, setDrawn] = useState(scene)
  const isNext = scene.planned || scene.model === null || scene.saved.id === drawn.saved.id
  if (isNext && scene !== drawn) setDrawn(scene)
  return (
    <SceneProvider value={drawn}>
      <Items scene={drawn} board={board} />
    </SceneProvider>
  )
}

function Items({ scene, board }: ItemsProps) {
  const kind = viewBody(scene.saved.kind)
  const { NoRows } = engine.here() ?? {}
  // Other views than the table are drawn once all items are here.
  const waits = scene.model === null && (scene.viewport === null || 'Body' in kind)
  if (waits) return <BoardSkeleton shape={'waits' in kind ? kind.waits : undefined} />
  if ('Body' in kind) return <kind.Body />
  return (
    <BoardTable
      people={board.people}
      collapsed={board.open.collapsed}
      empty={NoRows && <NoRows start={() => startIn(scene)} />}
    />
  )
}

/** In the group where the focus is, else in the first one; opens the field in which one types the name, or asks where no section has one. */
function startNewItem(scene: BoardScene, ask: () => void): void {
  const { narrowed, setFind, setSpec, spec, find } = scene
  const start = (): boolean => startIn(scene)
  if (start()) return
  // Nothing is shown because of what narrows the view: a new item would not be seen either.
  if (!narrowed) {
    if (scene.records.groups.length > 0) ask()
    return
  }
  if (find !== '') setFind('')
  if (spec.filter) setSpec({ ...spec, filter: null })
  setTimeout(start, 50)
}

/** Begins a new item in the view that is shown; false where it has no place for one. */
function startIn({ grid, starts }: BoardScene): boolean {
  return (starts.current ?? grid.current?.startAdd)?.() === true
}

function stepFrom({ model }: BoardScene, row: number, by: 1 | -1): number | null {
  const next = model?.neighbour(model.ids.idOf(row), by)
  return next === undefined || next === null ? null : (model?.ids.rowOf(next) ?? null)
}
