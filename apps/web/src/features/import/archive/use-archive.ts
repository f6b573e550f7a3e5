import { appHref } from '@fulcrum/ui'
import type { ArchiveStatus, ArchiveTaken } from '@fulcrum/protocol'
import { t, told } from '@fulcrum/ui/messages'
import { useEffect, useRef, useState } from 'react'
import { get, sayError } from '../../../shell/http.ts'
import { sendFile } from '../../../shell/send-file.ts'
import type { ArchiveLook } from './read-manifest.ts'

const POLL_MS = 300

/** Where the import of an archive stands. */
export type ArchiveStep =
  | { readonly at: 'look'; readonly file: File; readonly look: ArchiveLook; readonly error: string | null }
  | { readonly at: 'sending'; readonly file: File; readonly look: ArchiveLook; readonly share: number }
  | { readonly at: 'running'; readonly file: File; readonly look: ArchiveLook; readonly status: ArchiveStatus }
  | { readonly at: 'done'; readonly taken: ArchiveTaken }

export interface ArchiveImport {
  /** Null while no archive is chosen. */
  readonly step: ArchiveStep | null
  readonly look: (file: File, look: ArchiveLook) => void
  readonly start: () => void
  /** Stops it; nothing of it is kept. */
  readonly cancel: () => void
  /** Back to the choice of a file. */
  readonly leave: () => void
}

/** An archive from a look into it to a workspace. What runs on the server goes on when the component goes. */
export function useArchive(): ArchiveImport {
  const [step, setStep] = useState<ArchiveStep | null>(null)
  const abort = useRef(new AbortController())
  useEffect(() => () => abort.current.abort(), [])
  const running = step?.at === 'running' ? step : null
  useEffect(() => {
    if (running === null) return undefined
    const timer = setTimeout(() => {
      get<ArchiveStatus>(`/archives/${running.status.id}`).then(
        (status) => setStep(afterStatus(running, status)),
        // The connection may be away for a moment: the import itself goes on, so it is asked again.
        () => setStep({ ...running }),
      )
    }, POLL_MS)
    return () => clearTimeout(timer)
  }, [running])

  const start = (): void => {
    if (step?.at !== 'look') return
    const { file, look } = step
    setStep({ at: 'sending', file, look, share: 0 })
    const onProgress = (share: number) => setStep({ at: 'sending', file, look, share })
    sendFile<ArchiveStatus>(`/archives?name=${encodeURIComponent(file.name)}`, file, {
      onProgress,
      signal: abort.current.signal,
    }).then(
      (status) => setStep(afterStatus({ file, look }, status)),
      (error: unknown) => setStep({ at: 'look', file, look, error: error === null ? null : sayError(error) }),
    )
  }
  const cancel = (): void => {
    if (step?.at === 'sending') {
      abort.current.abort()
      abort.current = new AbortController()
    } else if (step?.at === 'running') void stop(step.status.id)
  }
  return {
    step,
    look: (file, look) => setStep({ at: 'look', file, look, error: null }),
    start,
    cancel,
    leave: () => setStep(null),
  }
}

function afterStatus(
  { file, look }: { readonly file: File; readonly look: ArchiveLook },
  status: ArchiveStatus,
): ArchiveStep {
  if (status.state === 'done' && status.taken !== null) return { at: 'done', taken: status.taken }
  if (status.state === 'failed')
    return { at: 'look', file, look, error: told(status.error?.message ?? '') || t('The import failed.') }
  return { at: 'running', file, look, status }
}

async function stop(id: string): Promise<void> {
  await fetch(appHref(`/archives/${id}`), { method: 'DELETE', credentials: 'same-origin' }).catch(() => undefined)
}
