import { must } from '@fulcrum/domain'
import { createContext, use, type PointerEvent } from 'react'
import type { CardFields } from './card-fields.ts'
import type { CardStep } from './card-keys.ts'

/** What all cards of a view share. */
export interface CardWorld {
  readonly fields: CardFields
  /** A press on a card, from which a drag may come. */
  readonly drag: (event: PointerEvent<HTMLElement>, rowId: string) => void
  /** Moves a card by a key. */
  readonly step: (rowId: string, step: CardStep) => void
}

const CardContext = createContext<CardWorld | null>(null)

export const CardScene = CardContext.Provider

/** What the cards of the view above share. */
export function useCards(): CardWorld {
  return must(use(CardContext), 'a view of cards above')
}
