import type { Client } from '@fulcrum/client'
import type { FilesPort, Upload } from '@fulcrum/columns/web'
import { filePath, thumbnailPath } from '@fulcrum/protocol'
import { appHref } from '@fulcrum/ui'
import { sendToCell } from './send-to-cell.ts'
import type { CellPlace, UploadList } from './send-to-cell.ts'

/** The files of cells, for as long as somebody is signed in: what is being sent goes on wherever they go. */
export interface CellFiles {
  /** What views of a board use; the same for a board each time. */
  readonly on: (board: string) => FilesPort
}

const none: readonly Upload[] = []

/** Makes the one list of what is being sent, and the ports by which views see it. */
export function createCellFiles(client: Client): CellFiles {
  const uploads = new Map<string, readonly Upload[]>()
  const listeners = new Set<() => void>()
  const ports = new Map<string, FilesPort>()

  const set = (key: string, next: readonly Upload[]): void => {
    if (next.length === 0) uploads.delete(key)
    else uploads.set(key, next)
    if (uploads.size > 0) addEventListener('beforeunload', askToStay)
    else removeEventListener('beforeunload', askToStay)
    for (const listener of listeners) listener()
  }
  const of = (place: CellPlace): readonly Upload[] => uploads.get(keyOf(place)) ?? none
  const list: UploadList = {
    put: (place, upload) => {
      const now = of(place)
      const known = now.some(({ id }) => id === upload.id)
      set(keyOf(place), known ? now.map((each) => (each.id === upload.id ? upload : each)) : [...now, upload])
    },
    drop: (place, id) =>
      set(
        keyOf(place),
        of(place).filter((each) => each.id !== id),
      ),
  }

  const portOn = (board: string): FilesPort => ({
    address: (file) => appHref(`/${filePath(file)}`),
    thumbnail: (file, fit) => appHref(`/${thumbnailPath(file, fit)}`),
    attach: ({ item, column }, files) => {
      for (const file of files) sendToCell({ client, list, place: { board, item, column } }, file)
    },
    uploads: ({ item, column }) => of({ board, item, column }),
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  })
  return {
    on: (board) => {
      const port = ports.get(board) ?? portOn(board)
      ports.set(board, port)
      return port
    },
  }
}

function keyOf({ board, item, column }: CellPlace): string {
  return `${board} ${item} ${column}`
}

/** What is being sent is nowhere else yet: the browser asks before the page goes. */
function askToStay(event: BeforeUnloadEvent): void {
  event.preventDefault()
}
