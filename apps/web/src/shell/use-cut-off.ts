import { useLasting } from './use-lasting.ts'
import { useClientStatus } from './world.tsx'

/** A short interruption is nobody's business. */
const QUIET_MS = 2_000

/** A page that has just been opened may still be busy with itself. */
const FIRST_MS = 6_000

/** Whether the server is not reached and is tried again: a link that was ended for good is not `away`. `cutOff` where that lasts. */
export function useCutOff(): { readonly away: boolean; readonly cutOff: boolean } {
  const { state, again = false } = useClientStatus().link
  const away = state === 'waiting' || state === 'connecting'
  return { away, cutOff: useLasting(away, state === 'waiting' || again ? QUIET_MS : FIRST_MS) }
}
