import { must } from '@fulcrum/domain'
import { createContext, use, type PointerEvent } from 'react'
import type { MenuSection } from '@fulcrum/ui'
import type { CardFields } from './card-fields.ts'
import type { CardStep } from './card-keys.ts'
import type { HowToSelect } from './use-card-selection.ts'

/** What all cards of a view share. */
export interface CardWorld {
  readonly fields: CardFields
  readonly selection: ReadonlySet<string>
  readonly select: (rowId: string, how: HowToSelect) => void
  readonly clearSelection: () => void
  /** A press on a card, from which a drag may come. */
  readonly drag: (event: PointerEvent<HTMLElement>, rowId: string) => void
  /** A key goes on from a card to the one beside it, or moves it there, with those selected. */
  readonly step: (rowId: string, step: CardStep, card: HTMLElement) => void
  /** Edits one cell of a card, and of those selected with it, by the key of what the column means. False where there is none. */
  readonly edit: (rowId: string, key: string, anchor: HTMLElement) => boolean
  /** What the menu of a card has besides that of every item. */
  readonly menu: (rowId: string) => readonly MenuSection[]
}

const CardContext = createContext<CardWorld | null>(null)

export const CardScene = CardContext.Provider

/** What the cards of the view above share. */
export function useCards(): CardWorld {
  return must(use(CardContext), 'a view of cards above')
}
