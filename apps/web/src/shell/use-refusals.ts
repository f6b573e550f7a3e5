import { useEffect } from 'react'
import { loadUntilHere } from './later.ts'
import { words } from './late-words.ts'
import { useWorld } from './world.tsx'

/** Says what was refused and why; the change itself is gone from the screen by then. Stands once, in the layout. */
export function useRefusals(): void {
  const { client, toasts } = useWorld()
  useEffect(
    () =>
      client.onRefusal(async (refusal) =>
        (words.here() ?? (await loadUntilHere(words))).sayRefusal(client, toasts, refusal),
      ),
    [client, toasts],
  )
}
