import type { Json } from '@fulcrum/domain'
import { useEffect, useState } from 'react'
import { useWorld } from '../../shell/client-context.tsx'
import { troubleOf, type Trouble } from '../../shell/trouble.ts'

/** An answer to a query, asked again where its arguments change; what was told before stays until there is more. */
export function useAsked<Result>(name: string, args: Json) {
  const { client } = useWorld()
  const of = JSON.stringify(args)
  const [told, setTold] = useState<{ of: string; answer: Result | null; failed: Trouble | null } | null>(null)
  const [turn, setTurn] = useState(0)
  useEffect(() => {
    // Each turn asks again.
    if (turn < 0) return undefined
    let isCurrent = true
    client.query<Result>(name, JSON.parse(of) as Json).then(
      (answer) => isCurrent && setTold({ of, answer, failed: null }),
      (error: unknown) => {
        if (!isCurrent) return
        setTold((before) => ({ of, answer: before?.answer ?? null, failed: troubleOf(error) }))
      },
    )
    return () => {
      isCurrent = false
    }
  }, [client, name, of, turn])
  return {
    answer: told?.answer ?? null,
    isCurrent: told?.of === of && told.failed === null,
    failed: told?.of === of ? told.failed : null,
    again: () => setTurn((before) => before + 1),
  }
}
