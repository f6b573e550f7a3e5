import type { BoardComparison, ComparedItem } from '@fulcrum/protocol'
import { useMemo } from 'react'

const colours: Readonly<Record<ComparedItem['kinds'][number], string>> = {
  removed: 'var(--red-solid)',
  done: 'var(--green-solid)',
  moved: 'var(--violet-solid)',
  changed: 'var(--yellow-solid)',
  added: 'var(--blue-solid)',
}

/** The first that is true of an item, of those that say most. */
const bySaying = ['removed', 'done', 'moved', 'changed', 'added'] as const

/** Marks the rows of the table that are not the same at the other moment, at their beginning. */
export function DifferenceMarks({ difference }: { readonly difference: BoardComparison }) {
  const rules = useMemo(() => {
    const rows = new Map<string, string[]>()
    for (const { row, kinds } of difference.items) {
      const kind = bySaying.find((each) => kinds.includes(each))
      if (kind === undefined) continue
      rows.set(kind, [...(rows.get(kind) ?? []), `.past-board [data-row="${row}"] .fu-gutter`])
    }
    return [...rows].map(([kind, selectors]) => {
      // @NOTE the keys are those kinds.
      const colour = colours[kind as ComparedItem['kinds'][number]]
      return `${selectors.join(',')}{box-shadow:inset 3px 0 ${colour}}`
    })
  }, [difference])
  return <style>{rules.join('\n')}</style>
}
