import { itemKey, must, viewField } from '@fulcrum/domain'
import type { BoardColumn, BoardState, BoardView, BoardViewSpec } from '@fulcrum/domain'
import type { ViewContext } from '@fulcrum/columns/web'
import type { Viewport } from '@fulcrum/protocol'
import type { GridHandle } from '@fulcrum/ui'
import { t } from '@fulcrum/ui/messages'
import {
  createContext,
  use,
  useCallback,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
  type RefObject,
} from 'react'
import { useClient, useKinds, useMe, useToasts, useViewContext } from '../../shell/client-context.tsx'
import type { BoardPageProps, BoardSearch } from '../../shell/board-contract.ts'
import type { createItemActions, ItemActions, ItemWorld } from './actions/items.ts'
import type { LargeWork } from './actions/large-work.ts'
import { noItems } from './actions/no-items.ts'
import { createOwnChanges, type OwnChanges } from './actions/own-changes.ts'
import { createRunner, type Runner } from './actions/runner.ts'
import { createStructureActions, type StructureActions } from './actions/structure.ts'
import type { BoardModel } from './model/board-model.ts'
import type { BoardPlan } from './model/board-plan.ts'
import type { BoardRecords, SavedView } from './model/records.ts'
import { stateReader, viewportReader, type RowReader } from './model/row-reader.ts'
import { useLinkedContext } from '../../shell/linked-context.ts'
import { createLatest } from './latest.ts'
import { engine, WantedCells } from './lazy-parts.ts'
import { chosenView, draftOf, readDraft, withDraft } from './model/view-state.ts'
import { useWhoSees } from '../../shell/who-sees-context.ts'
import { useOverlays } from './overlays.tsx'
import type { OpenBoard } from './use-board.ts'
import { useDrafts } from './use-drafts.ts'
import { useFirstRows } from './use-first-rows.ts'
import { useOpening } from './use-opening.ts'
import { usePlan, usePlanned } from './use-plan.ts'
import { useRights, type BoardRights } from './use-rights.ts'
import { viewBody } from './views/all.ts'

/** Opens what one types the name of a new item into; false where there is no place for one. */
type StartItem = () => boolean

/** All that the parts of the page share. */
export interface BoardScene {
  readonly boardId: string
  readonly state: BoardState
  readonly records: BoardRecords
  readonly phase: OpenBoard['phase']
  /** Items are here: everything can be changed, filtered and counted. */
  readonly ready: boolean
  readonly saved: SavedView
  /** The view that the address names where it is not here; `saved` takes its place. */
  readonly missingView: string | null
  readonly spec: BoardViewSpec
  /** The view as it is shown differs from the saved one. */
  readonly changed: boolean
  readonly setSpec: (spec: BoardViewSpec) => void
  readonly find: string
  readonly setFind: (find: string) => void
  /** Goes to a view, by '' to the one with which the board opens; `shown` is a draft that takes the place of what it says. */
  readonly openView: (id: string, shown?: BoardViewSpec) => void
  /** Names the view that is shown in the address; what narrows it there stays. */
  readonly nameView: () => void
  /** Saves what is shown as a new view and goes there; the view it was made from is as it was saved again. Gives its id. */
  readonly saveAs: (name: string, mine: boolean) => string
  /** Makes a view of a kind and goes there. */
  readonly addView: (kind: string, name: string, mine: boolean, spec: BoardViewSpec) => string
  readonly view: BoardView
  /** Something leaves items out. */
  readonly narrowed: boolean
  /** The columns that are shown, in their order; the title is not among them. */
  readonly columns: readonly BoardColumn[]
  readonly plan: BoardPlan
  /** Where the range of a section stands among its totals. */
  readonly rangeAt: number | null
  readonly model: BoardModel | null
  /** The model shows what is wanted; until then it shows what was wanted before. */
  readonly planned: boolean
  /** The first rows, until there is a model. */
  readonly viewport: Viewport | null
  readonly reader: RowReader | null
  readonly rights: BoardRights
  readonly items: ItemActions
  readonly structure: StructureActions
  readonly own: OwnChanges
  readonly runner: Runner
  readonly sourcesOf: ItemWorld['sourcesOf']
  /** The cells of a column are not what they follow from yet: an empty one says nothing. */
  readonly awaits: (column: BoardColumn) => boolean
  readonly context: ViewContext
  readonly grid: RefObject<GridHandle | null>
  /** What the view that is shown does where a new item is asked for. */
  readonly starts: RefObject<StartItem | null>
  readonly onStart: (start: StartItem | null) => void
  readonly openRow: number | null
  readonly onOpenRow: (row: number | null) => void
  /** Opens the list of who sees something of the board. */
  readonly whoSees: ReturnType<typeof useWhoSees>
  /** Something that takes a while and goes on whichever view is shown, until it is given null. */
  readonly largeWork: LargeWork | null
  readonly showWork: (work: LargeWork | null) => void
  /** See `BoardPageProps`. */
  readonly still: BoardPageProps['still'] | null
}

const SceneContext = createContext<BoardScene | null>(null)

export const SceneProvider = SceneContext.Provider

/** The board that the page shows. */
export function useScene(): BoardScene {
  return must(use(SceneContext), 'a board above')
}

/** Puts the scene together. `state` and `records` are those of `board`, which has them. */
export function useBoardScene(
  props: BoardPageProps & { readonly first: BoardViewSpec },
  board: OpenBoard,
  state: BoardState,
  records: BoardRecords,
): BoardScene {
  const { boardId, search, onSearch, openRow, onOpenRow, first } = props
  const setSearch = (next: BoardSearch): void => {
    onSearch(Object.fromEntries(Object.entries(next).filter(([, value]) => value !== undefined && value !== '')))
  }
  const [largeWork, showWork] = useState<LargeWork | null>(null)
  const people = useViewContext()
  const { prefix } = records
  const keyed = useMemo<ViewContext>(() => ({ ...people, keyOf: (row) => itemKey(prefix, row) }), [people, prefix])
  const context = useLinkedContext(keyed, state, board.linked)
  const rights = useRights(records)
  const saved = chosenView(records.views, search.view, useOpening(records, !search.view))
  const drafts = useDrafts(boardId)
  const given = search.spec ?? drafts.get(saved.id)
  const draft = useMemo(() => readDraft(given), [given])
  const spec = useMemo(() => withDraft(saved.spec, draft), [saved.spec, draft])
  const find = search.find ?? ''
  const changed = draftOf(saved.spec, spec) !== undefined
  const setSpec = (wanted: BoardViewSpec): void => {
    const { spec: _, ...rest } = search
    const next = draftOf(saved.spec, wanted)
    drafts.set(saved.id, next)
    setSearch(next === undefined ? rest : { ...rest, spec: next })
  }
  useEffect(() => {
    // What was saved meanwhile is no draft any more: later changes of the view are to be seen here too.
    if (given !== undefined && !changed) setSpec(saved.spec)
  })
  const { view, plan, narrowed, rangeAt } = usePlan(
    state,
    records,
    { spec, find, keepsEmpty: viewBody(saved.kind).keepsEmpty === true },
    context,
  )
  const columns = useMemo(
    () => view.columns.flatMap(({ field, hidden }) => (hidden || field.source === undefined ? [] : [field.source])),
    [view],
  )
  const ready = board.phase === 'ready'
  const { model, planned } = usePlanned(board.model, plan)
  const viewport = useFirstRows(model === null ? board : null, first, { boardId, spec, find })
  const reader = useMemo(
    () =>
      model !== null
        ? stateReader(state, model)
        : viewport === null
          ? null
          : viewportReader(viewport, board.viewport, state),
    // Edits of the first rows draw them again.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
    [model, state, viewport, board.viewport, board.edits],
  )
  const grid = useRef<GridHandle>(null)
  const starts = useRef<StartItem | null>(null)
  const onStart = useCallback((start: StartItem | null) => {
    starts.current = start
  }, [])
  const { columnViews } = useKinds()
  const me = useMe().id
  const toasts = useToasts()
  const overlays = useOverlays()
  const groupBy = view.groupBy.column
  // Where there is a model, there is what works on it.
  const work = engine.here()
  const sourcesOf: ItemWorld['sourcesOf'] = (rowId, columnId) => {
    const column = state.column(Number(columnId))
    const sources = column && columnViews.get(column.kind.id)?.sources
    const row = model?.ids.rowOf(rowId)
    if (!sources) return null
    if (row === undefined) return t('This is not here yet.')
    return sources(
      column.settings,
      { columns: () => records.columns, valueOf: (number) => state.cell(row, number) },
      context,
    )
  }
  const world: ItemWorld | null =
    model === null || work === undefined
      ? null
      : {
          state,
          model,
          records,
          sorted: (spec.sort ?? []).length > 0,
          groupColumn: typeof groupBy === 'number' ? groupBy : null,
          sourcesOf,
          defaults: () => work.filterDefaults(spec.filter, (column) => viewField(state, column), me),
          onWanted: (title, wanted, make) =>
            overlays.show((close) => (
              <WantedCells
                title={title}
                columns={wanted}
                onClose={close}
                onDone={(cells) => {
                  close()
                  make(cells)
                }}
              />
            )),
          onUnseen: () =>
            toasts.show({
              icon: 'eye-off',
              text: t('The item was added, but what is shown leaves it out.'),
              action: {
                title: t('Show it'),
                onSelect: () => {
                  const next = draftOf(saved.spec, { ...spec, filter: null })
                  drafts.set(saved.id, next)
                  setSearch({ ...search, find: '', spec: next ?? {} })
                },
              },
            }),
        }
  const { computing } = board
  const isEarly = model === null
  const awaits = useCallback(
    (column: BoardColumn) =>
      column.kind.derive !== undefined && (isEarly || (computing && !state.derived.isDerived(column.number))),
    [isEarly, computing, state],
  )
  const whoSees = useWhoSees()
  const actions = useBoardActions(boardId, work?.createItemActions, world, records)
  const addView: BoardScene['addView'] = (...view) => {
    const id = actions.structure.addView(...view)
    setSearch({ view: id })
    return id
  }

  return {
    boardId,
    state,
    records,
    phase: board.phase,
    ready: ready && model !== null,
    saved,
    missingView: search.view && search.view !== saved.id ? search.view : null,
    spec,
    changed,
    setSpec,
    find,
    setFind: (text) => setSearch({ ...search, find: text }),
    openView: (id, shown) => {
      const draft = shown && draftOf(chosenView(records.views, id, records.opening).spec, shown)
      setSearch({ view: id, ...(draft && { spec: draft }) })
    },
    nameView: () => setSearch({ ...search, view: saved.id }),
    saveAs: (name, mine) => {
      drafts.set(saved.id, undefined)
      return addView(saved.kind, name, mine, spec)
    },
    addView,
    view,
    narrowed,
    columns,
    plan,
    rangeAt,
    model,
    planned,
    viewport,
    reader,
    rights,
    ...actions,
    sourcesOf,
    awaits,
    context,
    grid,
    starts,
    onStart,
    openRow,
    onOpenRow,
    whoSees,
    largeWork,
    showWork,
    still: props.still ?? null,
  }
}

function useBoardActions(
  boardId: string,
  makeItems: typeof createItemActions | undefined,
  world: ItemWorld | null,
  records: BoardRecords,
) {
  const client = useClient()
  const toasts = useToasts()
  const [latest] = useState(() => createLatest({ world, records }))
  useLayoutEffect(() => latest.set({ world, records }))
  return useMemo(() => {
    const runner = createRunner(client, toasts, boardId)
    const own = createOwnChanges()
    return {
      runner,
      own,
      items: makeItems?.(runner, own, () => latest.get().world) ?? noItems,
      structure: createStructureActions(runner, () => latest.get().records),
    }
  }, [client, toasts, boardId, makeItems, latest])
}
