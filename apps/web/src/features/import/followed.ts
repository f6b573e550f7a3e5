import type { ArchiveStatus, ImportStatus } from '@fulcrum/protocol'
import type { Toast, ToastStore } from '@fulcrum/ui'
import { get } from '../../shell/http.ts'
import { follow } from './follow.ts'

interface Told {
  readonly toasts: ToastStore
  readonly onOpenBoard: (board: string) => void
}

/** Follows the import of a file whose dialog is closed. */
export function followImport(id: string, { toasts, onOpenBoard }: Told): void {
  const ask = () => get<ImportStatus>(`/imports/${id}`)
  void follow({ ask, tell: (status) => sayImport(status, onOpenBoard), toasts })
}

/** Follows the import of an archive whose dialog is closed. */
export function followArchive(id: string, toasts: ToastStore): void {
  const ask = () => get<ArchiveStatus>(`/archives/${id}`)
  void follow({ ask, tell: sayArchive, toasts })
}

/** What is said of an import that nobody watches; null while it runs. */
export function sayImport({ state, report, error }: ImportStatus, onOpenBoard: (board: string) => void): Toast | null {
  if (state === 'failed') return sayFailed(error?.message)
  if (state === 'cancelled') return { text: 'The import was stopped; nothing of it was kept.', icon: 'x' }
  if (state !== 'done' || report === null) return null
  const { board, boardName, isNewBoard, items, problems } = report
  const left = problems.reduce((sum, { count }) => sum + count, 0)
  const count = items.created + items.updated
  const came =
    count === 0 ? 'nothing in the file was new' : `${count.toLocaleString()} ${count === 1 ? 'item' : 'items'} came`
  const fit =
    left === 0
      ? 'all of it fit'
      : `in ${left.toLocaleString()} ${left === 1 ? 'place' : 'places'} something did not fit`
  return {
    text: `${boardName} is ${isNewBoard ? 'ready' : 'up to date'}: ${came}, ${fit}.`,
    icon: 'check',
    tone: 'success',
    link: { title: 'Open', onSelect: () => onOpenBoard(board) },
  }
}

function sayArchive({ state, taken, error }: ArchiveStatus): Toast | null {
  if (state === 'failed') return sayFailed(error?.message)
  return taken === null ? null : { text: `${taken.name} is ready.`, icon: 'check', tone: 'success' }
}

function sayFailed(why = 'The import failed.'): Toast {
  return { text: `${why} Nothing of it was kept.`, icon: 'warning', tone: 'danger' }
}
