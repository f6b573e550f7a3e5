import { keptAnswers } from '@fulcrum/client/browser-answers'
import type { Json } from '@fulcrum/domain'
import type { HomeAnswer } from '@fulcrum/protocol'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { useTree } from '../../shell/tree-context.tsx'
import { useClient } from '../../shell/world.tsx'

interface KeptHome {
  /** What this browser kept of boards that the reader may see; null where that is nothing, or not read yet. */
  readonly kept: HomeAnswer | null
  /** Keeps an answer in its place, for when nobody can be asked. */
  readonly keep: (answer: HomeAnswer) => void
  readonly drop: () => void
  /** Changes what is kept under another name, where something is. */
  readonly amend: (other: string, change: (answer: HomeAnswer) => HomeAnswer) => void
}

/** The last answer under a name that this browser has for the reader. Where it stores nothing there is none. */
export function useKeptHome(name: string): KeptHome {
  const { accountId, memberId } = useClient()
  const tree = useTree()
  const answers = useMemo(() => keptAnswers({ accountId, memberId }), [accountId, memberId])
  const [loaded, setLoaded] = useState<HomeAnswer | null>(null)
  /** A refusal may be here before what is being read. */
  const isDropped = useRef(false)
  useEffect(() => {
    let wanted = true
    answers.load(name).then(
      // @NOTE `keep` puts such an answer there, and nobody else does.
      (found) => wanted && !isDropped.current && setLoaded((found as unknown as HomeAnswer | undefined) ?? null),
      () => undefined,
    )
    return () => {
      wanted = false
    }
  }, [answers, name])
  const kept = useMemo(
    () => (loaded === null || tree.phase !== 'ready' ? loaded : ofBoards(loaded, tree.board)),
    [loaded, tree],
  )
  const keep = useCallback<KeptHome['keep']>(
    // @NOTE an answer is JSON.
    (answer) => void answers.keep(name, answer as unknown as Json).catch(() => undefined),
    [answers, name],
  )
  const drop = useCallback(() => {
    isDropped.current = true
    setLoaded(null)
    answers.drop(name).catch(() => undefined)
  }, [answers, name])
  const amend = useCallback<KeptHome['amend']>(
    (other, change) => {
      const amended = async (): Promise<void> => {
        const found = await answers.load(other)
        // @NOTE as above, both ways.
        if (found !== undefined) await answers.keep(other, change(found as unknown as HomeAnswer) as unknown as Json)
      }
      amended().catch(() => undefined)
    },
    [answers],
  )
  return { kept, keep, drop, amend }
}

/** An answer without boards that the reader is not told of any more; the same one where these are all. */
function ofBoards(answer: HomeAnswer, find: (id: string) => unknown): HomeAnswer {
  const boards = answer.boards.filter(({ id }) => find(id) !== undefined)
  if (boards.length === answer.boards.length) return answer
  const ids = new Set(boards.map(({ id }) => id))
  const isThere = ({ board }: { readonly board: string }): boolean => ids.has(board)
  return { ...answer, boards, items: answer.items.filter(isThere), changed: answer.changed.filter(isThere) }
}
