import { fetchPastBoard, type PastBoard } from '@fulcrum/client/browser-past'
import { DomainError } from '@fulcrum/domain'
import { appBase } from '@fulcrum/ui'
import { useEffect, useState } from 'react'
import { useClientStatus, useKinds } from '../../shell/client-context.tsx'
import { troubleOf, type Trouble } from '../../shell/trouble.ts'

/** A board at a moment on its way: what is shown until it is here, and why it does not come. */
export interface PastAsked {
  /** The board at the moment that was asked for, or at the one before while that is on its way. */
  readonly past: PastBoard | null
  readonly waits: boolean
  readonly failed: Trouble | null
  readonly again: () => void
}

/** Moments that are kept, so that the way back and forth costs nothing, and works without a connection. */
const keptAtMost = 6
const kept = new Map<string, PastBoard>()

/** Moments that were asked for: without a connection they are asked for again once there is one, or by hand. */
const askedBefore = new Set<string>()

interface State {
  readonly key: string
  readonly past: PastBoard | null
  readonly failed: PastAsked['failed']
}

/** Fetches a board as it was at a moment; again where the connection comes back. */
export function usePast(board: string, at: number): PastAsked {
  const { kinds } = useKinds()
  const { link } = useClientStatus()
  const online = link.state === 'online'
  const key = `${board} ${at}`
  const [state, setState] = useState<State | null>(null)
  const [turn, setTurn] = useState(0)
  const isKept = kept.has(key)
  useEffect(() => {
    // Each turn asks again, and so does a connection that is back.
    if (isKept || turn < 0 || (!online && turn === 0 && askedBefore.has(key))) return undefined
    askedBefore.add(key)
    const cut = new AbortController()
    fetchPastBoard(`${location.origin}${appBase()}`, { board, kinds }, at, cut.signal).then(
      (past) => {
        if (cut.signal.aborted) return
        keep(key, past)
        setState({ key, past, failed: null })
      },
      (error: unknown) => {
        if (!cut.signal.aborted) setState((before) => ({ key, past: before?.past ?? null, failed: reasonOf(error) }))
      },
    )
    return () => cut.abort()
  }, [board, at, key, kinds, turn, online, isKept])
  const told = state?.key === key ? state : null
  const here = kept.get(key) ?? null
  return {
    past: here ?? told?.past ?? state?.past ?? null,
    waits: here === null && (told?.failed ?? null) === null,
    failed: here === null ? (told?.failed ?? null) : null,
    again: () => setTurn((before) => before + 1),
  }
}

function keep(key: string, past: PastBoard): void {
  kept.delete(key)
  kept.set(key, past)
  for (const oldest of kept.keys()) {
    if (kept.size <= keptAtMost) break
    kept.delete(oldest)
  }
}

/** A board that is not there and one that is not shared are one and the same to whoever asks. */
function reasonOf(error: unknown): Trouble {
  const trouble = troubleOf(error)
  return error instanceof DomainError && error.code === 'not-found' ? { ...trouble, kind: 'refused' } : trouble
}
