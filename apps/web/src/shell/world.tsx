import type { Client, ClientStatus } from '@fulcrum/client'
import type { ColumnView, FilesPort } from '@fulcrum/columns/web'
import { must } from '@fulcrum/domain'
import type { ColumnRole, KindRegistry, Principal } from '@fulcrum/domain'
import type { SessionAnswer } from '@fulcrum/protocol'
import type { LabelColour, ToastStore } from '@fulcrum/ui'
import { createContext, use, useSyncExternalStore } from 'react'
import type { ActionRegistry } from './actions.ts'

/** What the signed-in app is made of. One object for as long as the same person is signed in; `compose.ts` makes it. */
export interface World {
  readonly client: Client
  readonly session: SessionAnswer
  /** The column kinds, and how each is drawn. */
  readonly kinds: KindRegistry
  readonly columnViews: ReadonlyMap<string, ColumnView>
  /** Where cells of a board send files and find them; comes with the kinds that hold some. */
  readonly files: (board: string) => FilesPort | undefined
  /** What a new board starts with, until there are templates to choose from. */
  readonly newBoard: NewBoardParts
  readonly toasts: ToastStore
  readonly actions: ActionRegistry
  /** What is shown is as it was, or as somebody else sees it: nobody says anything of themself here. */
  readonly isStill?: true
  /** Forgets what this browser keeps of boards. What waits to be sent stays. */
  readonly forget: () => Promise<void>
}

interface NewBoardParts {
  readonly groups: readonly { readonly title: string; readonly colour: LabelColour }[]
  readonly columns: readonly { readonly kind: string; readonly title: string; readonly role: ColumnRole }[]
}

const WorldContext = createContext<World | null>(null)

export const WorldProvider = WorldContext.Provider

export function useWorld(): World {
  return must(use(WorldContext), 'a WorldProvider above')
}

export function useClient(): Client {
  return useWorld().client
}

/** Link, queue, stale commands and conflicts; rerenders when any of them changes. */
export function useClientStatus(): ClientStatus {
  const client = useClient()
  return useSyncExternalStore(client.onStatus, () => client.status)
}

export function useToasts(): ToastStore {
  return useWorld().toasts
}

/** The column kinds, and the views of them by the kind's id. */
export function useKinds(): Pick<World, 'kinds' | 'columnViews'> {
  return useWorld()
}

export type MemberPrincipal = Extract<Principal, { readonly kind: 'member' }>
