import type { OwnTemplate } from '@fulcrum/protocol'
import { useCallback, useEffect, useState } from 'react'
import { useClient } from '../../shell/world.tsx'

interface OwnTemplates {
  /** Undefined until the server has answered; empty too where it cannot be asked. */
  readonly own: readonly OwnTemplate[] | undefined
  readonly refresh: () => void
}

/** What people here have saved as templates. */
export function useOwnTemplates(): OwnTemplates {
  const client = useClient()
  const [own, setOwn] = useState<readonly OwnTemplate[]>()
  const refresh = useCallback(() => {
    client.query<{ readonly templates: readonly OwnTemplate[] }>('template.list', {}).then(
      ({ templates }) => setOwn(templates),
      () => setOwn((before) => before ?? []),
    )
  }, [client])
  useEffect(refresh, [refresh])
  return { own, refresh }
}
