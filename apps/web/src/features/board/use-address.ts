import { sameJson } from '@fulcrum/domain'
import type { Json } from '@fulcrum/domain'
import { useCallback, useEffect, useRef, useState } from 'react'
import type { BoardSearch } from '../../shell/board-contract.ts'

const TELL_AFTER_MS = 250

/** Once a view that was turned to is drawn, the address says so: whoever reloads stays on it. */
const TELL_VIEW_AFTER_MS = 50

/**
 * The address's part of the page, changed here at once and told to the address when it rests, another view soon. What the address says by
 * itself (a link, the way back) takes its place.
 */
export function useAddress(
  search: BoardSearch,
  onSearch: (search: BoardSearch) => void,
): readonly [BoardSearch, (next: BoardSearch) => void] {
  const [mine, setMine] = useState(search)
  const [given, setGiven] = useState(search)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const [told, setTold] = useState(search)
  const latest = useRef(onSearch)
  const toldView = useRef(search.view)
  useEffect(() => {
    latest.current = onSearch
    toldView.current = search.view
  })
  if (!sameSearch(given, search)) {
    setGiven(search)
    if (!sameSearch(told, search)) setMine(search)
  }
  useEffect(() => () => clearTimeout(timer.current), [])
  const change = useCallback((next: BoardSearch) => {
    setMine(next)
    clearTimeout(timer.current)
    timer.current = setTimeout(
      () => {
        setTold(next)
        latest.current(next)
      },
      next.view === toldView.current ? TELL_AFTER_MS : TELL_VIEW_AFTER_MS,
    )
  }, [])
  return [mine, change]
}

function sameSearch(left: BoardSearch, right: BoardSearch): boolean {
  // @NOTE a search is JSON; absent parts are left out by whoever reads it.
  return sameJson(left as Json, right as Json)
}
