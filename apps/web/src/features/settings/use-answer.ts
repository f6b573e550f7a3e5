import { useCallback, useEffect, useState } from 'react'
import { post } from '../../shell/http.ts'
import { troubleOf, type Trouble } from '../../shell/trouble.ts'

/** An answer on its way, here, or the reason why it does not come. */
export type Answered<T> =
  | { readonly phase: 'loading' }
  | { readonly phase: 'ready'; readonly value: T }
  | { readonly phase: 'failed'; readonly trouble: Trouble }

/** Asks once, and again on request and when `version` is another; the last good answer stays while asking again. */
export function useAnswer<T>(path: string, version?: number): readonly [Answered<T>, () => void] {
  const [answered, setAnswered] = useState<Answered<T>>({ phase: 'loading' })
  const ask = useCallback(() => {
    post<T>(path).then(
      (value) => setAnswered({ phase: 'ready', value }),
      (error: unknown) => setAnswered({ phase: 'failed', trouble: troubleOf(error) }),
    )
  }, [path])
  useEffect(ask, [ask, version])
  return [answered, ask]
}
