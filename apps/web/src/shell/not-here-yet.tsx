import { later, quietPart } from './later.ts'
import { useLasting } from './use-lasting.ts'
import { useClientStatus } from './world.tsx'

/** A short interruption is nobody's business. */
const QUIET_MS = 2_000

const part = later(() => import('./no-server.tsx'))
const NoServer = quietPart(part, (all) => all.NoServer)

/** Stands before a skeleton of what the socket brings: once the server has not been reached for a while, says so in its place. */
export function NotHereYet() {
  return useLasting(useClientStatus().link.state !== 'online', QUIET_MS) ? <NoServer /> : null
}
