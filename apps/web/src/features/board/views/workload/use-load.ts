import { scopeOf, type WorkloadSettings } from '@fulcrum/domain'
import {
  amountLane,
  peopleLane,
  spreadWork,
  workIsOver,
  workloadColumns,
  type CellScale,
  type TimeOff,
  type Workload,
  type WorkloadColumns,
} from '@fulcrum/domain/workload'
import type { WorkCalendar } from '@fulcrum/domain/schedule'
import { useCallback, useEffect, useMemo, useState } from 'react'
import { useClient } from '../../../../shell/client-context.tsx'
import { useScope } from '../../../../shell/use-scope.ts'
import { useScene } from '../../scene.tsx'
import { spansOf } from '../calendar/spans.ts'
import { useItemRevision } from '../use-item-revision.ts'
import { readTimesOff, type TimesOff } from './times-off.ts'

/** The columns that the view reads, as far as the board has them. */
export function useWorkloadColumns(settings: WorkloadSettings): WorkloadColumns {
  const { records } = useScene()
  return useMemo(() => workloadColumns(records.columns, settings), [records.columns, settings])
}

/** The work of the items that the view leaves, kept up with the board; null where it lacks people or days. */
export function useLoad(columns: WorkloadColumns, calendar: WorkCalendar, scale: CellScale): Workload | null {
  const { state, view, records } = useScene()
  const revision = useItemRevision()
  return useMemo(() => {
    const people = columns.people && peopleLane(columns.people)
    if (people === undefined || columns.days === undefined) return null
    const { start, last } = spansOf(columns.days)
    const effort = columns.effort && amountLane(columns.effort)
    const { filter, search } = view.spec
    return spreadWork(
      state.items,
      { filter: filter ?? null, search: search ?? null },
      { people: people.key, start, last, effort: effort?.key ?? null, isOver: workIsOver(state) },
      calendar,
      scale,
    )
    // `revision` says that the items are others, `records` that a label may mean something else.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [state, view, records, columns, calendar, scale, revision])
}

/** When members are away, as far as one is told. Changes its identity only with what it says. */
export function useTimesOff(): (member: string) => readonly TimeOff[] {
  const { accountId } = useClient()
  const account = useScope(scopeOf('account', accountId))
  const [times, setTimes] = useState<TimesOff>(new Map())
  useEffect(() => {
    const read = (): void => setTimes((before) => readTimesOff(account?.state?.records('member') ?? [], before))
    read()
    return account?.subscribe(read)
  }, [account])
  return useCallback((member) => times.get(member) ?? [], [times])
}
