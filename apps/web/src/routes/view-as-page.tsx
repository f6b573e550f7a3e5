import './view-as-page.css'
import { DomainError } from '@fulcrum/domain'
import type { ShownBoard } from '@fulcrum/protocol'
import { appHref, Button, Icon, NoPermissionState, Skeleton } from '@fulcrum/ui'
import { rich, t } from '@fulcrum/ui/messages'
import { lazy, Suspense, useCallback, useEffect, useRef, useState } from 'react'
import { useAccount } from '../shell/account-context.tsx'
import { Failure } from '../shell/failure.tsx'
import { post } from '../shell/http.ts'
import { PageHeader } from '../shell/page-header.tsx'
import { boardIdOf, memberIdOf, placePath, rowIn } from '../shell/paths.ts'
import { useParams, usePlace } from '../shell/router/router-context.tsx'
import { troubleOf, type Trouble } from '../shell/trouble.ts'

const StillBoard = lazy(async () => ({ default: (await import('./still-board.tsx')).StillBoard }))

type Looked =
  | { readonly is: 'shown'; readonly shown: ShownBoard }
  | { readonly is: 'nothing' }
  | { readonly is: 'failed'; readonly trouble: Trouble }

/** A board as somebody else sees it, only for reading: the server chooses what of it comes. */
export function ViewAsPage() {
  const { board = '', member = '', row } = useParams()
  const view = new URLSearchParams(usePlace().search).get('view') ?? undefined
  const boardId = boardIdOf(board)
  const memberId = memberIdOf(member)
  const { members } = useAccount()
  const name = members.find(({ id }) => id === memberId)?.name ?? t('Somebody')
  const [looked, setLooked] = useState<Looked>()
  const banner = useRef<HTMLDivElement>(null)
  useEffect(() => keepPanelsBelow(banner.current), [])
  const look = useCallback(() => {
    post<ShownBoard>('/shares/as', { board: boardId, member: memberId }).then(
      (shown) => setLooked({ is: 'shown', shown }),
      (error: unknown) => {
        const seesNothing = error instanceof DomainError && error.details['reason'] === 'sees-nothing'
        setLooked(seesNothing ? { is: 'nothing' } : { is: 'failed', trouble: troubleOf(error) })
      },
    )
  }, [boardId, memberId])
  useEffect(look, [look])
  const title = looked?.is === 'shown' ? String(looked.shown.records.board[0]?.[2]['name'] ?? '') : t('View as')
  const begin = { view, item: rowIn(row) }
  const back = boardId === null ? '/' : placePath(boardId, begin)
  const isViewTheirs = view === undefined || looked?.is !== 'shown' || hasView(looked.shown, view)
  return (
    <>
      <div className="view-as" role="status" ref={banner}>
        <Icon name="eye" />
        <span className="fu-grow">
          {rich('You see this board as <b>{name}</b> does. You cannot change anything here.', { name })}
          {!isViewTheirs && <> {t('The view you came from is not theirs: you see the one that opens for them.')}</>}
        </span>
        <Button size="small" icon="refresh" onClick={look}>
          {t('Look again')}
        </Button>
        <a className="view-as-back" href={appHref(back)}>
          {t('Stop')}
        </a>
      </div>
      <PageHeader title={title} />
      {looked === undefined && (
        <div className="view-as-wait">
          <Skeleton lines={8} label={t('Opening the board')} />
        </div>
      )}
      {looked?.is === 'nothing' && (
        <NoPermissionState
          text={t('{name} does not see this board at all: it is not there for them.', { name })}
          action={<a href={appHref(back)}>{t('Go back to the board')}</a>}
        />
      )}
      {looked?.is === 'failed' && (
        <Failure
          trouble={looked.trouble}
          refused={t('Only owners of this board see it as others do. Ask one of them.')}
          onRetry={look}
          wayOn={<a href={appHref(back)}>{t('Go back to the board')}</a>}
        />
      )}
      {looked?.is === 'shown' && (
        <Suspense
          fallback={
            <div className="view-as-wait">
              <Skeleton lines={8} label={t('Opening the board')} />
            </div>
          }
        >
          <StillBoard
            shown={looked.shown}
            views="all"
            begin={begin}
            noItem={t('{name} does not see this item: it is not there for them.', { name })}
          />
        </Suspense>
      )}
    </>
  )
}

function hasView({ records }: ShownBoard, view: string): boolean {
  return records.board.some(([table, id]) => table === 'view' && id === view)
}

/** Keeps panels off an element at the top of the page, until the answer is called: it says who looks, and leads back. */
function keepPanelsBelow(element: HTMLElement | null): () => void {
  const { style } = document.documentElement
  const observer = new ResizeObserver(() => {
    style.setProperty('--fu-panel-top', `${element?.getBoundingClientRect().bottom ?? 0}px`)
  })
  if (element !== null) observer.observe(element)
  return () => {
    observer.disconnect()
    style.removeProperty('--fu-panel-top')
  }
}
