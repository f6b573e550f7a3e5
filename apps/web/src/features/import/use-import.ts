import { appHref } from '@fulcrum/ui'
import type { ImportPreview, ImportReading, ImportStart, ImportStatus } from '@fulcrum/protocol'
import { t, told } from '@fulcrum/ui/messages'
import { useEffect, useRef, useState } from 'react'
import { get, post, sayError } from '../../shell/http.ts'
import { sendFile } from '../../shell/send-file.ts'

const POLL_MS = 300

/** Where an import stands. `error` is said beside what can be done about it. */
export type ImportStep =
  /** `stopped`: the error is that somebody wanted it so. */
  | { readonly at: 'choose'; readonly error: string | null; readonly stopped?: true }
  | { readonly at: 'sending'; readonly file: string; readonly share: number }
  | {
      readonly at: 'mapping'
      readonly preview: ImportPreview
      readonly busy: boolean
      readonly error: string | null
    }
  | { readonly at: 'running'; readonly status: ImportStatus; readonly preview: ImportPreview }
  | { readonly at: 'done'; readonly status: ImportStatus }
  | { readonly at: 'failed'; readonly message: string; readonly preview: ImportPreview }

export interface Import {
  readonly step: ImportStep
  readonly choose: (file: File) => void
  /** Back to the choice of a file, with a word on what is wrong with the one that was chosen. */
  readonly refuse: (error: string) => void
  /** Reads the file again in another way. */
  readonly read: (reading: ImportReading) => void
  readonly start: (start: ImportStart) => void
  /** Back to the mapping after a failure, or to the choice of a file. */
  readonly back: () => void
  /** Stops what runs and takes back what it did. */
  readonly cancel: () => void
}

/** One import from file to board. What runs goes on when the component goes; what was only looked at is forgotten. */
export function useImport(): Import {
  const [step, setStep] = useState<ImportStep>({ at: 'choose', error: null })
  const abort = useRef<AbortController>(new AbortController())
  const looked = step.at === 'mapping' || step.at === 'failed' ? step.preview.id : null
  const forget = useRef<string | null>(null)
  useEffect(() => {
    forget.current = looked
  }, [looked])
  useEffect(
    () => () => {
      abort.current.abort()
      if (forget.current !== null) void remove(forget.current)
    },
    [],
  )
  const running = step.at === 'running' ? step : null
  useEffect(() => {
    if (running === null) return undefined
    const timer = setTimeout(() => {
      get<ImportStatus>(`/imports/${running.status.id}`).then(
        (status) => setStep(afterStatus(status, running.preview)),
        // The connection may be away for a moment: the import itself goes on, so it is asked again.
        () => setStep({ ...running }),
      )
    }, POLL_MS)
    return () => clearTimeout(timer)
  }, [running])

  const choose = (file: File): void => {
    setStep({ at: 'sending', file: file.name, share: 0 })
    const onProgress = (share: number) => setStep({ at: 'sending', file: file.name, share })
    sendFile<ImportPreview>(`/imports?name=${encodeURIComponent(file.name)}`, file, {
      onProgress,
      signal: abort.current.signal,
    }).then(
      (preview) => setStep({ at: 'mapping', preview, busy: false, error: null }),
      (error: unknown) => setStep({ at: 'choose', error: error === null ? null : sayError(error) }),
    )
  }
  const read = (reading: ImportReading): void => {
    if (step.at !== 'mapping') return
    const { preview } = step
    setStep({ ...step, busy: true, error: null })
    post<ImportPreview>(`/imports/${preview.id}/preview`, reading).then(
      (next) => setStep({ at: 'mapping', preview: next, busy: false, error: null }),
      (error: unknown) => setStep({ at: 'mapping', preview, busy: false, error: sayError(error) }),
    )
  }
  const start = (given: ImportStart): void => {
    if (step.at !== 'mapping') return
    const { preview } = step
    setStep({ ...step, busy: true, error: null })
    post<ImportStatus>(`/imports/${preview.id}/start`, given).then(
      (status) => setStep(afterStatus(status, preview)),
      (error: unknown) => setStep({ at: 'mapping', preview, busy: false, error: sayError(error) }),
    )
  }
  const cancel = (): void => {
    if (step.at === 'sending') {
      abort.current.abort()
      abort.current = new AbortController()
    } else if (step.at === 'running') void remove(step.status.id)
  }
  const back = (): void => {
    if (step.at === 'failed') setStep({ at: 'mapping', preview: step.preview, busy: false, error: step.message })
    else if (step.at === 'mapping') {
      void remove(step.preview.id)
      setStep({ at: 'choose', error: null })
    }
  }
  const refuse = (error: string): void => setStep({ at: 'choose', error })
  return { step, choose, refuse, read, start, back, cancel }
}

function afterStatus(status: ImportStatus, preview: ImportPreview): ImportStep {
  if (status.state === 'done') return { at: 'done', status }
  if (status.state === 'cancelled') {
    return { at: 'choose', error: t('The import was stopped; nothing of it was kept.'), stopped: true }
  }
  if (status.state === 'failed') {
    return { at: 'failed', message: told(status.error?.message ?? '') || t('The import failed.'), preview }
  }
  return { at: 'running', status, preview }
}

async function remove(id: string): Promise<void> {
  await fetch(appHref(`/imports/${id}`), { method: 'DELETE', credentials: 'same-origin' }).catch(() => undefined)
}
