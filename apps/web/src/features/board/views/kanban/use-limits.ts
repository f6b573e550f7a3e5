import { countStanding, rulesOf } from '@fulcrum/domain'
import type { Limit } from '@fulcrum/domain'
import { useMemo } from 'react'
import type { SectionInfo } from '../../model/sections.ts'
import { useScene } from '../../scene.tsx'

/** The limits of the columns of a view, and how many items of the board stand there, whatever is filtered away. */
export interface ColumnLimits {
  readonly limitOf: (info: SectionInfo) => Limit | undefined
  readonly standing: (info: SectionInfo) => number
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
    limitOf: ({ key }) => limits.get(Number(key)),
    standing: ({ key }) => counts?.get(Number(key)) ?? 0,
  }
}
