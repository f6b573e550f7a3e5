import { later, quietPart } from './later.ts'
import { useCutOff } from './use-cut-off.ts'

/** What is said without a connection is fetched while there is one. */
export const noServer = later(() => import('./no-server.tsx'))
const NoServer = quietPart(noServer, (all) => all.NoServer)

/** Stands before a skeleton of what the socket brings: once the server has not been reached for a while, says so in its place. */
export function NotHereYet() {
  return useCutOff().cutOff ? <NoServer /> : null
}
