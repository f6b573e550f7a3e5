import type { NamedItem } from '@fulcrum/protocol'
import { useEffect, useState } from 'react'
import { useClient, useClientStatus } from './world.tsx'

interface Known {
  readonly id: string
  readonly item: NamedItem | null
}

/** An item by its id, as it is called now: null where it is gone or not shared with the reader, undefined until somebody said so. */
export function useNamedItem(id: string | null): NamedItem | null | undefined {
  const client = useClient()
  const online = useClientStatus().link.state === 'online'
  const [known, setKnown] = useState<Known | null>(null)
  useEffect(() => {
    if (id === null || !online) return undefined
    let wanted = true
    client.query<{ readonly items: readonly NamedItem[] }>('item.named', { ids: [id] }).then(
      ({ items }) => wanted && setKnown({ id, item: items[0] ?? null }),
      // What was known stays.
      () => undefined,
    )
    return () => {
      wanted = false
    }
  }, [client, id, online])
  return known?.id === id ? known.item : undefined
}
