import type { TransferStart, TransferStatus } from '@fulcrum/protocol'
import { appHref } from '@fulcrum/ui/app-href'
import { DomainError } from '@fulcrum/domain/errors'
import { get, post } from '../../shell/http.ts'

const askEveryMs = 300

/**
 * Has the server move or copy items and waits until it has. The server goes on where the page is left or cannot reach it for a
 * while; only `cancelled` ends it, and then it takes back what it did.
 */
export async function runTransfer(
  start: TransferStart,
  cancelled: AbortSignal,
  onProgress: (status: TransferStatus) => void,
): Promise<TransferStatus> {
  let status = await post<TransferStatus>('/transfers', start)
  const path = `/transfers/${status.id}`
  let isCancelled = false
  while (status.state === 'running' || status.state === 'taking-back') {
    onProgress(status)
    await pause(cancelled, isCancelled)
    try {
      if (cancelled.aborted && !isCancelled) {
        await fetch(appHref(path), { method: 'DELETE', credentials: 'same-origin' })
        isCancelled = true
      }
      status = await get<TransferStatus>(path)
    } catch (error) {
      // Its server is away for a moment, or was ended and comes back: the transfer goes on there.
      if (error instanceof DomainError && error.code !== 'unavailable') throw error
    }
  }
  return status
}

/** Waits until it is time to ask again, or somebody cancels. */
function pause(cancelled: AbortSignal, isCancelled: boolean): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(done, askEveryMs)
    if (!isCancelled) cancelled.addEventListener('abort', done)
    function done(): void {
      clearTimeout(timer)
      cancelled.removeEventListener('abort', done)
      resolve()
    }
  })
}
