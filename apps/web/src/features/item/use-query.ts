import type { Json } from '@fulcrum/domain'
import { useEffect, useState } from 'react'
import { useClient } from '../../shell/client-context.tsx'
import { troubleOf, type Trouble } from '../../shell/trouble.ts'

/** An edit of one's own is on its way yet: the log has it a moment later. */
const SETTLE_MS = 120

interface QueryState<Result> {
  /** The latest answer, also while a newer one is on its way; null until there is one. */
  readonly answer: Result | null
  /** Where the latest try failed. */
  readonly error: Trouble | null
  readonly retry: () => void
}

/**
 * Asks a query of the log, and asks again whenever arguments or `stamp` differ: what it is about has changed since. With `skip`
 * nothing is asked.
 */
export function useQuery<Result>(
  name: string,
  args: Json,
  stamp: string | number,
  { skip = false }: { readonly skip?: boolean } = {},
): QueryState<Result> {
  const client = useClient()
  const [tries, setTries] = useState(0)
  const [state, setState] = useState<{ answer: Result | null; error: Trouble | null }>({ answer: null, error: null })
  const question = JSON.stringify([name, args, stamp, tries])
  useEffect(() => {
    if (skip) return undefined
    let wanted = true
    const timer = setTimeout(() => {
      // @NOTE the question was written above.
      const [asked, given] = JSON.parse(question) as [string, Json]
      client.query<Result>(asked, given).then(
        (answer) => wanted && setState({ answer, error: null }),
        (error: unknown) => wanted && setState((before) => ({ ...before, error: troubleOf(error) })),
      )
    }, SETTLE_MS)
    return () => {
      wanted = false
      clearTimeout(timer)
    }
  }, [client, question, skip])
  return { ...state, retry: () => setTries(tries + 1) }
}
