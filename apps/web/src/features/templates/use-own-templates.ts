import type { OwnTemplate } from '@fulcrum/protocol'
import { useCallback, useEffect, useState } from 'react'
import { sayError } from '../../shell/http.ts'
import { useClient } from '../../shell/world.tsx'

interface OwnTemplates {
  /** Undefined until the server has answered. */
  readonly own: readonly OwnTemplate[] | undefined
  /** A sentence where the latest question was not answered. */
  readonly error: string | null
  readonly refresh: () => void
}

/** What people here have saved as templates. */
export function useOwnTemplates(): OwnTemplates {
  const client = useClient()
  const [own, setOwn] = useState<readonly OwnTemplate[]>()
  const [error, setError] = useState<string | null>(null)
  const refresh = useCallback(() => {
    client.query<{ readonly templates: readonly OwnTemplate[] }>('template.list', {}).then(
      ({ templates }) => {
        setOwn(templates)
        setError(null)
      },
      (problem: unknown) => setError(sayError(problem)),
    )
  }, [client])
  useEffect(refresh, [refresh])
  return { own, error, refresh }
}
