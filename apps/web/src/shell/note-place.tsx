import { BoardState, itemKey, scopeOf } from '@fulcrum/domain'
import { useEffect } from 'react'
import { boardIdOf, docIdOf } from './paths.ts'
import { noteRecent } from './recents.ts'
import { useScope } from './use-scope.ts'
import { useClient } from './world.tsx'

/** Remembers the board, the item or the doc that an address shows, once it is known to be there. */
export function NotePlace({ place }: { readonly place: string }) {
  const docId = docIdOf(/^\/d\/([^/]+)$/.exec(place)?.[1] ?? '')
  const [, board = '', row] = /^\/b\/([^/]+)(?:\/i\/(\d+))?$/.exec(place) ?? []
  const boardId = board === '' ? null : boardIdOf(board)
  if (docId !== null) return <NoteDoc key={place} docId={docId} />
  return boardId === null ? null : (
    <NoteBoard key={place} boardId={boardId} row={row === undefined ? null : Number(row)} />
  )
}

function NoteBoard({ boardId, row }: { readonly boardId: string; readonly row: number | null }) {
  const { memberId } = useClient()
  const handle = useScope(scopeOf('board', boardId))
  const state = handle?.state ?? null
  const name = state?.record('board', boardId)?.['name']
  const title = row !== null && state instanceof BoardState && state.exists(row) ? state.system(row, 'title') : null
  const prefix = String(state?.record('board', boardId)?.['prefix'] ?? '')
  useEffect(() => {
    if (name === undefined) return
    if (row === null) noteRecent(memberId, { board: boardId })
    else if (typeof title === 'string') {
      noteRecent(memberId, { board: boardId, item: { row, key: itemKey(prefix, row), title } })
    }
  }, [memberId, boardId, row, name, title, prefix])
  return null
}

function NoteDoc({ docId }: { readonly docId: string }) {
  const { memberId } = useClient()
  const name = useScope(scopeOf('doc', docId))?.state?.record('doc', docId)?.['name']
  useEffect(() => {
    if (name !== undefined) noteRecent(memberId, { doc: docId })
  }, [memberId, docId, name])
  return null
}
