import { DomainError } from '@fulcrum/domain'
import type { LabelMerge } from '@fulcrum/domain'
import { retireLabel } from './label-changes.ts'
import { isLive, labelOf } from './labels.ts'
import type { LabelSettings } from './labels.ts'

/** Settings in which some labels were merged into one: they are retired, keep their names for what was said with them, and say what they became. */
export function mergeLabelSettings<S extends LabelSettings>(settings: S, { from, into }: LabelMerge): S {
  const target = labelOf(settings, into)
  if (target === undefined) throw new DomainError('not-found', `This column has no label number ${into}.`)
  if (!isLive(target)) {
    throw new DomainError('conflict', 'That label is retired: bring it back first, or merge into another one.')
  }
  if (from.includes(into)) throw new DomainError('invalid', 'A label cannot be merged into itself.', { field: 'into' })
  return from.reduce((current, number) => retireLabel(current, number, into), settings)
}
