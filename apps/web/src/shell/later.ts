import { createElement, Suspense, use, useEffect, useLayoutEffect, useState, type ComponentType } from 'react'
import { holdKeys } from './held-keys.ts'

/** A module that is fetched once, and then used at once. */
export interface Later<T> {
  /** Fetches it; what failed is tried again by the next who asks. */
  readonly load: () => Promise<T>
  /** The module where it is here; undefined while it is not. */
  readonly here: () => T | undefined
}

/** Declares a part of the app that comes after its first screen: `const parts = later(() => import('./parts.tsx'))`. */
export function later<T>(fetchIt: () => Promise<T>): Later<T> {
  let coming: Promise<T> | undefined
  let here: T | undefined
  return {
    load: () => {
      coming ??= fetchIt().then(
        (module) => (here = module),
        (error: unknown) => {
          coming = undefined
          throw error
        },
      )
      return coming
    },
    here: () => here,
  }
}

/** A component of such a part. It draws at once where that is here; no key is lost that is pressed right after. */
export function laterPart<M, P extends object>(part: Later<M>, pick: (module: M) => ComponentType<P>) {
  function Inner(props: P) {
    return createElement(pick(part.here() ?? use(part.load())), props)
  }
  return function Part(props: P) {
    return createElement(Suspense, { fallback: createElement(Waiting) }, createElement(Inner, props))
  }
}

/** A component of such a part for which nobody waits: nothing stands in its place until it is here. */
export function quietPart<M, P extends object>(part: Later<M>, pick: (module: M) => ComponentType<P>) {
  return function Part(props: P) {
    const [here, setHere] = useState(() => part.here())
    useEffect(() => {
      if (here !== undefined) return undefined
      let wanted = true
      void loadUntilHere(part).then((module) => wanted && setHere(() => module))
      return () => {
        wanted = false
      }
    }, [here])
    return here === undefined ? null : createElement(pick(here), props)
  }
}

/** Stands where a part is not here yet. */
export function Waiting() {
  useLayoutEffect(holdKeys, [])
  return null
}

const AGAIN_MS = 2_000

/** Fetches a part without which nobody can work: until it is here, it is tried again. */
export async function loadUntilHere<T>(part: Later<T>): Promise<T> {
  for (;;) {
    try {
      return await part.load()
    } catch {
      // Without a connection the page says so by itself; an app that was updated loads itself anew.
      await new Promise((resolve) => setTimeout(resolve, AGAIN_MS))
    }
  }
}
