import { DomainError, matchingKey, stages } from '@fulcrum/domain'
import type { Json, Stage } from '@fulcrum/domain'
import * as z from 'zod/mini'
import { guessColour, stageOf } from './label-words.ts'
import { labelColours } from './label-colours.ts'
import type { LabelColour } from './label-colours.ts'

/** Labels of one column that can be chosen. */
export const maxLabels = 500
/** Labels of one column, retired ones included. */
export const maxLabelsEver = 2_000
/** Short numbers of labels go from 1 to this. */
export const maxLabelNumber = 65_535
/** Characters of a label's name. */
export const maxLabelName = 100

/**
 * A label of a status or tags column. Cells hold its number, which is never used for another one; a deleted label stays as
 * a retired one, so that what cells and the log hold keeps its name. Only labels of status columns have a stage, and only
 * where it means something (a priority has none).
 */
export const labelSchema = z.strictObject({
  number: z.int().check(z.gte(1), z.lte(maxLabelNumber)),
  name: z.string().check(z.overwrite(oneLine), z.minLength(1, 'A label needs a name.'), z.maxLength(maxLabelName)),
  colour: z.enum(labelColours),
  stage: z.exactOptional(z.enum(stages)),
  retired: z.exactOptional(z.literal(true)),
})

export type Label = z.infer<typeof labelSchema>

/** The labels of a column in the order in which they are offered and sorted. */
export const labelList = z.array(labelSchema).check(
  z.maxLength(maxLabelsEver, `A column holds at most ${maxLabelsEver} labels, retired ones included.`),
  z.refine((labels) => labels.filter(isLive).length <= maxLabels, `A column holds at most ${maxLabels} labels.`),
  z.refine((labels) => unique(labels.map((label) => label.number)), 'Two labels have the same number.'),
  z.refine((labels) => unique(labels.map((label) => matchingKey(label.name))), 'Two labels have the same name.'),
)

/** Settings that hold labels. */
export interface LabelSettings {
  readonly labels: readonly Label[]
}

/** What a new label may say; colour and stage are guessed from the name where they are not given. */
export interface NewLabel {
  readonly name: string
  readonly colour?: LabelColour
  readonly stage?: Stage
}

/** The label of a number, retired ones included. */
export function labelOf(settings: LabelSettings, number: number): Label | undefined {
  return settings.labels.find((label) => label.number === number)
}

/** The label of a name, upper and lower case alike, retired ones included. */
export function labelNamed(settings: LabelSettings, name: string): Label | undefined {
  const key = matchingKey(oneLine(name))
  return settings.labels.find((label) => matchingKey(label.name) === key)
}

/** The labels that can be chosen, in their order. */
export function liveLabels(settings: LabelSettings): readonly Label[] {
  return settings.labels.filter(isLive)
}

/**
 * Adds a label at the end, or brings a retired one of that name back. Where the column's labels have stages, the new one
 * gets one too. `addLabel(settings, { name: 'Blocked' }) // { settings: ..., number: 5 }`
 */
export function addLabel<S extends LabelSettings>(
  settings: S,
  wanted: NewLabel,
): { readonly settings: S; readonly number: number } {
  const name = checkedName(wanted.name)
  const same = labelNamed(settings, name)
  if (same && !same.retired) throw sameName(same)
  if (liveLabels(settings).length >= maxLabels) throw tooMany(maxLabels)
  if (same) {
    const { retired: _, ...back } = same
    return { settings: replaced(settings, same.number, { ...back, ...given(wanted) }), number: same.number }
  }
  const number = nextNumber(settings)
  const staged = settings.labels.some((label) => label.stage !== undefined)
  const label: Label = {
    number,
    name,
    colour: guessColour(name, settings.labels.length),
    ...(staged && { stage: stageOf(name) ?? 'todo' }),
    ...given(wanted),
  }
  return { settings: { ...settings, labels: [...settings.labels, label] }, number }
}

/** Adds what is missing of the names and says which number each name has. For imports and pastes. */
export function addLabels<S extends LabelSettings>(
  settings: S,
  names: readonly string[],
): { readonly settings: S; readonly numbers: readonly number[] } {
  let current = settings
  const numbers = names.map((name) => {
    const there = labelNamed(current, name)
    if (there && !there.retired) return there.number
    const added = addLabel(current, { name })
    current = added.settings
    return added.number
  })
  return { settings: current, numbers }
}

/** Gives a label another name; cells keep the number. */
export function renameLabel<S extends LabelSettings>(settings: S, number: number, name: string): S {
  const checked = checkedName(name)
  const same = labelNamed(settings, checked)
  if (same && same.number !== number) throw sameName(same)
  return replaced(settings, number, { ...existing(settings, number), name: checked })
}

/** Gives a label another colour. */
export function recolourLabel<S extends LabelSettings>(settings: S, number: number, colour: LabelColour): S {
  return replaced(settings, number, { ...existing(settings, number), colour })
}

/** Says what a label means to metrics and roles; null where it means nothing to them. */
export function setStage<S extends LabelSettings>(settings: S, number: number, stage: Stage | null): S {
  const { stage: _, ...label } = existing(settings, number)
  return replaced(settings, number, stage === null ? label : { ...label, stage })
}

/** Moves a label before another one, or to the end (null). */
export function reorderLabel<S extends LabelSettings>(settings: S, number: number, before: number | null): S {
  const label = existing(settings, number)
  if (before === number) return settings
  const rest = settings.labels.filter((candidate) => candidate.number !== number)
  const at = before === null ? rest.length : rest.indexOf(existing(settings, before))
  return { ...settings, labels: [...rest.slice(0, at), label, ...rest.slice(at)] }
}

/** Takes a label out of choice. Cells that hold it keep it. */
export function retireLabel<S extends LabelSettings>(settings: S, number: number): S {
  return replaced(settings, number, { ...existing(settings, number), retired: true })
}

/** Brings a retired label back into choice. */
export function restoreLabel<S extends LabelSettings>(settings: S, number: number): S {
  const { retired, ...label } = existing(settings, number)
  if (retired && liveLabels(settings).length >= maxLabels) throw tooMany(maxLabels)
  return replaced(settings, number, label)
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

/** What is wrong with a text as the name of a label of this column, or null. */
export function unknownLabel(settings: LabelSettings, text: string): string {
  const names = liveLabels(settings).map((label) => label.name)
  const known = names.length > 8 ? [...names.slice(0, 8), '...'] : names
  return names.length === 0
    ? `"${shortened(text)}" is not a label of this column, which has none yet.`
    : `"${shortened(text)}" is not a label of this column. It has: ${known.join(', ')}.`
}

/** A text of a person's typing, not too long for a message. */
export function shortened(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60)}...` : text
}

/** One line without outer white space. */
export function oneLine(text: string): string {
  return text.toWellFormed().replace(/\s+/g, ' ').trim()
}

function isLive(label: Label): boolean {
  return label.retired !== true
}

function unique(values: readonly (string | number)[]): boolean {
  return new Set(values).size === values.length
}

function given(wanted: NewLabel): Partial<Label> {
  return {
    ...(wanted.colour !== undefined && { colour: wanted.colour }),
    ...(wanted.stage !== undefined && { stage: wanted.stage }),
  }
}

function nextNumber(settings: LabelSettings): number {
  if (settings.labels.length >= maxLabelsEver) throw tooMany(maxLabelsEver)
  const highest = settings.labels.reduce((high, label) => Math.max(high, label.number), 0)
  if (highest >= maxLabelNumber) throw tooMany(maxLabelNumber)
  return highest + 1
}

function replaced<S extends LabelSettings>(settings: S, number: number, label: Label): S {
  return {
    ...settings,
    labels: settings.labels.map((candidate) => (candidate.number === number ? label : candidate)),
  }
}

function existing(settings: LabelSettings, number: number): Label {
  const label = labelOf(settings, number)
  if (!label) throw new DomainError('not-found', `This column has no label number ${number}.`, { number })
  return label
}

function checkedName(text: string): string {
  const name = oneLine(text)
  if (name === '') throw new DomainError('invalid', 'A label needs a name: type one.', { field: 'name' })
  if (name.length > maxLabelName) {
    throw new DomainError('invalid', `A label's name has at most ${maxLabelName} characters.`, { field: 'name' })
  }
  return name
}

function sameName(label: Label): DomainError {
  return new DomainError(
    'conflict',
    label.retired
      ? `There is a retired label "${label.name}": bring it back, or choose another name.`
      : `There is a label "${label.name}" already: choose another name.`,
    { number: label.number },
  )
}

function tooMany(limit: number): DomainError {
  return new DomainError('too-many', `A column holds at most ${limit} labels: retire or merge some.`, { limit })
}

/** Whether a column's settings hold labels with colours. */
export function hasLabels(settings: Json): settings is Json & LabelSettings {
  return typeof settings === 'object' && settings !== null && 'labels' in settings && Array.isArray(settings.labels)
}
