import { t } from '@fulcrum/ui/messages'
import { createElement, useEffect, useState } from 'react'
import type { ComponentType } from 'react'

/** Something drawn that is fetched when it is first needed, and kept. */
export interface LazyPart<P> {
  readonly load: () => Promise<ComponentType<P>>
  readonly loaded: () => ComponentType<P> | undefined
}

/** Declares a part: `const picker = lazyPart(() => import('./picker.web.tsx').then((part) => part.Picker))`. */
export function lazyPart<P>(fetchPart: () => Promise<ComponentType<P>>): LazyPart<P> {
  let kept: ComponentType<P> | undefined
  return {
    load: async () => (kept ??= await fetchPart()),
    loaded: () => kept,
  }
}

/** The part once it is here; `failed` where it cannot be fetched, as without a network. */
export function useLazyPart<P>(part: LazyPart<P>): ComponentType<P> | 'loading' | 'failed' {
  const [state, setState] = useState<{ readonly part: ComponentType<P> | 'loading' | 'failed' }>(() => ({
    part: part.loaded() ?? 'loading',
  }))
  const waiting = state.part === 'loading'
  useEffect(() => {
    if (!waiting) return undefined
    let wanted = true
    part.load().then(
      (loaded) => wanted && setState({ part: loaded }),
      () => wanted && setState({ part: 'failed' }),
    )
    return () => {
      wanted = false
    }
  }, [part, waiting])
  return state.part
}

/** Draws a part with its props: room is kept while it is fetched, and a sentence stands there where it cannot be. */
export function Lazy<P extends object>({ part, props }: { readonly part: LazyPart<P>; readonly props: P }) {
  const Part = useLazyPart(part)
  if (Part === 'loading') return <div className="fc-loading" aria-busy="true" />
  if (Part === 'failed') {
    return (
      <p className="fc-quiet fc-note" role="status">
        {t('This could not be loaded. Try again when you are online.')}
      </p>
    )
  }
  return createElement(Part, props)
}
