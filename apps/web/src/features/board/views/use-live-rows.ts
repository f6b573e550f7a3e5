import { LiveView } from '@fulcrum/columnar'
import type { ViewSpec } from '@fulcrum/columnar'
import { useEffect, useState } from 'react'
import { useScene } from '../scene.tsx'

/**
 * The board's items under a spec of the engine, kept up to date; the component draws again once a frame when something in it
 * moved. Null until all items are here. `spec` is to stay the same object while it says the same.
 */
export function useLiveRows(spec: ViewSpec): LiveView | null {
  const { state, model, plan } = useScene()
  const { collate } = plan
  const here = model !== null
  const [live, setLive] = useState<{ readonly view: LiveView } | null>(null)
  useEffect(() => {
    if (!here) return undefined
    const view = new LiveView(state.items, spec, { collate })
    // A view that nobody has read is not kept up to date.
    void view.count
    const tell = (): void => {
      frame = 0
      setLive({ view })
    }
    let frame = requestAnimationFrame(tell)
    const stop = view.subscribe(() => {
      if (frame === 0) frame = requestAnimationFrame(tell)
    })
    return () => {
      cancelAnimationFrame(frame)
      stop()
      view.dispose()
    }
  }, [here, state, spec, collate])
  return here ? (live?.view ?? null) : null
}
