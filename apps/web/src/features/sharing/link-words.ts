import { drawsFormerDays, isBoardViewSpec, viewKind } from '@fulcrum/domain'
import type { BoardRules, BoardState } from '@fulcrum/domain'
import type { ShareEmpty, ShareIdle, ShareLink } from '@fulcrum/protocol'
import type { Option } from '@fulcrum/ui'
import { language, t } from '@fulcrum/ui/messages'
import { useAccount } from '../../shell/account-context.tsx'
import { useClient } from '../../shell/world.tsx'

/** Stands for no view. */
export const wholeBoard = 'board'

const dayMs = 24 * 60 * 60 * 1_000

/** How long a link may be good. */
export const endOptions: readonly Option[] = [
  { id: '1', title: t('In a day') },
  { id: '7', title: t('In a week') },
  { id: '30', title: t('In 30 days') },
  { id: '365', title: t('In a year') },
  { id: 'never', title: t('Never') },
]

/** When new links end, in a word. */
export function endWords(days: BoardRules['linkDays']): string {
  return String(endOptionsOf({ linkDays: days }).find(({ id }) => id === String(days))?.title)
}

/** Whether something is allowed. */
export const allowedOptions: readonly Option[] = [
  { id: 'true', title: t('Allowed') },
  { id: 'false', title: t('Not allowed') },
]

export function allowedWords(allowed: boolean): string {
  return allowed ? t('Allowed') : t('Not allowed')
}

/** The same with the term that a board's rules say, which is chosen at first. */
export function endOptionsOf({ linkDays }: Pick<BoardRules, 'linkDays'>): readonly Option[] {
  const known = endOptions.some(({ id }) => id === String(linkDays))
  return known ? endOptions : [{ id: String(linkDays), title: t('In {linkDays} days', { linkDays }) }, ...endOptions]
}

/** When a link ends that is given so long. */
export function endsAt(option: string, now: number): number | null {
  const days = Number(option)
  return Number.isFinite(days) ? now + days * dayMs : null
}

/** The names of columns that a link leaves out. */
export function leftOutWords(columns: ShareLink['leftOut']): string {
  return new Intl.ListFormat(language).format(columns.map(({ title }) => `“${title}”`))
}

const idleWords: Readonly<Record<ShareIdle, string>> = {
  gone: t('Shows nothing: what it was for is gone or archived'),
  maker: t('Shows nothing: its maker is no owner of the board any more'),
  rules: t('Shows nothing: public links are not allowed on this board'),
}

/** Why a link shows no item, and what would help. */
export const emptyWords: Readonly<Record<ShareEmpty, string>> = {
  'nothing-passes': t('It shows no item at the moment: none passes the filter of its view.'),
  'closed-filter': t(
    'It shows no item: the filter of its view reads a column that is gone, that only some may read, or that follows from other boards. Whoever has the link must not learn what it says.',
  ),
  'no-items': t('It shows no item at the moment: there is none on the board.'),
}

/** Whether a view draws how the board was on former days, which no link shows. */
export function isOfFormerDays(board: BoardState, view: string): boolean {
  const { kind, spec } = board.record('view', view) ?? {}
  return drawsFormerDays(viewKind(kind), isBoardViewSpec(spec) ? spec.settings : undefined)
}

/** Says of links when they were used and when they end, in the account's zone. */
export function useWords() {
  const { locale, timeZone } = useAccount()
  const { now } = useClient()
  const day = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', year: 'numeric', timeZone })
  const moment = new Intl.DateTimeFormat(locale, {
    day: 'numeric',
    month: 'short',
    hour: 'numeric',
    minute: '2-digit',
    timeZone,
  })
  const isOver = ({ expiresAt }: ShareLink): boolean => expiresAt !== null && expiresAt <= now()
  return {
    isOver,
    about: (link: ShareLink): string => {
      const { uses, lastUsedAt, expiresAt, hasPassword, idle } = link
      if (idle !== null) return idleWords[idle]
      return [
        isOver(link)
          ? t('Expired')
          : expiresAt === null
            ? t('No end')
            : t('Until {expiresAt}', { expiresAt: day.format(expiresAt) }),
        hasPassword ? t('with a password') : null,
        lastUsedAt === null
          ? t('not used yet')
          : t('used {uses}×, last {lastUsedAt}', { uses, lastUsedAt: moment.format(lastUsedAt) }),
      ]
        .filter((part) => part !== null)
        .join(' · ')
    },
  }
}
