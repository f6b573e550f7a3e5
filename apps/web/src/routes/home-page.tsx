import './home-page.css'
import { can, scopeOf } from '@fulcrum/domain'
import type { TreeBoard } from '@fulcrum/protocol'
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
      {!isKnown ? <BoardsToCome /> : <HomeBoards />}
    </>
  )
}

function BoardsToCome() {
  return (
    <div className="home">
      <NotHereYet />
      <Skeleton lines={6} heightPx={52} label={t('Loading boards')} />
    </div>
  )
}

/** Leads whoever has no board of their own to one. */
function FirstSteps() {
  const { client } = useWorld()
  return (
    <Button
      variant="plain"
      size="small"
      icon="star"
      onClick={() => void tour.load().then(({ setTour }) => setTour(client.memberId, { step: 'board' }))}
    >
      {t('Take the first steps')}
    </Button>
  )
}

function HomeBoards() {
  const { actions } = useWorld()
  const go = useGo()
  const { workspaces, goneWorkspaces, locale } = useAccount()
  const principal = usePrincipal()
  const tree = useTree()
  const favourites = new Set(useFavourites().ids)
  const mayBegin = can(principal, 'board.create', null)
  const shown = tree.boards.filter(({ archived, hidden }) => !archived && !hidden)
  const stands = (board: TreeBoard, among: readonly { readonly id: string }[]): boolean =>
    among.some(({ id }) => id === board.workspaceId)
  const boards = shown.filter((board) => stands(board, workspaces))
  const number = new Intl.NumberFormat(locale)
  if (boards.length === 0) {
    // Boards of a workspace of which the account that is kept here does not know yet.
    if (shown.some((board) => !stands(board, goneWorkspaces))) return <BoardsToCome />
    if (!mayBegin) {
      return <EmptyState icon="board" text={t('No board is shared with you yet. Ask whoever invited you.')} />
    }
    return (
      <div className="home-begin">
        <EmptyState
          icon="board"
          text={t('A board holds work as items in groups, with a column for everything you want to know of them.')}
          action={
            <Button variant="primary" icon="plus" onClick={() => actions.runSoon('tree.create-board')}>
              {t('Make a board')}
            </Button>
          }
          secondary={
            <>
              <Button icon="copy" onClick={() => go('/templates')}>
                {t('Start from a template')}
              </Button>
              <Button icon="upload" onClick={() => actions.runSoon('import')}>
                {t('Import a file')}
              </Button>
              <LoadSample />
            </>
          }
        />
        <p>
          <FirstSteps />
          <a href={appHref('/help/coming-from')}>{t('Coming from another tool?')}</a>
        </p>
      </div>
    )
  }
  const samples = workspaces.filter(({ demo }) => demo)
  const onlySample = boards.every((board) => stands(board, samples))
  return (
    <div className="home">
      <HomeWork />
      {mayBegin && onlySample && (
        <p className="home-first">
          {t('When you have looked around, make a board of your own.')} <FirstSteps />
          <Button variant="plain" size="small" icon="upload" onClick={() => actions.runSoon('import')}>
            {t('Import a file')}
          </Button>
          <a href={appHref('/help/coming-from')}>{t('Coming from another tool?')}</a>
        </p>
      )}
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
