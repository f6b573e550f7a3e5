import type { Client, ScopeHandle } from '@fulcrum/client'
import type { Upload } from '@fulcrum/columns/web'
import { BoardState, DomainError, scopeOf } from '@fulcrum/domain'
import type { ItemRef, Json } from '@fulcrum/domain'
import type { UploadedFile } from '@fulcrum/protocol'
import { sayError } from '../http.ts'
import { sendFile } from '../send-file.ts'

/** A cell that files are sent to. */
export interface CellPlace {
  readonly board: string
  readonly item: ItemRef
  readonly column: number
}

/** What is on its way or failed, by cell. */
export interface UploadList {
  /** Puts an upload into the list of its cell, or in the place of what stands there under its id. */
  readonly put: (place: CellPlace, upload: Upload) => void
  readonly drop: (place: CellPlace, id: string) => void
}

interface Sending {
  readonly client: Client
  readonly list: UploadList
  readonly place: CellPlace
}

/** Files that are sent at a time; the others wait in line. */
const atOnce = 3
let running = 0
const waiting: (() => void)[] = []

/**
 * Sends a file and adds it to the cell as that is by then. It stands in the list until it is in the cell; what fails stays there with
 * its reason, to be sent again or put away.
 */
export function sendToCell(sending: Sending, file: File): void {
  const { client, list, place } = sending
  const id = client.newId()
  const name = file.name === '' ? 'file' : file.name
  const { board, column } = place
  const path = `/api/files?${new URLSearchParams({ board, column: String(column), name: name.slice(0, 1_000) })}`
  const gone = new AbortController()
  let sent: UploadedFile | null = null
  const show = (progress: number, problem: string | null): void => {
    if (!gone.signal.aborted) list.put(place, { id, name, sizeBytes: file.size, progress, problem, retry, cancel })
  }
  const cancel = (): void => {
    gone.abort()
    list.drop(place, id)
  }
  const work = async (): Promise<void> => {
    try {
      // What is on the server already need not go there again.
      sent ??= await sendFile<UploadedFile>(path, file, {
        onProgress: (share) => show(share, null),
        signal: gone.signal,
      })
      if (gone.signal.aborted) return
      await addToCell(client, place, sent)
      list.drop(place, id)
    } catch (error) {
      show(0, sayError(error))
    }
  }
  const retry = (): void => {
    show(0, null)
    void inLine(async () => {
      if (!gone.signal.aborted) await work()
    })
  }
  retry()
}

async function inLine(work: () => Promise<void>): Promise<void> {
  if (running >= atOnce) await new Promise<void>((go) => waiting.push(go))
  running += 1
  try {
    await work()
  } finally {
    running -= 1
    waiting.shift()?.()
  }
}

/** Adds a file behind what the cell holds now, whether or not the board is still shown. */
async function addToCell(client: Client, { board, item, column }: CellPlace, file: UploadedFile): Promise<void> {
  const handle = client.open(scopeOf('board', board))
  try {
    const state = await whenHere(handle)
    const row = typeof item === 'number' ? item : state.rowOf(item)
    const now = row === undefined ? null : state.cell(row, column)
    const entries: readonly Json[] = Array.isArray(now) ? now : []
    const answer = await client.run('item.setCells', {
      board,
      column,
      rows: [item],
      values: [[...entries, { ...file }]],
    }).done
    if (!answer.ok) throw new DomainError(answer.code, answer.message)
  } finally {
    handle.close()
  }
}

/** The board with its items. */
function whenHere(handle: ScopeHandle): Promise<BoardState> {
  return new Promise((resolve, reject) => {
    const look = (): void => {
      const { phase, state } = handle
      if (phase === 'gone')
        reject(new DomainError('not-found', 'The board is not there any more, or you have no access to it.'))
      else if (phase === 'ready' && state instanceof BoardState) resolve(state)
      else return
      stop()
    }
    const stop = handle.subscribe(look)
    look()
  })
}
