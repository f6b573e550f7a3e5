import type { BoardViewSpec } from '@fulcrum/domain'
import type { BoardSearch } from '../shell/board-contract.ts'

/** Reads what an address says of a board. What is not understood is left out; the board's page checks the view itself. */
export function readBoardSearch(search: Record<string, unknown>): BoardSearch {
  const { view, find, spec } = search
  return {
    ...(typeof view === 'string' && { view }),
    // The router reads `find=12` as a number.
    ...((typeof find === 'string' || typeof find === 'number') && { find: String(find) }),
    // @NOTE the page that uses it parses it with `boardViewSpec`; here it is only carried along.
    ...(typeof spec === 'object' && spec !== null && { spec: spec as BoardViewSpec }),
  }
}
