import './board.css'
import { useEffect } from 'react'
import { loadUntilHere } from '../../shell/later.ts'
import type { BoardPageProps } from '../../shell/board-contract.ts'
import { BoardBody } from './board-body.tsx'
import { BoardSkeleton } from './board-skeleton.tsx'
import { filterChips } from './lazy-parts.ts'
import { chosenView } from './model/view-state.ts'
import { OverlayHost } from './overlays.tsx'
import { useAddress } from './use-address.ts'
import { useBoard } from './use-board.ts'
import { useFirstView } from './use-first-view.ts'

/** A board: its views, its toolbar and its table. That it is gone is said by what is around it. */
export function BoardPage(props: BoardPageProps) {
  const { boardId, search } = props
  const [address, setAddress] = useAddress(search, props.onSearch)
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
        first={first ?? chosenView(records.views, undefined, records.opening).spec}
      />
    </OverlayHost>
  )
}
