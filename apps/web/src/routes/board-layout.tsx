import { scopeOf } from '@fulcrum/domain'
import { appHref, EmptyState } from '@fulcrum/ui'
import { t } from '@fulcrum/ui/messages'
import type { ScopeHandle } from '@fulcrum/client'
import { lazy, memo, Suspense, useCallback, useDeferredValue, useMemo, useRef, useState } from 'react'
import { BoardPage } from '../features/board/index.ts'
import type { BoardPageProps, BoardSearch, Neighbour } from '../shell/board-contract.ts'
import { PageHeader } from '../shell/page-header.tsx'
import { boardIdOf, boardPath, itemPath, rowIn } from '../shell/paths.ts'
import { useGo, useParams, usePlace } from '../shell/router/router-context.tsx'
import { TransferProvider, type TransferAsk } from '../shell/transfer-context.ts'
import { useTree } from '../shell/tree-context.tsx'
import { useScope } from '../shell/use-scope.ts'
import { WhoSeesProvider, type SeenAsk } from '../shell/who-sees-context.ts'
import { useUndo } from '../shell/use-undo.ts'
import { BoardHeader } from './board-header.tsx'
import { readBoardSearch, writeBoardSearch } from './board-search.ts'
import { GonePlace } from './gone-place.tsx'
import { ItemPanel, useItemAhead } from './item-part.ts'

const TransferDialog = lazy(async () => ({ default: (await import('../features/transfer/index.ts')).TransferDialog }))
const WhoSeesDialog = lazy(async () => ({
  default: (await import('../features/sharing/who-sees-dialog.tsx')).WhoSeesDialog,
}))

const PastFrame = lazy(async () => ({ default: (await import('../features/past/index.ts')).PastFrame }))

/** A board, and the item that is open beside it. */
export function BoardLayout() {
  const { board = '' } = useParams()
  /** Counts up when the board is here again after it was gone. */
  const [times, setTimes] = useState(0)
  const boardId = boardIdOf(board)
  if (boardId === null) {
    return (
      <>
        <PageHeader title={t('No such board')} />
        <EmptyState
          icon="search"
          text={t('This address names no board.')}
          action={<a href={appHref('/')}>{t('Go home')}</a>}
        />
      </>
    )
  }
  return <OneBoard key={`${boardId}:${times}`} boardId={boardId} onBack={() => setTimes(times + 1)} />
}

interface OneBoardProps {
  readonly boardId: string
  /** The board was gone and is here again: open it anew. */
  readonly onBack: () => void
}

function OneBoard({ boardId, onBack }: OneBoardProps) {
  const scope = scopeOf('board', boardId)
  const handle = useScope(scope)
  useUndo(scope)
  useItemAhead(handle?.phase === 'ready')
  const [seen, setSeen] = useState<SeenAsk>()
  if (handle?.phase === 'gone') return <GoneBoard boardId={boardId} onBack={onBack} />
  return (
    <WhoSeesProvider value={setSeen}>
      <BoardHeader boardId={boardId} handle={handle} />
      <BoardAndItem boardId={boardId} handle={handle} />
      <Suspense>{seen && <WhoSeesDialog ask={seen} onClose={() => setSeen(undefined)} />}</Suspense>
    </WhoSeesProvider>
  )
}

function GoneBoard({ boardId, onBack }: OneBoardProps) {
  return (
    <GonePlace
      here={useTree().board(boardId) !== undefined}
      text={t('This board does not exist, is in the trash, or you have no access to it. Ask one of its owners.')}
      onBack={onBack}
    />
  )
}

interface BoardAndItemProps {
  readonly boardId: string
  readonly handle: ScopeHandle | null
}

function BoardAndItem({ boardId, handle }: BoardAndItemProps) {
  const { path, search: searchText } = usePlace()
  const { row: rowParam } = useParams()
  const go = useGo()
  const neighbour = useRef<Neighbour | null>(null)
  const search = useMemo(() => readBoardSearch(searchText), [searchText])
  const row = rowIn(rowParam) ?? null
  const { at, to } = search
  // It is told a moment later: an item that is being opened meanwhile goes on opening, and who left stays away.
  const onSearch = useCallback(
    (next: BoardSearch): void =>
      go(
        (now) =>
          boardIdOf(now.path.split('/')[2] ?? '') === boardId
            ? `${now.path}${writeBoardSearch({ ...next, ...(at !== undefined && { at }), ...(to !== undefined && { to }) })}`
            : null,
        { replace: true },
      ),
    [go, boardId, at, to],
  )
  const onOpenRow = useCallback(
    (next: number | null) => go(`${next === null ? boardPath(boardId) : itemPath(boardId, next)}${searchText}`),
    [go, boardId, searchText],
  )
  const [transfer, setTransfer] = useState<TransferAsk>()
  const onAt = (next: number | null): void => {
    const { at: _, to: __, ...rest } = search
    go(`${path}${writeBoardSearch(next === null ? rest : { ...search, at: next })}`, { replace: true })
  }
  const onTo = (next: BoardSearch['to'] | null): void => {
    const { to: _, ...rest } = search
    go(`${path}${writeBoardSearch(next === null || next === undefined ? rest : { ...rest, to: next })}`, {
      replace: true,
    })
  }
  const page = (
    <LateBoard
      boardId={boardId}
      search={search}
      onSearch={onSearch}
      openRow={row}
      onOpenRow={onOpenRow}
      neighbour={neighbour}
    />
  )
  return (
    <TransferProvider value={setTransfer}>
      {at === undefined ? (
        page
      ) : (
        <Suspense>
          <PastFrame boardId={boardId} at={at} onAt={onAt} to={to ?? null} onTo={onTo} row={row} onOpenRow={onOpenRow}>
            {page}
          </PastFrame>
        </Suspense>
      )}
      {row !== null && at === undefined && (
        <ItemPanel
          boardId={boardId}
          opened={handle}
          row={row}
          onOpenRow={onOpenRow}
          onClose={() => onOpenRow(null)}
          onStep={(by) => {
            const next = neighbour.current?.(row, by) ?? null
            if (next !== null) onOpenRow(next)
          }}
        />
      )}
      {transfer !== undefined && (
        <Suspense>
          <TransferDialog
            ask={transfer}
            onClose={(left) => {
              setTransfer(undefined)
              if (row !== null && left.includes(row)) onOpenRow(null)
            }}
          />
        </Suspense>
      )}
    </TransferProvider>
  )
}

const SameBoard = memo(BoardPage)

/** Marks a moment later which item is open: the item does not wait for all of the board to be drawn again. */
function LateBoard(props: BoardPageProps) {
  return <SameBoard {...props} openRow={useDeferredValue(props.openRow)} />
}
