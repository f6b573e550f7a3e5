import './view-as-page.css'
import { DomainError } from '@fulcrum/domain'
import type { ShownBoard } from '@fulcrum/protocol'
import { appHref, Button, Icon, NoPermissionState, Skeleton } from '@fulcrum/ui'
import { rich, t } from '@fulcrum/ui/messages'
import { lazy, Suspense, useCallback, useEffect, useState } from 'react'
import { useAccount } from '../shell/account-context.tsx'
import { Failure } from '../shell/failure.tsx'
import { post } from '../shell/http.ts'
import { PageHeader } from '../shell/page-header.tsx'
import { boardIdOf, boardPath, memberIdOf } from '../shell/paths.ts'
import { useParams } from '../shell/router/router-context.tsx'
import { troubleOf, type Trouble } from '../shell/trouble.ts'

const StillBoard = lazy(async () => ({ default: (await import('./still-board.tsx')).StillBoard }))

type Looked =
  | { readonly is: 'shown'; readonly shown: ShownBoard }
  | { readonly is: 'nothing' }
  | { readonly is: 'failed'; readonly trouble: Trouble }

/** A board as somebody else sees it, only for reading: the server chooses what of it comes. */
export function ViewAsPage() {
  const { board = '', member = '' } = useParams()
  const boardId = boardIdOf(board)
  const memberId = memberIdOf(member)
  const { members } = useAccount()
  const name = members.find(({ id }) => id === memberId)?.name ?? t('Somebody')
  const [looked, setLooked] = useState<Looked>()
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
  const back = boardId === null ? '/' : boardPath(boardId)
  return (
    <>
      <div className="view-as" role="status">
        <Icon name="eye" />
        <span className="fu-grow">
          {rich('You see this board as <b>{name}</b> does. You cannot change anything here.', { name })}
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
          <StillBoard shown={looked.shown} views="all" />
        </Suspense>
      )}
    </>
  )
}
