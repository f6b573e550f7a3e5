import { getRouteApi, useParams } from '@tanstack/react-router'
import { scopeOf } from '@fulcrum/domain'
import { AvatarStack, NoPermissionState, Skeleton } from '@fulcrum/ui'
import { useRef } from 'react'
import type { BoardSearch, Neighbour } from '../shell/board-contract.ts'
import { useTree } from '../shell/tree-context.tsx'
import { PageHeader } from '../shell/page-header.tsx'
import { boardIdOf } from '../shell/paths.ts'
import { useScope } from '../shell/use-scope.ts'

const route = getRouteApi('/app/b/$boardId')

/** A board, and the item that is open beside it. */
export function BoardLayout() {
  const { boardId: param } = route.useParams()
  const boardId = boardIdOf(param)
  if (boardId === null) return <NoPermissionState text="There is no such board." action={<a href="/">Go home</a>} />
  return <OneBoard key={boardId} boardId={boardId} />
}

function OneBoard({ boardId }: { readonly boardId: string }) {
  const search = route.useSearch()
  const { row } = useParams({ strict: false })
  const tree = useTree()
  const handle = useScope(scopeOf('board', boardId))
  return <PageHeader title={tree.board(boardId)?.name ?? 'Board'} />
}
