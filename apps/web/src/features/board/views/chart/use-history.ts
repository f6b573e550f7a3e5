import type { BoardViewSpec, Json } from '@fulcrum/domain'
import { useEffect, useState } from 'react'
import { useClient } from '../../../../shell/client-context.tsx'
import { troubleOf, type Trouble } from '../../../../shell/trouble.ts'
import { useScene } from '../../scene.tsx'

/** What the server is asked for. */
export interface HistoryAsk {
  readonly board: string
  readonly by: number | 'group' | 'stage' | null
  readonly sum: number | null
  readonly filter: BoardViewSpec['filter']
  readonly days: number
}

/** What it answers: a number for each day and line. */
export interface History {
  readonly version: number
  readonly first: number
  readonly lines: readonly { readonly key: string | number | boolean | null; readonly values: readonly number[] }[]
  readonly items: number
  readonly since: number | null
  readonly historic: number
}

interface Asked {
  readonly of: string
  readonly history: History | null
  readonly failed: Trouble | null
}

/** How long changes are gathered before the days are asked for again. */
const restMs = 1_500

/** The days of a board; asked for again when it changed. What was told before stays until there is more. */
export function useHistory(ask: HistoryAsk, wanted: boolean) {
  const client = useClient()
  const { state } = useScene()
  const [asked, setAsked] = useState<Asked | null>(null)
  const [turn, setTurn] = useState(0)
  const { items } = state
  const of = JSON.stringify(ask)
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const stop = items.follow({
      before: () => undefined,
      after: () => undefined,
      replaced: () => undefined,
      announce: () => {
        timer ??= setTimeout(() => {
          timer = undefined
          setTurn((before) => before + 1)
        }, restMs)
      },
    })
    return () => {
      clearTimeout(timer)
      stop()
    }
  }, [items])
  useEffect(() => {
    // Each turn asks again.
    if (!wanted || turn < 0) return undefined
    let isCurrent = true
    client.query<History>('board.history', JSON.parse(of) as Json).then(
      (history) => isCurrent && setAsked({ of, history, failed: null }),
      (error: unknown) => {
        if (!isCurrent) return
        const failed = troubleOf(error)
        setAsked((before) => (before?.of === of && before.history !== null ? before : { of, history: null, failed }))
      },
    )
    return () => {
      isCurrent = false
    }
  }, [client, of, wanted, turn])
  return {
    history: asked?.history ?? null,
    failed: asked?.of === of ? asked.failed : null,
    again: () => setTurn((before) => before + 1),
  }
}
