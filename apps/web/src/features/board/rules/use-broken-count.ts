import { BrokenCount } from '@fulcrum/domain'
import type { BoardColumn, BoardState, ColumnRules, RuleName } from '@fulcrum/domain'
import { t } from '@fulcrum/ui/messages'
import { useEffect, useState } from 'react'
import { inSlices } from '../in-slices.ts'

/** How many items break some rules. */
export interface Broken {
  readonly total: number
  readonly counts: Readonly<Record<RuleName, number>>
}

/** Counts the items that break rules which are not saved yet; null while it counts. Nothing is counted for rules that are no rules. */
export function useBrokenCount(
  state: BoardState,
  column: BoardColumn,
  rules: ColumnRules,
  isSound: boolean,
): Broken | null {
  const [found, setFound] = useState<{ readonly rules: ColumnRules; readonly broken: Broken }>()
  useEffect(() => {
    if (!isSound) return undefined
    const count = new BrokenCount(state, column, rules)
    return inSlices(stepsOf(count), () => setFound({ rules, broken: { total: count.total, counts: count.counts } }))
  }, [state, column, rules, isSound])
  return found?.rules === rules ? found.broken : null
}

function* stepsOf(count: BrokenCount): Generator<void> {
  while (count.step()) yield
}

const words: Readonly<Record<RuleName, (count: number) => string>> = {
  required: (count) => t('{count, plural, one {# item has} other {# items have}} no value', { count }),
  unique: (count) =>
    t('{count, plural, one {# item has} other {# items have}} the value of another', {
      count,
    }),
  range: (count) =>
    t('{count, plural, one {# item lies} other {# items lie}} outside the range', {
      count,
    }),
  pattern: (count) => t('{count, plural, one {# item looks} other {# items look}} otherwise', { count }),
  limits: (count) =>
    t('{count, plural, one {# item is} other {# items are}} more than the limits take', {
      count,
    }),
}

/** What that means for whoever is about to save the rules. */
export function brokenWords(broken: Broken | null): string {
  if (broken === null) return t('Looking at every item…')
  if (broken.total === 0) return t('No item is against these rules.')
  const parts = Object.entries(words).flatMap(([rule, say]) => {
    const count = broken.counts[rule as RuleName]
    return count > 0 ? [say(count)] : []
  })
  if (broken.total === broken.counts.limits)
    return t('{parts}. They stay where they are until somebody moves them.', { parts: parts.join(', ') })
  return t('{parts}. They stay as they are, marked, until somebody edits them.', { parts: parts.join(', ') })
}
