import type { FoundAnywhere, SearchAnswer } from '@fulcrum/protocol'
import { useEffect, useState } from 'react'
import { useClient } from './world.tsx'

const waitMs = 120
const noItems: readonly FoundAnywhere[] = []

/** Fewer letters than these find too much to be of use. */
const fewestLetters = 2

/**
 * The items that are called so, the likeliest first, a moment after the last letter: those of the boards `near` before others. While
 * newer ones are looked for, those of before stand; without a connection there are none.
 */
export function useFoundItems(query: string, near: readonly string[], limit: number): readonly FoundAnywhere[] {
  const client = useClient()
  const [items, setItems] = useState(noItems)
  const nearest = near.join(' ')
  const isAsked = query.length >= fewestLetters
  useEffect(() => {
    if (!isAsked) return undefined
    let wanted = true
    const timer = setTimeout(() => {
      const boards = nearest === '' ? [] : nearest.split(' ')
      client.query<SearchAnswer>('search.all', { text: query, near: boards, limit }).then(
        (answer) => wanted && setItems(answer.items),
        () => wanted && setItems(noItems),
      )
    }, waitMs)
    return () => {
      wanted = false
      clearTimeout(timer)
    }
  }, [client, query, isAsked, nearest, limit])
  return isAsked ? items : noItems
}
