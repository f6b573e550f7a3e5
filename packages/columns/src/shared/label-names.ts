import { matchingKey } from '@fulcrum/domain'
import type { AskedChoice } from '@fulcrum/domain'
import type { Label } from './label-schemas.ts'
import { liveLabels, oneLine, shortened } from './labels.ts'
import type { LabelSettings } from './labels.ts'

/** The label of a name, upper and lower case alike, retired ones included. */
export function labelNamed(settings: LabelSettings, name: string): Label | undefined {
  const key = matchingKey(oneLine(name))
  return settings.labels.find((label) => matchingKey(label.name) === key)
}

/** The labels that a form offers. */
export function askedLabels(settings: LabelSettings): readonly AskedChoice[] {
  return liveLabels(settings).map(({ number, name, colour }) => ({ number, name, colour }))
}

/** What is wrong with a text as the name of a label of this column, or null. */
export function unknownLabel(settings: LabelSettings, text: string): string {
  const names = liveLabels(settings).map((label) => label.name)
  const known = names.length > 8 ? [...names.slice(0, 8), '...'] : names
  return names.length === 0
    ? `"${shortened(text)}" is not a label of this column, which has none yet.`
    : `"${shortened(text)}" is not a label of this column. It has: ${known.join(', ')}.`
}
