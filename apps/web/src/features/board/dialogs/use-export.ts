import { appHref } from '@fulcrum/ui'
import type { BoardViewSpec } from '@fulcrum/domain'
import type { ExportFormatEntry, ExportStatus } from '@fulcrum/protocol'
import { t } from '@fulcrum/ui/messages'
import { useEffect, useState } from 'react'
import { get, post } from '../../../shell/http.ts'
import { troubleOf, type Trouble } from '../../../shell/trouble.ts'

const POLL_MS = 300

/** Where an export stands. */
export type ExportStep =
  | { readonly at: 'choose'; readonly busy: boolean; readonly error: Trouble | null }
  | { readonly at: 'writing'; readonly status: ExportStatus }
  | { readonly at: 'done'; readonly status: ExportStatus }

export interface Export {
  readonly step: ExportStep
  /** Null until the server has said them. */
  readonly formats: readonly ExportFormatEntry[] | null
  /** Asks for the formats once more. */
  readonly askAgain: () => void
  readonly start: (order: ExportWish) => void
  /** Cuts a file that is on its way. */
  readonly cancel: () => void
}

/** What the file is to hold. */
export interface ExportWish {
  readonly board: string
  readonly format: string
  readonly view?: BoardViewSpec
  readonly search?: string
  readonly mark?: boolean
}

/** One export, from the choice of a format to the file that the browser saves. It goes on when the component goes. */
export function useExport(): Export {
  const [step, setStep] = useState<ExportStep>({ at: 'choose', busy: false, error: null })
  const [formats, setFormats] = useState<readonly ExportFormatEntry[] | null>(null)
  useEffect(() => askFor(setFormats, setStep), [])
  const askAgain = (): void => {
    setStep({ at: 'choose', busy: false, error: null })
    askFor(setFormats, setStep)
  }
  const writing = step.at === 'writing' ? step : null
  useEffect(() => {
    if (writing === null) return undefined
    const timer = setTimeout(() => {
      get<ExportStatus>(`/exports/${writing.status.id}`).then(
        (status) => setStep(afterStatus(status)),
        // The connection may be away for a moment: the file itself goes on or fails by itself.
        () => setStep({ ...writing }),
      )
    }, POLL_MS)
    return () => clearTimeout(timer)
  }, [writing])
  const start = (order: ExportWish): void => {
    setStep({ at: 'choose', busy: true, error: null })
    post<ExportStatus>('/exports', order).then(
      (status) => {
        save(status)
        setStep({ at: 'writing', status })
      },
      (error: unknown) => setStep(refused(error)),
    )
  }
  const cancel = (): void => {
    if (writing === null) return
    void fetch(appHref(`/exports/${writing.status.id}`), { method: 'DELETE', credentials: 'same-origin' }).catch(
      () => undefined,
    )
    setStep(broken(t('The export was stopped; the file is not whole.')))
  }
  return { step, formats, askAgain, start, cancel }
}

function askFor(take: (formats: readonly ExportFormatEntry[]) => void, fail: (step: ExportStep) => void): void {
  get<readonly ExportFormatEntry[]>('/exports/formats').then(take, (error: unknown) => fail(refused(error)))
}

function refused(error: unknown): ExportStep {
  return { at: 'choose', busy: false, error: troubleOf(error) }
}

function broken(text: string): ExportStep {
  return { at: 'choose', busy: false, error: { kind: 'failed', text } }
}

function afterStatus(status: ExportStatus): ExportStep {
  if (status.state === 'done') return { at: 'done', status }
  if (status.state === 'failed') return broken(t('The file was cut on its way and is not whole. Export it again.'))
  return { at: 'writing', status }
}

/** The browser fetches the file itself, so that it is on the disk as it comes and never whole in memory. */
function save({ id, fileName }: ExportStatus): void {
  const link = document.createElement('a')
  link.href = appHref(`/exports/${id}/file`)
  link.download = fileName
  document.body.append(link)
  link.click()
  link.remove()
}
