import { must, scopeOf } from '@fulcrum/domain'
import type { TreeBoard } from '@fulcrum/protocol'
import { createContext, use, useCallback, useEffect, useMemo, useRef, useState, type ReactNode } from 'react'
import { keptTreePrefix } from './kept.ts'
import { useStored } from './use-stored.ts'
import { useClient, useClientStatus } from './world.tsx'

/** The boards that this person may see. `error` is why they could not be asked for; the last good answer stays. */
export interface Tree {
  readonly boards: readonly TreeBoard[]
  readonly board: (id: string) => TreeBoard | undefined
  readonly phase: 'loading' | 'ready' | 'failed'
  readonly refresh: () => void
}

const TreeContext = createContext<Tree | null>(null)

const REFRESH_AFTER_MS = 60
const noBoards: readonly TreeBoard[] = []

/**
 * Asks for the tree, and again whenever the account scope tells of a change: what moved there is known only as an epoch, and
 * what of it this person may see only the server can say.
 */
export function TreeProvider({ children }: { readonly children: ReactNode }) {
  const client = useClient()
  const online = useClientStatus().link.state === 'online'
  // What was seen last stands at once, also without a connection.
  const [boards, setBoards] = useStored<readonly TreeBoard[]>(`${keptTreePrefix}${client.memberId}`, noBoards)
  const [phase, setPhase] = useState<Tree['phase']>(boards.length > 0 ? 'ready' : 'loading')
  const asked = useRef(0)

  const ask = useCallback(() => {
    const mine = ++asked.current
    client.query<{ readonly boards: readonly TreeBoard[] }>('tree.list', {}).then(
      (answer) => {
        if (mine !== asked.current) return
        setBoards([...answer.boards].sort(byAge))
        setPhase('ready')
      },
      () => {
        if (mine === asked.current) setPhase((before) => (before === 'ready' ? before : 'failed'))
      },
    )
  }, [client, setBoards])

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

  const tree = useMemo<Tree>(() => {
    const byId = new Map(boards.map((board) => [board.id, board]))
    return { boards, board: (id) => byId.get(id), phase, refresh: ask }
  }, [boards, phase, ask])
  return <TreeContext.Provider value={tree}>{children}</TreeContext.Provider>
}

/** Ids begin with the time at which they were made. */
function byAge(left: TreeBoard, right: TreeBoard): number {
  return left.id < right.id ? -1 : 1
}

/** The boards of the workspaces that this person may see, kept fresh. */
export function useTree(): Tree {
  return must(use(TreeContext), 'a TreeProvider above')
}
