import { appHref } from '@fulcrum/ui'
import { DomainError, errorCodes } from '@fulcrum/domain'
import type { ErrorCode } from '@fulcrum/domain'
import type { ImportPreview } from '@fulcrum/protocol'

/**
 * Sends a file to be looked at. `onProgress` hears the share that has left, 0 to 1; aborting rejects with null.
 * @NOTE `fetch` tells nothing of an upload on its way, so this is the one place with an XMLHttpRequest.
 */
export function sendFile(file: File, onProgress: (share: number) => void, signal: AbortSignal): Promise<ImportPreview> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('POST', appHref(`/imports?name=${encodeURIComponent(file.name)}`))
    request.setRequestHeader('content-type', 'application/octet-stream')
    request.upload.addEventListener('progress', ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0))
    request.addEventListener('load', () => {
      const answer = parse(request.responseText)
      // @NOTE the server's own answer, of the shape that both sides share.
      if (request.status === 200) resolve(answer as ImportPreview)
      else reject(toError(answer))
    })
    request.addEventListener('error', () =>
      reject(new DomainError('unavailable', 'The file could not be sent. Check the connection and try again.')),
    )
    request.addEventListener('abort', () => reject(null))
    signal.addEventListener('abort', () => request.abort())
    request.send(file)
  })
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

function toError(answer: unknown): DomainError {
  const body = (answer as { error?: { code?: string; message?: string } } | null)?.error
  const code = errorCodes.find((known) => known === body?.code) ?? ('unavailable' satisfies ErrorCode)
  return new DomainError(code, body?.message ?? 'The server did not take the file. Try again in a moment.')
}
