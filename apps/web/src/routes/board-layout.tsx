import { getRouteApi } from '@tanstack/react-router'
import { scopeOf } from '@fulcrum/domain'
import { EmptyState, NoPermissionState } from '@fulcrum/ui'
import { PageHeader } from '../shell/page-header.tsx'
import { boardIdOf } from '../shell/paths.ts'
import { useScope } from '../shell/use-scope.ts'
import { useUndo } from '../shell/use-undo.ts'
import { BoardHeader } from './board-header.tsx'

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
    </>
  )
}
