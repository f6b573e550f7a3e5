import type { ViewContext } from '@fulcrum/columns/web'
import { layOutView } from '@fulcrum/domain'
import type { BoardColumn, BoardState, BoardViewSpec } from '@fulcrum/domain'
import { useLayoutEffect, useMemo, useState } from 'react'
import { useAccount, useMe } from '../../shell/client-context.tsx'
import { lanesOf, lateCells } from '../../shell/lateness.ts'
import { inSlices } from './in-slices.ts'
import { engine } from './lazy-parts.ts'
import type { BoardModel } from './model/board-model.ts'
import type { BoardPlan, CellMarks } from './model/board-plan.ts'
import type { BoardRecords } from './model/records.ts'
import { rangeAggregates, sectionInfos } from './model/sections.ts'

interface Shown {
  readonly spec: BoardViewSpec
  readonly find: string
  readonly keepsEmpty: boolean
}

/** What a view is to show of a board, and how the model is to show it. */
export function usePlan(
  state: BoardState,
  records: BoardRecords,
  { spec, find, keepsEmpty }: Shown,
  context: ViewContext,
) {
  const me = useMe().id
  const { locale } = useAccount()
  const collate = useMemo(() => new Intl.Collator(locale, { numeric: true }).compare, [locale])
  // The first rows are those that the server chose: what reads a filter comes with what works on all items.
  const readFilter = engine.here()?.toFilter ?? null
  const { settings } = spec
  const marks = useMemo(
    () => engine.here()?.cellMarks(state, records, settings, { ...context, me }),
    // What draws them is here where what reads a filter is.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
    [state, records, settings, context, me, readFilter],
  )
  return useMemo(() => {
    const { today, timeZone, weekStart } = context
    const flat = find.trim() !== ''
    const reading = { me, today, timeZone, weekStart, search: find, rows: flat ? 'all' : 'roots' } as const
    const told = layOutView(state, spec, reading, readFilter)
    const view = keepsEmpty ? { ...told, keepsEmptyGroups: true } : told
    const range = rangeAggregates(records.columns)
    const filtered = readFilter === null ? (spec.filter ?? null) !== null : 'and' in (view.spec.filter ?? {})
    const narrowed = flat || filtered
    const aggregates = view.spec.aggregates ?? []
    const plan: BoardPlan = {
      spec: { ...view.spec, aggregates: [...aggregates, ...(range ?? [])] },
      flat,
      collate,
      marks,
      alsoDrawn: alsoDrawn(state, records.columns, today, marks),
      sections: (occurring) => sectionInfos(records, view, occurring, narrowed && !keepsEmpty, context),
    }
    return { view, plan, narrowed, rangeAt: range === null ? null : aggregates.length }
  }, [state, records, spec, find, keepsEmpty, context, me, collate, readFilter, marks])
}

/** What cells show beside their own values: that they are late, and their marks. */
function alsoDrawn(state: BoardState, columns: readonly BoardColumn[], today: number, marks: CellMarks | undefined) {
  const isLate = lateCells(lanesOf(state), columns, today)
  return (row: number, columnId: string): string => `${isLate(row, columnId)}${marks?.said(row, columnId) ?? ''}`
}

/**
 * The model, once it shows what is wanted. On a large board that takes slices; until then it goes on showing what it showed,
 * and before the first time the first rows are shown.
 */
export function usePlanned(
  model: BoardModel | null,
  plan: BoardPlan,
): { readonly model: BoardModel | null; readonly planned: boolean } {
  const [shown, setShown] = useState<{ readonly model: BoardModel; readonly plan: BoardPlan } | null>(null)
  useLayoutEffect(() => {
    if (model === null) return undefined
    return inSlices(model.prepare(plan), () => {
      model.setPlan(plan)
      setShown({ model, plan })
    })
  }, [model, plan])
  const isHere = model !== null && shown?.model === model
  return { model: isHere ? model : null, planned: isHere && shown.plan === plan }
}
