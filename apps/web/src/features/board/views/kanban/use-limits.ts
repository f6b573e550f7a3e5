import { countStanding, finishingColumn, rulesOf } from '@fulcrum/domain'
import type { Limit } from '@fulcrum/domain'
import { useMemo } from 'react'
import { labelOfKey, type SectionInfo } from '../../model/sections.ts'
import { useScene } from '../../scene.tsx'

/** The limits of the columns of a view, and how many items of the board count there, whatever is filtered away. */
export interface ColumnLimits {
  readonly limitOf: (info: SectionInfo) => Limit | undefined
  readonly standing: (info: SectionInfo) => number
  /** Counts what would count there, also where no limit is set. */
  readonly countNow: (info: SectionInfo) => number
  /** Finished items do not count: the board's status says which are. */
  readonly onlyOpen: boolean
}

/** Counts what limits are about; `revision` says when items moved. */
export function useLimits(revision: number): ColumnLimits {
  const { view, state } = useScene()
  const column = view.groupBy.source
  const limits = useMemo(
    () => new Map((column === undefined ? [] : (rulesOf(column).limits ?? [])).map((limit) => [limit.choice, limit])),
    [column],
  )
  const counts = useMemo(
    () =>
      column === undefined || limits.size === 0 ? undefined : countStanding(state, column, new Set(limits.keys())),
    // Items moved where the revision did.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
    [state, column, limits, revision],
  )
  return {
    onlyOpen: column !== undefined && finishingColumn(state, column.number) !== undefined,
    limitOf: ({ key }) => limits.get(labelOfKey(key) ?? 0),
    standing: ({ key }) => counts?.get(labelOfKey(key) ?? 0) ?? 0,
    countNow: ({ key }) => {
      const label = labelOfKey(key) ?? 0
      return column === undefined ? 0 : (countStanding(state, column, new Set([label])).get(label) ?? 0)
    },
  }
}
