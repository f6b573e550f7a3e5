import { sameJson } from '@fulcrum/domain'
import type { BoardViewSpec, Json } from '@fulcrum/domain'
import type { Viewport } from '@fulcrum/protocol'
import { useEffect, useState } from 'react'
import { useClient } from '../../shell/client-context.tsx'
import { sameRows } from './model/view-state.ts'
import type { OpenBoard } from './use-board.ts'

/** What is asked for, and the view under which its rows are drawn. */
interface Question {
  readonly boardId: string
  readonly spec: BoardViewSpec
  readonly find: string
}

/** A word that is being typed is not asked for letter by letter. */
const TYPING_MS = 80

/** The longest text that the server finds. */
const LONGEST_FIND = 200

/**
 * The first rows of what is shown, until the items are here and every question is answered by them: the rows that came with
 * the board, and once something else is filtered, sorted or searched, those that the server answers. The rows before stay
 * until then where they stand in the same groups. Without a board none are wanted.
 */
export function useFirstRows(board: OpenBoard | null, first: BoardViewSpec, question: Question): Viewport | null {
  const client = useClient()
  const { boardId, spec, find } = question
  const [answer, setAnswer] = useState<{ readonly spec: BoardViewSpec; readonly viewport: Viewport } | null>(null)
  const came = find === '' && sameRows(first, spec)
  const search = find.slice(0, LONGEST_FIND)
  const asked =
    board !== null && !came ? JSON.stringify({ board: boardId, view: spec, ...(search !== '' && { search }) }) : null
  useEffect(() => {
    if (asked === null) return undefined
    let wanted = true
    const timer = setTimeout(() => {
      // @NOTE it was written above.
      client.query<Viewport>('board.viewport', JSON.parse(asked) as Json).then(
        (viewport) => wanted && setAnswer({ spec, viewport }),
        // The items are on their way anyhow.
        () => undefined,
      )
    }, TYPING_MS)
    return () => {
      wanted = false
      clearTimeout(timer)
    }
    // The question says all of it.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [client, asked])
  if (board === null) return null
  if (came) return board.viewport
  const known = answer ?? (board.viewport && { spec: first, viewport: board.viewport })
  const sameGroups = known !== null && sameJson(groupOf(known.spec), groupOf(spec))
  return sameGroups ? known.viewport : null
}

function groupOf({ groupBy }: BoardViewSpec): Json {
  return groupBy ?? null
}
