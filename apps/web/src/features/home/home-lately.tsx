import type { HomeAnswer } from '@fulcrum/protocol'
import { appHref, Icon, type IconName } from '@fulcrum/ui'
import { t } from '@fulcrum/ui/messages'
import { useAccount } from '../../shell/account-context.tsx'
import { useDocs } from '../../shell/doc-list.ts'
import { boardPath, docPath, itemPath } from '../../shell/paths.ts'
import { useRecents } from '../../shell/recents.ts'
import { useTree } from '../../shell/tree-context.tsx'
import { useClient } from '../../shell/world.tsx'
import { ago } from './ago.ts'

const MOST = 8

interface OpenedLine {
  readonly path: string
  readonly icon?: IconName
  readonly key?: string
  readonly name: string
  readonly where?: string
}

/** What was opened in this browser, the latest first. */
export function OpenedLately() {
  const tree = useTree()
  const docs = useDocs()
  const opened = useRecents().flatMap((recent): OpenedLine[] => {
    if (recent.doc !== undefined) {
      const doc = docs.find(({ id, deletedAt }) => id === recent.doc && deletedAt === null)
      return doc === undefined ? [] : [{ path: docPath(doc.id), icon: 'doc', name: doc.name }]
    }
    const { board, item } = recent
    const found = tree.board(board)
    if (found === undefined) return []
    if (item === undefined) return [{ path: boardPath(board), icon: 'board', name: found.name }]
    return [{ path: itemPath(board, item.row), key: item.key, name: item.title, where: found.name }]
  })
  if (opened.length === 0) return null
  return (
    <section aria-label={t('Recently opened')}>
      <h2>{t('Recently opened')}</h2>
      <ul>
        {opened.slice(0, MOST).map(({ path, icon, key, name, where }) => (
          <li key={path} className="home-item">
            <a className="home-open" href={appHref(path)} data-home-row="">
              {icon === undefined ? <span className="home-key">{key}</span> : <Icon name={icon} />}
              <span className="fu-truncate">{name}</span>
            </a>
            {where !== undefined && <span className="home-where fu-truncate">{where}</span>}
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
