import { columnKinds } from '@fulcrum/columns'
import { columnViews } from '@fulcrum/columns/web'
import { commandNamed, KindRegistry } from '@fulcrum/domain'
import type { SessionAnswer, ShownBoard } from '@fulcrum/protocol'
import { createToasts, loadIcons } from '@fulcrum/ui'
import { useEffect, useRef, useState } from 'react'
import { BoardPage } from '../features/board/index.ts'
import { StillItem } from './still-item.tsx'
import { AccountProvider } from '../shell/account-context.tsx'
import { createActions } from '../shell/actions.ts'
import type { BoardSearch, Neighbour } from '../shell/board-contract.ts'
import { createStillClient, type StillClient } from '../shell/still/still-client.ts'
import type { BoardPlace } from '../shell/paths.ts'
import { TransferProvider } from '../shell/transfer-context.ts'
import { NoTree } from '../shell/tree-context.tsx'
import { WorldProvider, type World } from '../shell/world.tsx'

interface StillBoardProps {
  /** The board as it is by now: another one of the same board takes its place. */
  readonly shown: ShownBoard
  /** Whether there is one view to look at, or all that the board has. */
  readonly views: 'one' | 'all'
  /** Where to begin; without it where the board opens. */
  readonly begin?: BoardPlace
  /** What is said of an item that is not there. */
  readonly noItem?: string
}

type Still = StillClient & { readonly world: World }

const nowhere = (): void => undefined

/** A board that came as a whole, drawn as boards are and only for reading. */
export function StillBoard({ shown, views, begin = {}, noItem }: StillBoardProps) {
  const [still, setStill] = useState<Still>()
  const [search, setSearch] = useState<BoardSearch>(() => firstSearch(shown, views, begin))
  const [row, setRow] = useState<number | null>(begin.item ?? null)
  const neighbour = useRef<Neighbour | null>(null)
  const told = useRef(shown)
  useEffect(() => {
    const made = makeStill(told.current)
    let wanted = true
    // What it is drawn with comes first: then it is drawn once.
    void loadIcons()
      .catch(nowhere)
      .then(() => wanted && setStill(made))
    return () => {
      wanted = false
      made.client.stop()
    }
  }, [])
  useEffect(() => {
    if (still === undefined || told.current === shown) return
    told.current = shown
    still.show(shown)
  }, [still, shown])
  if (still === undefined) return null
  return (
    <WorldProvider value={still.world}>
      <AccountProvider>
        <NoTree>
          <TransferProvider value={nowhere}>
            <BoardPage
              boardId={shown.board}
              search={search}
              onSearch={setSearch}
              openRow={row}
              onOpenRow={setRow}
              neighbour={neighbour}
              still={views}
            />
            {row !== null && <StillItem boardId={shown.board} row={row} onOpenRow={setRow} missing={noItem} />}
          </TransferProvider>
        </NoTree>
      </AccountProvider>
    </WorldProvider>
  )
}

/** The one view of a link is what is looked at. */
function firstSearch({ records }: ShownBoard, views: 'one' | 'all', { view: wanted }: BoardPlace): BoardSearch {
  if (wanted !== undefined) return { view: wanted }
  const view = views === 'one' ? records.board.find(([table]) => table === 'view') : undefined
  return view === undefined ? {} : { view: view[1] }
}

function makeStill(shown: ShownBoard): Still {
  const kinds = new KindRegistry(columnKinds)
  const still = createStillClient(shown, kinds, Promise.resolve(commandNamed))
  const session: SessionAnswer = {
    account: shown.account,
    accountName: '',
    member: shown.viewer,
    sessionId: 'still',
    name: '',
    email: '',
    role: 'viewer',
  }
  const world: World = {
    client: still.client,
    session,
    kinds,
    columnViews: new Map(columnViews.map((view) => [view.id, view])),
    files: () => undefined,
    newBoard: { groups: [], columns: [] },
    toasts: createToasts(),
    actions: createActions(),
    isStill: true,
    forget: async () => undefined,
  }
  return { ...still, world }
}
