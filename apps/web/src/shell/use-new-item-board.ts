import type { ColumnRole, Json } from '@fulcrum/domain'
import type { HomeColumn } from '@fulcrum/protocol'
import { useCallback, useEffect, useState } from 'react'
import { troubleOf, type Trouble } from './trouble.ts'
import { useClient, useKinds } from './world.tsx'

/** What a new item on a board can be given. */
export interface NewItemBoard {
  readonly id: string
  /** With what the keys of its items begin. */
  readonly prefix: string
  readonly groups: readonly { readonly number: number; readonly title: string }[]
  readonly fields: readonly HomeColumn[]
  readonly templates: readonly { readonly row: number; readonly title: string }[]
}

interface BoardAnswer {
  readonly prefix: string
  readonly groups: NewItemBoard['groups']
  readonly templates: NewItemBoard['templates']
  readonly columns: readonly {
    readonly number: number
    readonly title: string
    readonly kind: string
    readonly role: ColumnRole | null
    readonly settings: Json
  }[]
}

const MOST_FIELDS = 4
/** What is asked first of an item. */
const first: readonly (ColumnRole | null)[] = ['status', 'owner', 'priority', 'due', 'type', 'sprint']

/** The groups and the first fields of a board; null until they are known. */
export function useNewItemBoard(id: string | undefined): {
  readonly board: NewItemBoard | null
  readonly error: Trouble | null
  readonly retry: () => unknown
} {
  const client = useClient()
  const { columnViews, kinds } = useKinds()
  const [answer, setAnswer] = useState<{ readonly id: string; readonly board: BoardAnswer } | null>(null)
  const [error, setError] = useState<Trouble | null>(null)
  const ask = useCallback(() => {
    if (id === undefined) return undefined
    let wanted = true
    client.query<BoardAnswer>('board.get', { board: id }).then(
      (board) => {
        if (!wanted) return
        setAnswer({ id, board })
        setError(null)
      },
      (problem: unknown) => wanted && setError(troubleOf(problem)),
    )
    return () => {
      wanted = false
    }
  }, [client, id])
  useEffect(ask, [ask])
  if (answer === null || answer.id !== id) return { board: null, error, retry: ask }
  const { prefix, groups, columns, templates } = answer.board
  const place = (role: ColumnRole | null): number => (first.includes(role) ? first.indexOf(role) : first.length)
  const fields = columns
    .filter(({ kind }) => columnViews.get(kind)?.editor === 'popover' && kinds.get(kind)?.derive === undefined)
    .filter(({ kind }) => kinds.get(kind)?.connections === undefined && kinds.get(kind)?.source === undefined)
    .toSorted((left, right) => place(left.role) - place(right.role))
    .slice(0, MOST_FIELDS)
    .map(({ number, title, kind, settings }) => ({ number, title, kind, settings, mayEdit: true }))
  return { board: { id, prefix, groups, fields, templates }, error, retry: ask }
}
