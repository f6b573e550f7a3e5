import { must } from '@fulcrum/domain/errors'
import { createContext, use } from 'react'
import type { Gate } from '../gate.ts'
import type { Place, Router } from './router.ts'

/** Where pages stand. */
interface Address {
  readonly place: Place
  readonly params: Readonly<Record<string, string>>
}

/** The ways to other pages, and the door. They stay the same: who uses them is not drawn again wherever one goes. */
export interface Ways {
  readonly go: Router<unknown>['go']
  readonly preload: (href: string) => void
  readonly gate: Gate
}

const AddressContext = createContext<Address | null>(null)
const WaysContext = createContext<Ways | null>(null)

export const AddressProvider = AddressContext.Provider
export const WaysProvider = WaysContext.Provider

function useAddress(): Address {
  return must(use(AddressContext), 'the app above')
}

function useWays(): Ways {
  return must(use(WaysContext), 'the app above')
}

/** The address that is shown. */
export function usePlace(): Place {
  return useAddress().place
}

/** The named parts of the address that is shown. */
export function useParams(): Readonly<Record<string, string>> {
  return useAddress().params
}

/** Goes to one of our pages; the function stays the same. */
export function useGo(): Ways['go'] {
  return useWays().go
}

export function useGate(): Gate {
  return useWays().gate
}

/** Gets a page ready before somebody goes there. */
export function usePreload(): Ways['preload'] {
  return useWays().preload
}
