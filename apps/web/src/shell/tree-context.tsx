import { can, must, scopeOf } from '@fulcrum/domain'
import type { TreeBoard, TreeDoc, TreePlaces } from '@fulcrum/protocol'
import {
  createContext,
  use,
  useCallback,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
  type ReactNode,
} from 'react'
import { AccountContext } from './account-context.tsx'
import { byRank, withPlaces } from './account.ts'
import { keptTreePrefix } from './kept.ts'
import { useStored } from './use-stored.ts'
import { useClient, useClientStatus } from './world.tsx'

/** The boards that this person may see. `error` is why they could not be asked for; the last good answer stays. */
export interface Tree {
  readonly boards: readonly TreeBoard[]
  readonly board: (id: string) => TreeBoard | undefined
  readonly phase: 'loading' | 'ready' | 'failed'
  readonly refresh: () => void
  /** Things as they are shown, in their order: those that were moved a moment ago where they went. */
  readonly placed: <T extends Standing>(things: readonly T[]) => readonly T[]
  /** Shows a board or a doc elsewhere at once; where that is refused it is back, else the server's word follows. */
  readonly assume: (id: string, place: TreePlace, accepted: Promise<boolean>) => void
}

/** Where a board or a doc stands in the tree. */
export type TreePlace = Pick<TreeBoard, 'workspaceId' | 'folderId' | 'rank'>

type Standing = TreePlace & { readonly id: string }

/** What stands in the tree in one order. */
export type TreeThing =
  { readonly kind: 'board'; readonly of: TreeBoard } | { readonly kind: 'doc'; readonly of: TreeDoc }

/** A place that is shown and that the server's answers may not have yet. */
interface Assumed {
  readonly place: TreePlace
  /** The server has taken it: the next answer that is asked for has it. */
  taken: boolean
}

const TreeContext = createContext<Tree | null>(null)

const REFRESH_AFTER_MS = 60
const noBoards: readonly TreeBoard[] = []
const noPlaces: TreePlaces = { workspaces: [], folders: [] }

/**
 * Asks for the tree, and again whenever the account scope tells of a change: what moved there is known only as an epoch, and
 * what of it this person may see only the server can say.
 */
export function TreeProvider({ children }: { readonly children: ReactNode }) {
  const client = useClient()
  const online = useClientStatus().link.state === 'online'
  // What was seen last stands at once, also without a connection.
  const [boards, setBoards] = useStored<readonly TreeBoard[]>(`${keptTreePrefix}${client.memberId}`, noBoards)
  const [places, setPlaces] = useStored<TreePlaces>(`${keptTreePrefix}places.${client.memberId}`, noPlaces)
  const [phase, setPhase] = useState<Tree['phase']>(boards.length > 0 ? 'ready' : 'loading')
  const asked = useRef(0)
  const [assumed, setAssumed] = useState<ReadonlyMap<string, Assumed>>(new Map())
  const lastAssumed = useRef(assumed)
  useLayoutEffect(() => {
    lastAssumed.current = assumed
  })

  const ask = useCallback(() => {
    const mine = ++asked.current
    const known = [...lastAssumed.current].filter(([, { taken }]) => taken)
    client.query<TreePlaces & { readonly boards: readonly TreeBoard[] }>('tree.list', {}).then(
      ({ boards: shown, workspaces, folders }) => {
        if (mine !== asked.current) return
        setBoards(shown)
        setPlaces({ workspaces, folders })
        if (known.length > 0) setAssumed((before) => without(before, known))
        setPhase('ready')
      },
      () => {
        if (mine === asked.current) setPhase((before) => (before === 'ready' ? before : 'failed'))
      },
    )
  }, [client, setBoards, setPlaces])

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const soon = (): void => {
      clearTimeout(timer)
      timer = setTimeout(ask, REFRESH_AFTER_MS)
    }
    const handle = client.open(scopeOf('account', client.accountId))
    const stop = handle.subscribe(({ kind }) => {
      if (kind === 'changed' || kind === 'replaced') soon()
    })
    return () => {
      clearTimeout(timer)
      stop()
      handle.close()
    }
  }, [client, ask])

  useEffect(ask, [ask, online])

  const assume = useCallback<Tree['assume']>(
    (id, place, accepted) => {
      const entry: Assumed = { place, taken: false }
      setAssumed((before) => new Map(before).set(id, entry))
      void accepted.then((isTaken) => {
        if (!isTaken) setAssumed((before) => without(before, [[id, entry]]))
        entry.taken = isTaken
        ask()
      })
    },
    [ask],
  )

  const tree = useMemo<Tree>(() => {
    const placed: Tree['placed'] = (things) =>
      things.map((thing) => ({ ...thing, ...assumed.get(thing.id)?.place })).sort(byRank)
    const shown = placed(boards)
    const byId = new Map(shown.map((board) => [board.id, board]))
    return { boards: shown, board: (id) => byId.get(id), phase, refresh: ask, placed, assume }
  }, [boards, assumed, phase, ask, assume])
  // Guests are told by their boards and docs alone where these stand.
  const known = must(use(AccountContext), 'an AccountProvider above')
  const value = useMemo(
    () =>
      can(known.principal, 'member.contact', null) ? known : { ...known, account: withPlaces(known.account, places) },
    [known, places],
  )
  return (
    <AccountContext.Provider value={value}>
      <TreeContext.Provider value={tree}>{children}</TreeContext.Provider>
    </AccountContext.Provider>
  )
}

const noTree: Tree = {
  boards: noBoards,
  board: () => undefined,
  phase: 'ready',
  refresh: () => undefined,
  placed: (things) => things,
  assume: () => undefined,
}

/** Of a page that shows one board and knows of no other. */
export function NoTree({ children }: { readonly children: ReactNode }) {
  return <TreeContext.Provider value={noTree}>{children}</TreeContext.Provider>
}

/** Without entries that are still the ones that were meant. */
function without(
  assumed: ReadonlyMap<string, Assumed>,
  entries: readonly (readonly [string, Assumed])[],
): ReadonlyMap<string, Assumed> {
  const rest = new Map(assumed)
  for (const [id, entry] of entries) if (rest.get(id) === entry) rest.delete(id)
  return rest
}

/** The boards of the workspaces that this person may see, kept fresh. */
export function useTree(): Tree {
  return must(use(TreeContext), 'a TreeProvider above')
}
