import { useEffect, useState } from 'react'
import { useClient } from '../../shell/client-context.tsx'
import { sayError } from '../../shell/http.ts'

/** An answer of the server, asked for again whenever the question changes; the one before stays until the next is here. */
export interface Asked<T> {
  readonly answer: T | null
  readonly error: string | null
  /** The answer is of an earlier question. */
  readonly stale: boolean
}

/** Asks a query. `args` null asks nothing. */
export function useAsked<T>(query: string, args: object | null): Asked<T> {
  const client = useClient()
  const question = args === null ? null : JSON.stringify(args)
  const [state, setState] = useState<{ readonly of: string | null } & Omit<Asked<T>, 'stale'>>({
    of: null,
    answer: null,
    error: null,
  })
  useEffect(() => {
    if (question === null) return undefined
    let wanted = true
    // @NOTE the question was made of JSON right above.
    client.query<T>(query, JSON.parse(question) as never).then(
      (answer) => wanted && setState({ of: question, answer, error: null }),
      (error: unknown) => wanted && setState({ of: question, answer: null, error: sayError(error) }),
    )
    return () => {
      wanted = false
    }
  }, [client, query, question])
  return { answer: state.answer, error: state.error, stale: state.of !== question }
}
