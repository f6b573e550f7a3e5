import { asObject, asText, get, type Raw } from '@fulcrum/integration-kit'
import { listOf, plainText, sure, type Shape } from './shape.ts'

/** A column with more labels than these is better off as text. */
const maxStatusLabels = 500

/** What a thing is called that can be chosen: an option, a version, a sprint, with its child if it has one. */
export function labelOf(raw: Raw): string | undefined {
  if (typeof raw === 'string') return sprintName(raw) ?? (raw.trim() === '' ? undefined : raw.trim())
  if (typeof raw === 'number' || typeof raw === 'boolean') return String(raw)
  const object = asObject(raw)
  for (const key of ['name', 'value', 'filename', 'displayName', 'key']) {
    const text = asText(get(object, key))?.trim()
    if (text === undefined || text === '') continue
    const child = labelOf(get(object, 'child') ?? '')
    return child === undefined ? text : `${text} / ${child}`
  }
  return undefined
}

/** One label of several. */
export const labelShape: Shape = {
  labels: 'one',
  read(raw) {
    const label = labelOf(raw)
    return label === undefined ? undefined : { shape: 'label', value: label }
  },
  guess({ labelCount, options }) {
    if (labelCount === null || labelCount > maxStatusLabels) return plainText
    return { kind: 'status', confidence: sure, settings: { options: options() } }
  },
}

/** A set of labels. */
export const labelsShape: Shape = {
  labels: 'several',
  read: (raw) => listOf(raw, 'labels', labelOf),
  guess({ labelCount, options }) {
    if (labelCount === null) return plainText
    return { kind: 'tags', confidence: sure, settings: { options: options(), separator: ',' } }
  },
}

/** A set of labels without spaces. */
export const wordsShape: Shape = {
  ...labelsShape,
  read: (raw) => listOf(raw, 'words', labelOf),
  readHistory(id, text) {
    const words = (text ?? id ?? '').trim()
    return words === '' ? null : words.split(/\s+/).join(', ')
  },
}

/** A list of names, which are no labels: of files. */
export const namesShape: Shape = {
  read: (raw) => listOf(raw, 'names', labelOf),
  guess: () => plainText,
}

/** Of such a dump so much is looked at; its name stands before what is long in it. */
const maxDumpChars = 10_000

/** Older sites write a sprint as the dump of an object. */
function sprintName(text: string): string | undefined {
  const head = text.slice(0, maxDumpChars)
  if (!/^[\w.]{1,200}@[0-9a-f]+\[/.test(head)) return undefined
  return /[[,]name=(.*?)(?:,(?:startDate|endDate|completeDate|sequence|goal|state|id|rapidViewId|activatedDate)=|\]$)/.exec(
    head,
  )?.[1]
}
