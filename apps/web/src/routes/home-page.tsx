import './home-page.css'
import { can, scopeOf } from '@fulcrum/domain'
import { appHref, Button, EmptyState, Icon, Skeleton } from '@fulcrum/ui'
import { t } from '@fulcrum/ui/messages'
import { LoadSample } from '../features/tree/load-sample.tsx'
import { useAccount, useAccountPhase, usePrincipal } from '../shell/account-context.tsx'
import { useFavourites } from '../shell/favourites.ts'
import { later, quietPart } from '../shell/later.ts'
import { NotHereYet } from '../shell/not-here-yet.tsx'
import { PageHeader } from '../shell/page-header.tsx'
import { boardPath } from '../shell/paths.ts'
import { useGo } from '../shell/router/router-context.tsx'
import { useTree } from '../shell/tree-context.tsx'
import { useUndo } from '../shell/use-undo.ts'
import { useWorld } from '../shell/world.tsx'

/** It edits cells, for which it waits; the boards below do not. */
const work = later(() => import('../features/home/home-work.tsx'))
const HomeWork = quietPart(work, (part) => part.HomeWork)
const tour = later(() => import('../shell/tour.ts'))

/** The boards one can go to; for a new account, the way to the first. */
export function HomePage() {
  const { client } = useWorld()
  useUndo(scopeOf('account', client.accountId))
  const tree = useTree()
  // Boards that are known from before stand in workspaces that are not: there are none only when both have said so.
  const isKnown = useAccountPhase() !== 'opening' && tree.phase !== 'loading'
  return (
    <>
      <PageHeader title={t('Home')} />
      {!isKnown ? (
        <div className="home">
          <NotHereYet />
          <Skeleton lines={6} heightPx={52} label={t('Loading boards')} />
        </div>
      ) : (
        <HomeBoards />
      )}
    </>
  )
}

function HomeBoards() {
  const { actions, client } = useWorld()
  const go = useGo()
  const { workspaces, locale } = useAccount()
  const principal = usePrincipal()
  const tree = useTree()
  const favourites = new Set(useFavourites().ids)
  const boards = tree.boards.filter(
    ({ archived, hidden, workspaceId }) => !archived && !hidden && workspaces.some(({ id }) => id === workspaceId),
  )
  const number = new Intl.NumberFormat(locale)
  if (boards.length === 0) {
    if (!can(principal, 'board.create', null)) {
      return <EmptyState icon="board" text={t('No board is shared with you yet. Ask whoever invited you.')} />
    }
    return (
      <div className="home-begin">
        <EmptyState
          icon="board"
          text={t('A board holds work as items in groups, with a column for everything you want to know of them.')}
          action={
            <Button variant="primary" icon="plus" onClick={() => actions.run('tree.create-board')}>
              {t('Make a board')}
            </Button>
          }
          secondary={
            <>
              <Button icon="copy" onClick={() => go('/templates')}>
                {t('Start from a template')}
              </Button>
              <Button icon="upload" onClick={() => actions.run('import')}>
                {t('Import a file')}
              </Button>
              <LoadSample />
            </>
          }
        />
        <p>
          <Button
            variant="plain"
            size="small"
            icon="star"
            onClick={() => void tour.load().then(({ setTour }) => setTour(client.memberId, { step: 'board' }))}
          >
            {t('Take the first steps')}
          </Button>
          <a href={appHref('/help/coming-from')}>{t('Coming from another tool?')}</a>
        </p>
      </div>
    )
  }
  return (
    <div className="home">
      <HomeWork />
      {workspaces.map((workspace) => {
        const own = boards
          .filter(({ workspaceId }) => workspaceId === workspace.id)
          .sort((left, right) => Number(favourites.has(right.id)) - Number(favourites.has(left.id)))
        if (own.length === 0) return null
        return (
          <section key={workspace.id} aria-label={workspace.name}>
            <h2>{workspace.name}</h2>
            <ul>
              {own.map((board) => (
                <li key={board.id}>
                  <a className="home-board" href={appHref(boardPath(board.id))}>
                    <Icon name={board.access === 'private' ? 'lock' : 'board'} />
                    <span className="fu-truncate fu-grow">{board.name}</span>
                    {favourites.has(board.id) && <Icon name="star" size={14} label={t('Favourite')} />}
                    <span className="home-count fu-tabular">
                      {t('{itemCount} {itemCount2, plural, one {item} other {items}}', {
                        itemCount: number.format(board.itemCount),
                        itemCount2: board.itemCount,
                      })}
                    </span>
                  </a>
                </li>
              ))}
            </ul>
          </section>
        )
      })}
    </div>
  )
}
