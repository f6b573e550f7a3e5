import type { Json } from '@fulcrum/domain'
import type { Label } from './label-schemas.ts'

/** Labels of one column that can be chosen. */
export const maxLabels = 500
/** Labels of one column, retired ones included. */
export const maxLabelsEver = 2_000
/** Short numbers of labels go from 1 to this. */
export const maxLabelNumber = 65_535
/** Characters of a label's name. */
export const maxLabelName = 100

/** Settings that hold labels. */
export interface LabelSettings {
  readonly labels: readonly Label[]
}

/** The label of a number, retired ones included. */
export function labelOf(settings: LabelSettings, number: number): Label | undefined {
  return settings.labels.find((label) => label.number === number)
}

/** The labels that can be chosen, in their order. */
export function liveLabels(settings: LabelSettings): readonly Label[] {
  return settings.labels.filter(isLive)
}

/** By number, the position of each label; retired ones stand behind. */
export function labelRank(settings: LabelSettings): readonly number[] {
  const order = labelOrder(settings)
  const rank = Array.from<number>({ length: Math.max(0, ...order) + 1 }).fill(Number.NaN)
  order.forEach((number, position) => {
    rank[number] = position
  })
  return rank
}

/** The numbers of all labels in their order, retired ones behind. */
export function labelOrder(settings: LabelSettings): readonly number[] {
  const retired = settings.labels.filter((label) => !isLive(label))
  return [...liveLabels(settings), ...retired].map((label) => label.number)
}

/** The groups of cells that hold several labels, as the engine names them: one for each label alone. Cells without one come last. */
export function labelSetGroups(settings: LabelSettings): readonly (string | null)[] {
  return [...labelOrder(settings).map(String), null]
}

/** A text of a person's typing, not too long for a message. */
export function shortened(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60)}...` : text
}

/** One line without outer white space. */
export function oneLine(text: string): string {
  return text.toWellFormed().replace(/\s+/g, ' ').trim()
}

/** Whether a label can be chosen. */
export function isLive(label: Label): boolean {
  return label.retired !== true
}

/** Whether a column's settings hold labels with colours. */
export function hasLabels(settings: Json): settings is Json & LabelSettings {
  return typeof settings === 'object' && settings !== null && 'labels' in settings && Array.isArray(settings.labels)
}
