import { DomainError, errorCodes } from '@fulcrum/domain'
import type { UploadedFile } from '@fulcrum/protocol'
import { appHref } from '@fulcrum/ui'

interface SendTarget {
  readonly board: string
  readonly column: number
  readonly name: string
}

/**
 * Sends a file to the store; it is in no cell by that. `onProgress` hears the share that has left, 0 to 1.
 * @NOTE `fetch` tells nothing of an upload on its way.
 */
export function sendFile(
  file: File,
  { board, column, name }: SendTarget,
  onProgress: (share: number) => void,
  signal: AbortSignal,
): Promise<UploadedFile> {
  return new Promise((resolve, reject) => {
    const query = new URLSearchParams({ board, column: String(column), name: name.slice(0, 1_000) })
    const request = new XMLHttpRequest()
    request.open('POST', appHref(`/api/files?${query}`))
    request.setRequestHeader('content-type', 'application/octet-stream')
    request.upload.addEventListener('progress', ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0))
    request.addEventListener('load', () => {
      const answer = parse(request.responseText)
      // @NOTE the server's own answer, of the shape that both sides share.
      if (request.status === 200) resolve(answer as UploadedFile)
      else reject(toError(answer))
    })
    request.addEventListener('error', () =>
      reject(
        new DomainError(
          'unavailable',
          navigator.onLine
            ? 'The file could not be sent. Check the connection and send it again.'
            : 'You are offline: files can be sent once the connection is back.',
        ),
      ),
    )
    request.addEventListener('abort', () => reject(new DomainError('conflict', 'Sending was stopped.')))
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
  // @NOTE the server's one shape of refusals, see its `http/errors.ts`.
  const body = (answer as { error?: { code?: string; message?: string } } | null)?.error
  const code = errorCodes.find((known) => known === body?.code) ?? 'unavailable'
  return new DomainError(code, body?.message ?? 'The server did not take the file. Send it again in a moment.')
}
