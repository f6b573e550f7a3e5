import { must } from '@fulcrum/domain/errors'
import { createContext, use } from 'react'
import type { Gate } from '../gate.ts'
import type { Place, Router } from './router.ts'

/** What pages know of their address and of the door. */
export interface RouterValue {
  readonly place: Place
  readonly params: Readonly<Record<string, string>>
  readonly go: Router<unknown>['go']
  readonly preload: (href: string) => void
  readonly gate: Gate
}

const RouterContext = createContext<RouterValue | null>(null)

export const RouterProvider = RouterContext.Provider

function useRouter(): RouterValue {
  return must(use(RouterContext), 'a RouterProvider above')
}

/** The address that is shown. */
export function usePlace(): Place {
  return useRouter().place
}

/** The named parts of the address that is shown. */
export function useParams(): Readonly<Record<string, string>> {
  return useRouter().params
}

/** Goes to one of our pages; the function stays the same. */
export function useGo(): RouterValue['go'] {
  return useRouter().go
}

export function useGate(): Gate {
  return useRouter().gate
}

/** Gets a page ready before somebody goes there. */
export function usePreload(): RouterValue['preload'] {
  return useRouter().preload
}
