import type { DatedItem } from '@fulcrum/protocol'
import { useEffect, useState } from 'react'
import { useClient } from '../../../../shell/client-context.tsx'
import { createNamed } from '../../../../shell/named-items.ts'
import { useScene } from '../../scene.tsx'
import type { BoardPlan, FarItems } from './read-plan.ts'

/** The ids of what a plan's items wait for on other boards: each once, in one text, so that equal ones are the same. */
export function farIds(board: BoardPlan | null): string {
  const ids = [...(board?.far.values() ?? [])].flatMap((waits) => waits.map(({ item }) => item))
  return [...new Set(ids)].toSorted().join(' ')
}

/**
 * What is known of items of other boards. It is asked for while the page is looked at: at once when one of them is called
 * otherwise or somebody comes back to the page, else some seconds after it changed. A board that came as a whole has nobody to ask.
 */
export function useFarItems(ids: string): FarItems {
  const client = useClient()
  const { context, still } = useScene()
  const [known, setKnown] = useState<FarItems>(new Map())
  const [named] = useState(() =>
    createNamed<DatedItem>(
      async (some) =>
        (await client.query<{ readonly items: readonly DatedItem[] }>('item.days', { ids: [...some] })).items,
    ),
  )
  const isAsking = ids !== '' && still === null
  useEffect(() => (isAsking ? named.begin() : undefined), [named, isAsking])
  useEffect(() => {
    if (!isAsking) return undefined
    const all = ids.split(' ')
    let frame = requestAnimationFrame(() => look())
    const look = (): void => {
      frame = 0
      setKnown(
        new Map(
          all.flatMap((id) => {
            const found = named.get(id)
            return found === undefined ? [] : [[id, found] as const]
          }),
        ),
      )
    }
    const ends = all.map((id) =>
      named.watch(id, () => {
        frame ||= requestAnimationFrame(look)
      }),
    )
    return () => {
      cancelAnimationFrame(frame)
      for (const end of ends) end()
    }
  }, [named, ids, isAsking])
  // What such items are called is told at once: then their days may be others too.
  const { item: told } = context
  useEffect(() => {
    if (told !== undefined) named.refresh()
  }, [named, told])
  return known
}
