import { useEffect, useMemo } from 'react'
import { useTree } from '../../../shell/client-context.tsx'
import { useDocs } from '../../../shell/doc-list.ts'
import { nameAmong, type createKnownPlaces, type KnownPlaces, type PlaceNames } from './known-places.ts'

/** Tells `know` what docs and boards are called of which this reader may know. */
export function useKnownPlaces({ know }: Pick<ReturnType<typeof createKnownPlaces>, 'know'>): void {
  const names = useNames()
  useEffect(() => know(names), [know, names])
}

/** What docs and boards are called of which this reader may know. */
export function usePlaceNames(): Pick<KnownPlaces, 'nameOf'> {
  const names = useNames()
  return useMemo(() => ({ nameOf: (kind, id) => nameAmong(names, kind, id) }), [names])
}

function useNames(): PlaceNames {
  const docs = useDocs()
  const { boards, phase } = useTree()
  return useMemo(
    // Whoever reads a doc may know of one at least: before that, nobody has answered.
    () => ({ doc: docs.length === 0 ? null : namesOf(docs), board: phase === 'ready' ? namesOf(boards) : null }),
    [docs, boards, phase],
  )
}

function namesOf(things: readonly { readonly id: string; readonly name: string; readonly deletedAt: number | null }[]) {
  return new Map(things.flatMap(({ id, name, deletedAt }) => (deletedAt === null ? [[id, name] as const] : [])))
}
