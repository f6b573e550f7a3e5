import { createContext, use, useEffect, useState, type ReactNode } from 'react'
import { flushSync } from 'react-dom'

const PaintedContext = createContext(true)

/**
 * Around what is drawn in two steps, so that nobody waits for the second to see the first: parts of it that can come a moment
 * later ask `usePainted`. Whoever presses a key meanwhile finds everything there.
 */
export function AfterPaint({ children }: { readonly children: ReactNode }) {
  const [painted, setPainted] = useState(false)
  useEffect(() => {
    if (painted) return undefined
    const hurry = (): void => flushSync(() => setPainted(true))
    const { port1, port2 } = new MessageChannel()
    // What is posted in a frame is heard once it is painted.
    port1.addEventListener('message', () => setPainted(true))
    port1.start()
    const frame = requestAnimationFrame(() => port2.postMessage(null))
    window.addEventListener('keydown', hurry, { capture: true })
    return () => {
      cancelAnimationFrame(frame)
      port1.close()
      window.removeEventListener('keydown', hurry, { capture: true })
    }
  }, [painted])
  return <PaintedContext value={painted}>{children}</PaintedContext>
}

/** False in the first draw of what is around, true once that is on the screen. */
export function usePainted(): boolean {
  return use(PaintedContext)
}
