import { matchingKey } from '@fulcrum/domain'
import type { Json } from '@fulcrum/domain'
import { guessColour, stageOf } from './label-words.ts'
import { hasLabels, liveLabels, maxLabelName, oneLine } from './labels.ts'
import type { Label } from './label-schemas.ts'

/** Labels that are made of texts: more would be no list to choose from. */
const mostMade = 200

/**
 * The labels that a column gets whose cells held these texts, the most frequent first. Where the column had labels before,
 * theirs stand first and keep their colours; stages stay only where the new kind has them.
 */
export function labelsFromTexts(names: readonly string[], from: Json, staged: boolean): Label[] {
  const had = hasLabels(from) ? liveLabels(from) : []
  const labels = had.map(({ stage, ...label }): Label => ({
    ...label,
    ...(staged && stage !== undefined && { stage }),
  }))
  const known = new Set(labels.map(({ name }) => matchingKey(name)))
  const hasStages = staged && (labels.some(({ stage }) => stage !== undefined) || names.some((name) => stageOf(name)))
  let number = Math.max(0, ...labels.map((label) => label.number))
  for (const text of names) {
    const name = oneLine(text)
    const key = matchingKey(name)
    if (name === '' || name.length > maxLabelName || known.has(key)) continue
    if (labels.length >= Math.max(mostMade, had.length)) break
    known.add(key)
    number += 1
    const stage = hasStages ? stageOf(name) : null
    labels.push({ number, name, colour: guessColour(name, labels.length), ...(stage !== null && { stage }) })
  }
  return labels
}
