import type { OwnTemplate } from '@fulcrum/protocol'
import { useCallback, useEffect, useState } from 'react'
import { troubleOf, type Trouble } from '../../shell/trouble.ts'
import { useClient } from '../../shell/world.tsx'

interface OwnTemplates {
  /** Undefined until the server has answered. */
  readonly own: readonly OwnTemplate[] | undefined
  /** Where the latest question was not answered. */
  readonly error: Trouble | null
  readonly refresh: () => void
}

/** What people here have saved as templates. */
export function useOwnTemplates(): OwnTemplates {
  const client = useClient()
  const [own, setOwn] = useState<readonly OwnTemplate[]>()
  const [error, setError] = useState<Trouble | null>(null)
  const refresh = useCallback(() => {
    client.query<{ readonly templates: readonly OwnTemplate[] }>('template.list', {}).then(
      ({ templates }) => {
        setOwn(templates)
        setError(null)
      },
      (problem: unknown) => setError(troubleOf(problem)),
    )
  }, [client])
  useEffect(refresh, [refresh])
  return { own, error, refresh }
}
