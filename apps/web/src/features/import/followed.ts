import type { ArchiveStatus, ImportStatus } from '@fulcrum/protocol'
import type { Toast, ToastStore } from '@fulcrum/ui'
import { t } from '@fulcrum/ui/messages'
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
  if (state === 'cancelled') return { text: t('The import was stopped; nothing of it was kept.'), icon: 'x' }
  if (state !== 'done' || report === null) return null
  const { board, boardName, isNewBoard, items, problems } = report
  const left = problems.reduce((sum, { count }) => sum + count, 0)
  const count = items.created + items.updated
  const came =
    count === 0 ? t('nothing in the file was new') : t('{count, plural, one {# item} other {# items}} came', { count })
  const fit =
    left === 0
      ? t('all of it fit')
      : t('in {left, plural, one {# place} other {# places}} something did not fit', { left })
  return {
    text: isNewBoard
      ? t('{boardName} is ready: {came}, {fit}.', { boardName, came, fit })
      : t('{boardName} is up to date: {came}, {fit}.', { boardName, came, fit }),
    icon: 'check',
    tone: 'success',
    link: { title: t('Open'), onSelect: () => onOpenBoard(board) },
  }
}

function sayArchive({ state, taken, error }: ArchiveStatus): Toast | null {
  if (state === 'failed') return sayFailed(error?.message)
  return taken === null ? null : { text: t('{name} is ready.', { name: taken.name }), icon: 'check', tone: 'success' }
}

function sayFailed(why = t('The import failed.')): Toast {
  return { text: t('{why} Nothing of it was kept.', { why }), icon: 'warning', tone: 'danger' }
}
