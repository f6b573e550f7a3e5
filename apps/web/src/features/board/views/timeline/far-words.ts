import type { ViewContext } from '@fulcrum/columns/web'
import type { DaySpan, PlannedLink } from '@fulcrum/domain/schedule'
import { t } from '@fulcrum/ui/messages'
import type { FarWait } from './read-plan.ts'

/** An item of another board as its reader may know it. */
export type FarSight =
  | { readonly is: 'hidden' }
  | {
      readonly is: 'item'
      readonly board: string
      readonly row: number
      readonly key: string
      readonly title: string
      /** Null where nobody told it. */
      readonly boardName: string | null
      /** Undefined where nobody can be asked. */
      readonly days: DaySpan | null | undefined
    }

/** What there is to show of what an item waits for elsewhere; null where it is gone, or nothing is known of it yet. */
export function farSight({ item, found }: FarWait, context: ViewContext): FarSight | null {
  if (found) return { is: 'item', ...found }
  const told = context.item?.(item)
  if (told?.is === 'gone') return null
  if (found === null || told?.is === 'no-access') return { is: 'hidden' }
  if (told?.is !== 'item') return null
  const boardName = context.items?.boards.find(({ id }) => id === told.board)?.name ?? null
  return { ...told, boardName, days: undefined }
}

/** What an item waits for elsewhere, in a sentence; `broken` says that it begins or ends too early for that. */
export function farWords(
  wait: FarWait,
  sight: FarSight,
  { days: words, broken }: { readonly days: (span: DaySpan) => string; readonly broken: boolean },
): string {
  if (sight.is === 'hidden') return t('Waits for an item you cannot see')
  const { key, title, boardName, days } = sight
  const name = `${key} ${title === '' ? t('Untitled') : title}`
  const waits =
    boardName === null ? t('Waits for {name}', { name }) : t('Waits for {name} on {board}', { name, board: boardName })
  const parts = [
    waits,
    days === undefined ? null : days === null ? t('which has no dates') : words(days),
    broken ? conflictWords(wait) : null,
  ]
  return parts.filter((part) => part !== null).join(', ')
}

/** What is wrong where a link is broken. */
export function conflictWords({ reached, enter, lag }: Pick<PlannedLink, 'reached' | 'enter' | 'lag'>): string {
  return lag === 0 ? conflicts[`${reached}-${enter}`] : t('conflict: too few days between')
}

const conflicts = {
  'finish-start': t('conflict: it ends after this one begins'),
  'start-start': t('conflict: it begins after this one does'),
  'finish-finish': t('conflict: it ends after this one does'),
  'start-finish': t('conflict: it begins after this one ends'),
} as const
