import type { FormLink } from '@fulcrum/protocol'
import { useCallback, useEffect, useState } from 'react'
import { get } from '../../../../shell/http.ts'
import { troubleOf, type Trouble } from '../../../../shell/trouble.ts'

/** How a form is shared, asked again once `again` is called after an error: undefined until it is known, null where it is not. */
export function useFormLink(board: string, view: string) {
  const [link, setLink] = useState<FormLink | null>()
  const [error, setError] = useState<Trouble | null>(null)
  useEffect(() => {
    let isHere = true
    if (error !== null) return undefined
    get<{ link: FormLink | null }>(`forms/shared/${board}/${view}`).then(
      (answer) => {
        if (!isHere) return
        setLink(answer.link)
      },
      (failed: unknown) => {
        if (isHere) setError(troubleOf(failed))
      },
    )
    return () => {
      isHere = false
    }
  }, [board, view, error])
  return { link, error, set: setLink, again: useCallback(() => setError(null), []) }
}
