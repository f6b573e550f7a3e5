import { getRouteApi, useNavigate, useParams } from '@tanstack/react-router'
import { publicId, scopeOf } from '@fulcrum/domain'
import { EmptyState, NoPermissionState } from '@fulcrum/ui'
import { lazy, Suspense, useCallback, useRef } from 'react'
import { BoardPage } from '../features/board/index.ts'
import type { BoardSearch, Neighbour } from '../shell/board-contract.ts'
import { PageHeader } from '../shell/page-header.tsx'
import { boardIdOf } from '../shell/paths.ts'
import { useScope } from '../shell/use-scope.ts'
import { useUndo } from '../shell/use-undo.ts'
import { BoardHeader } from './board-header.tsx'

const ItemPanel = lazy(async () => ({ default: (await import('../features/item/index.ts')).ItemPanel }))

const route = getRouteApi('/app/b/$boardId')

/** A board, and the item that is open beside it. */
export function BoardLayout() {
  const { boardId: param } = route.useParams()
  const boardId = boardIdOf(param)
  if (boardId === null) {
    return (
      <>
        <PageHeader title="No such board" />
        <EmptyState icon="search" text="This address names no board." action={<a href="/">Go home</a>} />
      </>
    )
  }
  return <OneBoard key={boardId} boardId={boardId} />
}

function OneBoard({ boardId }: { readonly boardId: string }) {
  const scope = scopeOf('board', boardId)
  const handle = useScope(scope)
  useUndo(scope)
  if (handle?.phase === 'gone') {
    return (
      <>
        <PageHeader title="Not for you" />
        <NoPermissionState
          text="This board does not exist, or you have no access to it. Ask one of its owners."
          action={<a href="/">Go home</a>}
        />
      </>
    )
  }
  return (
    <>
      <BoardHeader boardId={boardId} handle={handle} />
      <BoardAndItem boardId={boardId} />
    </>
  )
}

function BoardAndItem({ boardId }: { readonly boardId: string }) {
  const search = route.useSearch()
  const { row: rowParam } = useParams({ strict: false })
  const navigate = useNavigate()
  const neighbour = useRef<Neighbour | null>(null)
  const row = rowOf(rowParam)
  const board = publicId('board', boardId)
  const onSearch = useCallback(
    (next: BoardSearch) => void navigate({ to: '.', search: next, replace: true }),
    [navigate],
  )
  const onOpenRow = useCallback(
    (next: number | null) =>
      void navigate(
        next === null
          ? { to: '/b/$boardId', params: { boardId: board }, search: true }
          : { to: '/b/$boardId/i/$row', params: { boardId: board, row: String(next) }, search: true },
      ),
    [navigate, board],
  )
  return (
    <>
      <BoardPage
        boardId={boardId}
        search={search}
        onSearch={onSearch}
        openRow={row}
        onOpenRow={onOpenRow}
        neighbour={neighbour}
      />
      {row !== null && (
        <Suspense>
          <ItemPanel
            boardId={boardId}
            row={row}
            onOpenRow={onOpenRow}
            onClose={() => onOpenRow(null)}
            onStep={(by) => {
              const next = neighbour.current?.(row, by) ?? null
              if (next !== null) onOpenRow(next)
            }}
          />
        </Suspense>
      )}
    </>
  )
}

function rowOf(param: string | undefined): number | null {
  return param !== undefined && /^\d{1,9}$/.test(param) ? Number(param) : null
}
