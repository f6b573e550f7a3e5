import { createContext, use } from 'react'

/** Of what somebody asks who sees it; without a column, a view or an item, of the board. */
export interface SeenAsk {
  readonly board: string
  /** The ids of these. */
  readonly column?: string
  readonly view?: string
  /** The row of one. */
  readonly item?: number
}

const WhoSeesContext = createContext<((ask: SeenAsk) => void) | null>(null)

export const WhoSeesProvider = WhoSeesContext.Provider

/** Opens the list of who sees something of a board, and why; null where that is not asked. */
export function useWhoSees(): ((ask: SeenAsk) => void) | null {
  return use(WhoSeesContext)
}
