import './board.css'
import { appHref, NoPermissionState } from '@fulcrum/ui'
import { t } from '@fulcrum/ui/messages'
import { useEffect } from 'react'
import { loadUntilHere } from '../../shell/later.ts'
import type { BoardPageProps } from '../../shell/board-contract.ts'
import { BoardBody } from './board-body.tsx'
import { BoardSkeleton } from './board-skeleton.tsx'
import { filterChips } from './lazy-parts.ts'
import { OverlayHost } from './overlays.tsx'
import { useAddress } from './use-address.ts'
import { useBoard } from './use-board.ts'
import { useFirstView } from './use-first-view.ts'

/** A board: its views, its toolbar and its table. */
export function BoardPage(props: BoardPageProps) {
  const { boardId, search } = props
  const [address, setAddress] = useAddress(search, props.onSearch)
  const first = useFirstView(boardId, search)
  const board = useBoard(boardId, first)
  const { state, records, phase } = board
  useEffect(() => void loadUntilHere(filterChips), [])
  if (phase === 'gone') {
    return (
      <NoPermissionState
        text={t('This board does not exist, is in the trash, or you have no access to it. Ask one of its owners.')}
        action={<a href={appHref('/')}>{t('Go home')}</a>}
      />
    )
  }
  if (state === null || records === null) return <BoardSkeleton />
  return (
    <OverlayHost>
      <BoardBody
        {...props}
        search={address}
        onSearch={setAddress}
        board={board}
        state={state}
        records={records}
        first={first}
      />
    </OverlayHost>
  )
}
