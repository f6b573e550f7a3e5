import { DomainError, errorCodes } from '@fulcrum/domain'
import { appHref } from '@fulcrum/ui'
import { t, told } from '@fulcrum/ui/messages'

interface SendOptions {
  /** Hears the share that has left, 0 to 1. */
  readonly onProgress: (share: number) => void
  /** Aborting rejects with null. */
  readonly signal: AbortSignal
}

/**
 * Sends a file to a path of the server, which answers with what it made of it.
 * @NOTE `fetch` tells nothing of an upload on its way, so this is the one place with an XMLHttpRequest.
 */
export function sendFile<Answer>(path: string, file: File, { onProgress, signal }: SendOptions): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('POST', appHref(path))
    request.setRequestHeader('content-type', 'application/octet-stream')
    request.upload.addEventListener('progress', ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0))
    request.addEventListener('load', () => {
      const answer = parse(request.responseText)
      // @NOTE the server's own answer, of the shape that both sides share.
      if (request.status === 200) resolve(answer as Answer)
      else reject(toError(answer))
    })
    request.addEventListener('error', () =>
      reject(
        new DomainError(
          'unavailable',
          navigator.onLine
            ? t('The file could not be sent. Check the connection and send it again.')
            : t('You are offline: files can be sent once the connection is back.'),
        ),
      ),
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
  // @NOTE the server's one shape of refusals, see its `http/errors.ts`.
  const body = (answer as { error?: { code?: string; message?: string } } | null)?.error
  const code = errorCodes.find((known) => known === body?.code) ?? 'unavailable'
  return new DomainError(
    code,
    told(body?.message ?? '') || t('The server did not take the file. Send it again in a moment.'),
  )
}
