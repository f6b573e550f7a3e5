import { BoardPrint } from '../print/board-print.tsx'
import { useScene } from '../scene.tsx'
import { useFetchAhead } from '../use-fetch-ahead.ts'
import { FilterKeys } from './filter-keys.tsx'

/** What a board with a toolbar has beside what is seen of it: the keys of the filter, and its print. */
export function BarParts() {
  useFetchAhead(useScene().records.views)
  return (
    <>
      <FilterKeys />
      <BoardPrint />
    </>
  )
}
