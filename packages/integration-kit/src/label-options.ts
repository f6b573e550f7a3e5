import { colourOf, priorityRank, stageOf, stageOrder, type LabelTheme } from '@fulcrum/columns'
import type { Stage } from '@fulcrum/domain'
import type { ImportOption } from './import-source.ts'

/**
 * Labels with colours, and stages where they are about status, in the order in which they should stand: statuses by
 * stage, priorities by urgency, others by frequency. `stages` gives stages that the source knows better than words do.
 */
export function labelOptions(
  counts: ReadonlyMap<string, number>,
  theme: LabelTheme,
  stages?: ReadonlyMap<string, Stage>,
): readonly ImportOption[] {
  const named = [...counts].map(([name, count]) => {
    const stage = theme === 'status' ? (stages?.get(name) ?? stageOf(name)) : null
    return { name, count, stage }
  })
  named.sort((left, right) => orderIn(theme, left) - orderIn(theme, right) || right.count - left.count)
  return named.map(({ name, count, stage }, position) => ({
    name,
    colour: colourOf(name, theme, position, stage),
    ...(stage === null ? {} : { stage }),
    count,
  }))
}

function orderIn(theme: LabelTheme, label: { name: string; stage: Stage | null }): number {
  if (theme === 'status') return label.stage === null ? stageOrder.indexOf('doing') : stageOrder.indexOf(label.stage)
  if (theme === 'priority') return priorityRank(label.name) ?? Infinity
  return 0
}
