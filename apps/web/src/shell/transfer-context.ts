import { must } from '@fulcrum/domain'
import { createContext, use } from 'react'

/** Items that somebody wants on another board. */
export interface TransferAsk {
  readonly board: string
  /** The items by their rows; their sub-items go along. */
  readonly rows: readonly number[]
  readonly how: 'move' | 'copy'
}

const TransferContext = createContext<((ask: TransferAsk) => void) | null>(null)

export const TransferProvider = TransferContext.Provider

/** Opens the dialog in which somebody says to which board items go. */
export function useTransfer(): (ask: TransferAsk) => void {
  return must(use(TransferContext), 'a page of a board above')
}
