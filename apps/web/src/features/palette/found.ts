import { matchingKey } from '@fulcrum/columnar'
import { BoardState, itemKey, scopeOf } from '@fulcrum/domain'
import type { FoundAnywhere, FoundDoc, SearchAnswer } from '@fulcrum/protocol'
import { useEffect, useState } from 'react'
import { troubleOf, type Trouble } from '../../shell/trouble.ts'
import { useClient, useClientStatus } from '../../shell/world.tsx'

/** How long typing rests before the server is asked. */
const REST_MS = 70
/** After how long it is asked once more where nothing was found: what was just made is in the index a moment later. */
const AGAIN_MS = 1_200
const LIMIT = 14
const DOC_LIMIT = 4

/** What was found of items and docs, and how. */
export interface Found {
  readonly items: readonly FoundAnywhere[]
  readonly docs: readonly FoundDoc[]
  readonly corrected: readonly string[]
  /** The answer to what is typed now is on its way; `items` are those of what was typed before. */
  readonly isLooking: boolean
  /** Only what is open here was looked through: there is no connection. */
  readonly onlyHere: boolean
  readonly error: Trouble | null
  /** Asks for the same once more. */
  readonly retry: () => void
}

interface Asked {
  readonly words: string
  /** Only in these boards. */
  readonly boards: readonly string[] | null
  /** Boards where one was lately. */
  readonly near: readonly string[]
  /** The board that is open, which can be looked through without a connection. */
  readonly open: string | null
}

type Held = Pick<Found, 'items' | 'docs' | 'corrected' | 'error'> & { readonly question: string }

const nothing: Held = { items: [], docs: [], corrected: [], error: null, question: '' }

/** Items and docs by words, from the server as one types; items of the open board where there is no connection. */
export function useFound({ words, boards, near, open }: Asked): Found {
  const client = useClient()
  const offline = useClientStatus().link.state !== 'online'
  const [held, setHeld] = useState(nothing)
  const [tries, setTries] = useState(0)
  const retry = (): void => setTries(tries + 1)
  const question = words === '' ? '' : JSON.stringify([words, boards, offline, tries])
  const nearest = JSON.stringify(near)
  useEffect(() => {
    if (question === '') return undefined
    let wanted = true
    // @NOTE the question was written above.
    const [text, only] = JSON.parse(question) as [string, readonly string[] | null]
    const take = (answer: Omit<Held, 'question'>): void => {
      if (wanted) setHeld({ ...answer, question })
    }
    if (offline) {
      const handle = open === null ? null : client.open(scopeOf('board', open))
      const state = handle?.state
      const isMeant = open !== null && (only === null || only.includes(open))
      const items = isMeant && state instanceof BoardState ? itemsHere(state, text) : []
      handle?.close()
      take({ items, docs: [], corrected: [], error: null })
      return undefined
    }
    const ask = (again: boolean): void => {
      const args = {
        text,
        limit: LIMIT,
        // @NOTE the list was written above.
        near: JSON.parse(nearest) as string[],
        ...(only !== null && { boards: [...only] }),
      }
      // Within some boards there are no docs.
      const docs =
        only === null
          ? client.query<{ readonly docs: readonly FoundDoc[] }>('doc.search', { text, limit: DOC_LIMIT })
          : Promise.resolve({ docs: [] })
      // They come together, so that nothing moves. Items are shown also where docs cannot be asked for.
      Promise.all([client.query<SearchAnswer>('search.all', args), docs.catch(() => ({ docs: [] }))]).then(
        ([{ items, corrected }, found]) => {
          take({ items, docs: found.docs, corrected, error: null })
          if (wanted && again && items.length + found.docs.length === 0) timer = setTimeout(() => ask(false), AGAIN_MS)
        },
        (error: unknown) => take({ ...nothing, error: troubleOf(error) }),
      )
    }
    let timer = setTimeout(() => ask(true), REST_MS)
    return () => {
      wanted = false
      clearTimeout(timer)
    }
  }, [client, question, nearest, offline, open])
  if (question === '') return { ...nothing, isLooking: false, onlyHere: offline, retry }
  const isLooking = held.question !== question
  return { ...held, error: isLooking ? null : held.error, isLooking, onlyHere: offline, retry }
}

/** Items of a board by words of their titles, the newest first. */
function itemsHere(board: BoardState, text: string): FoundAnywhere[] {
  const words = matchingKey(text).split(/\s+/u).filter(Boolean)
  const items: FoundAnywhere[] = []
  for (let row = board.rowCount - 1; row >= 0 && items.length < LIMIT; row--) {
    if (!board.isLive(row)) continue
    const title = String(board.system(row, 'title') ?? '')
    const folded = matchingKey(title)
    if (!words.every((word) => folded.includes(word))) continue
    items.push({
      id: String(board.system(row, 'id')),
      board: board.boardId,
      boardName: String(board.board['name'] ?? ''),
      row,
      key: itemKey(String(board.board['prefix'] ?? ''), row),
      title,
      marks: folded.length === title.length ? words.map((word) => markOf(folded, word)) : [],
      where: 'title',
      column: null,
      excerpt: null,
      excerptMarks: [],
    })
  }
  return items
}

function markOf(text: string, word: string): readonly [number, number] {
  const at = text.indexOf(word)
  return [at, at + word.length]
}
