import { DomainError } from '@fulcrum/domain'
import type { Stage } from '@fulcrum/domain'
import type { LabelColour } from './label-colours.ts'
import { guessColour, stageOf } from './label-words.ts'
import { labelNamed } from './label-names.ts'
import { labelOf, liveLabels, maxLabelName, maxLabelNumber, maxLabels, maxLabelsEver, oneLine } from './labels.ts'
import type { Label } from './label-schemas.ts'
import type { LabelSettings } from './labels.ts'

/** What a new label may say; colour and stage are guessed from the name where they are not given. */
export interface NewLabel {
  readonly name: string
  readonly colour?: LabelColour
  readonly stage?: Stage
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
    const { retired: _, mergedInto: __, ...back } = same
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

/** Takes a label out of choice, `mergedInto` the one that it became. Cells that hold it keep it. */
export function retireLabel<S extends LabelSettings>(settings: S, number: number, mergedInto?: number): S {
  const label = existing(settings, number)
  return replaced(settings, number, { ...label, retired: true, ...(mergedInto !== undefined && { mergedInto }) })
}

/** Brings a retired label back into choice. */
export function restoreLabel<S extends LabelSettings>(settings: S, number: number): S {
  const { retired, mergedInto: _, ...label } = existing(settings, number)
  if (retired && liveLabels(settings).length >= maxLabels) throw tooMany(maxLabels)
  return replaced(settings, number, label)
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
