import { useEffect } from 'react'
import { useGate, useGo, usePlace } from './router/router-context.tsx'
import { useClientStatus } from './world.tsx'

/**
 * Leads to signing in when the session has ended elsewhere. Changes that wait to be sent stay in this browser and go on after
 * the same person has signed in again.
 */
export function SessionEnd(): null {
  const gate = useGate()
  const go = useGo()
  const { path, search } = usePlace()
  const { link } = useClientStatus()
  const here = `${path}${search}`
  const ended = link.state === 'stopped' && link.reason === 'signed-out'
  const waiting = link.state === 'waiting'
  useEffect(() => {
    let gone = false
    const leave = (): void => {
      if (gone) return
      gate.leave()
      // The page itself leads on to signing in, and back to here.
      go(here, { replace: true })
    }
    if (ended) leave()
    // A socket that is refused at the door does not say why.
    else if (waiting) void gate.isOver().then((over) => over && leave())
    return () => {
      gone = true
    }
  }, [ended, waiting, gate, go, here])
  return null
}
