import { DomainError } from '@fulcrum/domain'
import type { LabelMerge } from '@fulcrum/domain'
import { retireLabel } from './label-changes.ts'
import { labelNamed } from './label-names.ts'
import { isLive, labelOf, liveLabels, maxLabels, maxLabelsEver } from './labels.ts'
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

/** The settings with a label of another column, as it is there; null where its number or its name is taken, or there is no room. */
export function withLabelOf<S extends LabelSettings>(settings: S, other: LabelSettings, number: number): S | null {
  const label = labelOf(other, number)
  if (label === undefined || !isLive(label)) return null
  const { labels } = settings
  const isTaken = labelOf(settings, number) !== undefined || labelNamed(settings, label.name) !== undefined
  if (isTaken || labels.length >= maxLabelsEver || liveLabels(settings).length >= maxLabels) return null
  return { ...settings, labels: [...labels, label] }
}
