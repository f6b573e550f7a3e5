import type { Answer } from '@fulcrum/protocol'
import type { ScopeHandle } from '@fulcrum/client'
import { BoardState, scopeOf } from '@fulcrum/domain'
import type { Json } from '@fulcrum/domain'
import type { ViewContext } from '@fulcrum/columns/web'
import { createContext, use, useMemo } from 'react'
import { must } from '@fulcrum/domain'
import { useClient, usePrincipal, useScope, useViewContext } from '../../shell/client-context.tsx'
import { useLinkedContext } from '../../shell/linked-context.ts'
import { keyOf, readItem, rightsOn, type ItemData, type ItemRights } from './item-data.ts'

/** All that the parts of the panel share. */
export interface ItemScene {
  readonly board: BoardState
  readonly boardId: string
  readonly item: ItemData
  readonly rights: ItemRights
  readonly context: ViewContext
  /** Runs a command on the board; its effect stands when this returns. */
  readonly run: (command: string, args: { readonly [name: string]: Json }) => Promise<Answer>
  readonly openRow: (row: number) => void
  /** See `ItemPanelProps`. */
  readonly takenKeys: readonly string[]
}

/** Where the panel is before it can show the item. */
export type ItemPhase = 'opening' | 'gone' | 'no-item' | MovedAway | ItemScene

/** The item went to another board; it is found there by its id. */
export interface MovedAway {
  readonly movedAway: { readonly key: string; readonly id: string }
}

const SceneContext = createContext<ItemScene | null>(null)

export const ItemSceneProvider = SceneContext.Provider

/** The item that the panel shows. */
export function useItem(): ItemScene {
  return must(use(SceneContext), 'an item panel above')
}

interface ItemPlace {
  readonly boardId: string
  readonly row: number
  /** The board, where it is kept open already. */
  readonly opened?: ScopeHandle | null | undefined
  readonly takenKeys?: readonly string[]
}

/** Keeps the board open and reads the item from it at each of its changes. */
export function useItemScene(place: ItemPlace, openRow: (row: number) => void): ItemPhase {
  const { boardId, row, opened, takenKeys = [] } = place
  const client = useClient()
  const principal = usePrincipal()
  const own = useScope(opened ? null : scopeOf('board', boardId))
  const handle = opened ?? own
  const board = handle?.state instanceof BoardState ? handle.state : null
  const people = useViewContext()
  const keyed = useMemo<ViewContext>(
    () => (board === null ? people : { ...people, keyOf: (each) => keyOf(board, each) }),
    [people, board],
  )
  const context = useLinkedContext(keyed, board, handle?.linked ?? null)
  if (handle?.phase === 'gone') return 'gone'
  if (board === null || handle === null) return 'opening'
  const movedTo = board.system(row, 'movedTo')
  if (typeof movedTo === 'string') return { movedAway: { key: keyOf(board, row), id: movedTo } }
  const item = readItem(board, row)
  // A board's first rows may come before their ids.
  if (item === null || board.system(row, 'id') === null) return handle.phase === 'ready' ? 'no-item' : 'opening'
  return {
    board,
    boardId,
    item,
    rights: rightsOn(board, principal),
    context,
    run: (command, args) => client.run(command, { board: boardId, ...args }).done,
    openRow,
    takenKeys,
  }
}
