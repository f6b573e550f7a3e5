import { useCallback, useMemo, useState } from 'react'
import type { BoardModel } from '../../model/board-model.ts'

/** A card alone is taken in or out; or all from the last one up to it. */
export type HowToSelect = 'toggle' | 'range'

/** The selected cards. */
export interface CardSelection {
  /** Those that the view still shows: nobody acts on what is filtered away. */
  readonly ids: ReadonlySet<string>
  readonly select: (rowId: string, how: HowToSelect, order: () => readonly string[]) => void
  readonly set: (ids: readonly string[]) => void
  readonly clear: () => void
}

/** Keeps which cards are selected; `revision` says when the view moved. */
export function useCardSelection(model: BoardModel, revision: number): CardSelection {
  const [chosen, setChosen] = useState<{ readonly ids: ReadonlySet<string>; readonly last: string | null }>(nothing)
  // The view moved where the revision did.
  // oxlint-disable-next-line react-hooks/exhaustive-deps
  const ids = useMemo(() => shown(chosen.ids, model), [chosen, model, revision])
  const select = useCallback<CardSelection['select']>((rowId, how, order) => {
    setChosen((before) => {
      const next = new Set(before.ids)
      if (how === 'range' && before.last !== null) {
        for (const id of between(order(), before.last, rowId)) next.add(id)
        return { ids: next, last: rowId }
      }
      if (!next.delete(rowId)) next.add(rowId)
      return { ids: next, last: rowId }
    })
  }, [])
  const set = useCallback<CardSelection['set']>((all) => setChosen({ ids: new Set(all), last: all.at(-1) ?? null }), [])
  const clear = useCallback(() => setChosen(nothing), [])
  return { ids, select, set, clear }
}

const nothing = { ids: new Set<string>(), last: null }

function shown(ids: ReadonlySet<string>, model: BoardModel): ReadonlySet<string> {
  const there = [...ids].filter((id) => model.contains(id))
  return there.length === ids.size ? ids : new Set(there)
}

/** The names from one to another, both among them, in the order in which they stand; the second alone where one is gone. */
export function between(order: readonly string[], from: string, to: string): readonly string[] {
  const [a, b] = [order.indexOf(from), order.indexOf(to)]
  return a < 0 || b < 0 ? [to] : order.slice(Math.min(a, b), Math.max(a, b) + 1)
}
