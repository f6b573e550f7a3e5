import { LiveView } from '@fulcrum/columnar'
import { accountDay, itemKey, layOutView, scopeOf } from '@fulcrum/domain'
import { everyDay, workCalendar, type WorkCalendar } from '@fulcrum/domain/schedule'
import { useEffect, useMemo, useState } from 'react'
import { useClient } from '../../../../shell/client-context.tsx'
import { useScope } from '../../../../shell/use-scope.ts'
import { useScene } from '../../scene.tsx'
import type { TimelineColumns } from './chosen-columns.ts'
import { readPlan, type BoardPlan } from './read-plan.ts'
import { farIds, useFarItems } from './use-far-items.ts'

/** The days on which the account works; all days where the view says so. */
export function useWorkCalendar(allDays: boolean): WorkCalendar {
  const { accountId } = useClient()
  const fields = useScope(scopeOf('account', accountId))?.state?.record('account', accountId)
  return useMemo(() => (allDays ? everyDay : workCalendar(accountDay(fields ?? {}, 0).workDays)), [allDays, fields])
}

/**
 * The board's plan, read again once a frame when any item changed, and when what is known of what it waits for elsewhere did;
 * null until it was read.
 */
export function useBoardPlan(columns: TimelineColumns, calendar: WorkCalendar): BoardPlan | null {
  const { state, records, context } = useScene()
  const { prefix } = records
  const { today, timeZone, weekStart } = context
  const [read, setRead] = useState<BoardPlan | null>(null)
  const farItems = useFarItems(farIds(read))
  useEffect(() => {
    const spec = layOutView(state, {}, { me: null, today, timeZone, weekStart, rows: 'all' }, null).spec
    const view = new LiveView(state.items, { filter: spec.filter ?? null })
    const look = (): void => {
      frame = 0
      // A view that nobody has read is not kept up to date.
      const rows = view.groups.flatMap(({ key }) => [...view.rows(key)])
      setRead(readPlan(state, rows, columns, calendar, (row) => itemKey(prefix, row), farItems))
    }
    let frame = requestAnimationFrame(look)
    const stop = view.subscribe(() => {
      if (frame === 0) frame = requestAnimationFrame(look)
    })
    return () => {
      cancelAnimationFrame(frame)
      stop()
      view.dispose()
    }
  }, [state, columns, calendar, farItems, prefix, today, timeZone, weekStart])
  return read
}
