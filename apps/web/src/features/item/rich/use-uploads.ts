import type { UploadedFile } from '@fulcrum/protocol'
import { useEffect, useRef, useState } from 'react'
import { sayError } from '../../../shell/http.ts'
import { sendFile } from '../../../shell/send-file.ts'
import { safeName } from './file-names.ts'

/** A file on its way into a message. */
export interface MessageUpload {
  readonly id: number
  readonly name: string
  readonly progress: number
  /** Why it did not get there. */
  readonly problem: string | null
  readonly retry: () => void
  readonly cancel: () => void
}

/** Sends files for a message of a board; each goes to `onSent` once the server has it. */
export function useUploads(board: string, onSent: (file: UploadedFile) => void) {
  const [uploads, setUploads] = useState<readonly MessageUpload[]>([])
  const next = useRef(1)
  const running = useRef(new Set<AbortController>())
  const latest = useRef(onSent)
  useEffect(() => {
    latest.current = onSent
  })
  useEffect(() => {
    const all = running.current
    return () => {
      for (const each of all) each.abort()
    }
  }, [])
  const put = (upload: MessageUpload): void =>
    setUploads((list) =>
      list.some(({ id }) => id === upload.id)
        ? list.map((each) => (each.id === upload.id ? upload : each))
        : [...list, upload],
    )
  const drop = (id: number): void => setUploads((list) => list.filter((each) => each.id !== id))
  const send = (file: File): void => {
    const id = next.current++
    const name = safeName(file.name === '' ? 'image.png' : file.name)
    const gone = new AbortController()
    running.current.add(gone)
    const cancel = (): void => {
      gone.abort()
      drop(id)
    }
    const show = (progress: number, problem: string | null): void => {
      if (!gone.signal.aborted) put({ id, name, progress, problem, retry: work, cancel })
    }
    const work = (): void => {
      show(0, null)
      const path = `/api/files?${new URLSearchParams({ board, name })}`
      sendFile<UploadedFile>(path, file, { onProgress: (share) => show(share, null), signal: gone.signal }).then(
        (sent) => {
          running.current.delete(gone)
          if (gone.signal.aborted) return
          drop(id)
          latest.current(sent)
        },
        (error: unknown) => error !== null && show(0, sayError(error)),
      )
    }
    work()
  }
  return { uploads, send: (files: Iterable<File>) => [...files].forEach(send) }
}
