import type { PastBoard } from '@fulcrum/client/browser-past'
import type { BoardState } from '@fulcrum/domain'
import { must } from '@fulcrum/domain'
import { createContext, use } from 'react'
import type { World } from '../../shell/client-context.tsx'

/** What the parts that show a past board share: that board, and today's with the world in which it is worked on. */
export interface PastValue {
  readonly boardId: string
  readonly at: number
  readonly past: PastBoard
  /** The board as it is; null while it is not here. */
  readonly now: BoardState | null
  readonly today: World
}

const PastContext = createContext<PastValue | null>(null)

export const PastProvider = PastContext.Provider

export function usePastBoard(): PastValue {
  return must(use(PastContext), 'a PastFrame above')
}
