import { uuidV7 } from '@fulcrum/domain'
import type { ClientOptions } from '../create-client.ts'
import { streamCompression } from './compression.ts'
import { fetchChunks, fetchQuery } from './http.ts'
import { indexedDbStorage } from './indexed-db-storage.ts'
import { lockedTabs } from './tabs.ts'
import { webSocketTransport } from './web-socket.ts'

export { dropCaches } from './indexed-db-storage.ts'

/** Whom the ports are for. */
export interface BrowserPortsOptions {
  readonly accountId: string
  readonly memberId: string
  /** The server's address without a closing slash; the page's own origin by default. */
  readonly server?: string
}

/**
 * Everything that a client needs of a browser: `createClient({ ...who, kinds, commands, linking, ...browserPorts(who) })`. Tabs of one member
 * in one profile share a queue and a socket.
 */
export function browserPorts({
  accountId,
  memberId,
  server = location.origin,
}: BrowserPortsOptions): Omit<ClientOptions, 'accountId' | 'memberId' | 'kinds' | 'commands' | 'linking'> {
  const newId = () => uuidV7(Date.now(), fillRandom)
  return {
    transport: webSocketTransport(server),
    fetchChunks: fetchChunks(server),
    query: fetchQuery(server),
    storage: indexedDbStorage({ accountId, memberId, newClientId: newId }),
    compression: streamCompression,
    timers: {
      setTimeout: (call, delayMs) => setTimeout(call, delayMs),
      clearTimeout: (timer) => clearTimeout(timer as number),
    },
    now: () => Date.now(),
    fillRandom,
    tabs: lockedTabs(`fulcrum:${accountId}:${memberId}`, newId()),
    onWake: (listener) => {
      addEventListener('online', listener)
      return () => removeEventListener('online', listener)
    },
    onError: (error) => reportError(error),
  }
}

function fillRandom(bytes: Uint8Array): void {
  crypto.getRandomValues(bytes as Uint8Array<ArrayBuffer>)
}
