import type { HomeAnswer } from '@fulcrum/protocol'
import { appHref, Icon } from '@fulcrum/ui'
import { t } from '@fulcrum/ui/messages'
import { useAccount } from '../../shell/account-context.tsx'
import { boardPath, itemPath } from '../../shell/paths.ts'
import { useRecents } from '../../shell/recents.ts'
import { useTree } from '../../shell/tree-context.tsx'
import { useClient } from '../../shell/world.tsx'

const MOST = 8

/** What was opened in this browser, the latest first. */
export function OpenedLately() {
  const tree = useTree()
  const opened = useRecents().flatMap((recent) => {
    const board = tree.board(recent.board)
    return board === undefined ? [] : [{ ...recent, name: board.name }]
  })
  if (opened.length === 0) return null
  return (
    <section aria-label={t('Recently opened')}>
      <h2>{t('Recently opened')}</h2>
      <ul>
        {opened.slice(0, MOST).map(({ board, item, name }) => (
          <li key={`${board} ${item?.row ?? ''}`} className="home-item">
            <a
              className="home-open"
              href={appHref(item === undefined ? boardPath(board) : itemPath(board, item.row))}
              data-home-row=""
            >
              {item === undefined ? <Icon name="board" /> : <span className="home-key">{item.key}</span>}
              <span className="fu-truncate">{item?.title ?? name}</span>
            </a>
            {item !== undefined && <span className="home-where fu-truncate">{name}</span>}
          </li>
        ))}
      </ul>
    </section>
  )
}

/** What others changed on the reader's boards. */
export function ChangedLately({ answer: { changed, boards } }: { readonly answer: HomeAnswer }) {
  const { members, locale } = useAccount()
  const { now } = useClient()
  if (changed.length === 0) return null
  const nameOf = new Map(members.map(({ id, name }) => [id, name]))
  const boardOf = new Map(boards.map(({ id, name }) => [id, name]))
  return (
    <section aria-label={t('Changed by others')}>
      <h2>{t('Changed by others on your boards')}</h2>
      <ul>
        {changed.slice(0, MOST).map(({ id, board, row, key, title, by, at }) => (
          <li key={id} className="home-item">
            <a className="home-open" href={appHref(itemPath(board, row))} data-home-row="">
              <span className="home-key">{key}</span>
              <span className="fu-truncate">{title}</span>
            </a>
            <span className="home-where fu-truncate">{boardOf.get(board)}</span>
            <span className="home-by fu-truncate">
              {nameOf.get(by) ?? t('Somebody')} · {ago(at, now(), locale)}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}

const units = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
] as const

/** `5 min. ago`, in the words of a locale. */
function ago(at: number, now: number, locale: string): string {
  const format = new Intl.RelativeTimeFormat(locale, { style: 'short', numeric: 'auto' })
  for (const [unit, ms] of units) if (now - at >= ms) return format.format(-Math.floor((now - at) / ms), unit)
  return format.format(0, 'minute')
}
