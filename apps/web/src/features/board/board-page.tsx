import './board.css'
import { openingSpec } from '@fulcrum/domain'
import { useEffect } from 'react'
import { loadUntilHere } from '../../shell/later.ts'
import type { BoardPageProps } from '../../shell/board-contract.ts'
import { useClient } from '../../shell/client-context.tsx'
import { BoardBody } from './board-body.tsx'
import { BoardSkeleton } from './board-skeleton.tsx'
import { filterChips } from './lazy-parts.ts'
import { OverlayHost } from './overlays.tsx'
import { useAddress } from './use-address.ts'
import { useBoard } from './use-board.ts'
import { useFirstView } from './use-first-view.ts'

/** A board: its views, its toolbar and its table. That it is gone is said by what is around it. */
export function BoardPage(props: BoardPageProps) {
  const { boardId, search } = props
  const [address, setAddress] = useAddress(search, props.onSearch)
  const { memberId } = useClient()
  const first = useFirstView(boardId, search)
  const board = useBoard(boardId, first)
  const { state, records } = board
  useEffect(() => void loadUntilHere(filterChips), [])
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
        first={first ?? openingSpec(state, memberId)}
      />
    </OverlayHost>
  )
}
