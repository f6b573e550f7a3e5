import { parseDateText, type ImportLink, type ImportValue } from '@fulcrum/integration-kit'
import { isRichText, plainText } from './adf.ts'
import { asArray, asObject, asText, get, type Raw } from './json.ts'
import type { PeopleRegistry } from './people.ts'
import type { FieldShape } from './system-fields.ts'

/** What reading a value needs to know. */
export interface ReadContext {
  readonly people: PeopleRegistry
  /** Hears of parts of rich text that have no text. */
  readonly onLost: (what: string) => void
}

/** A value, with the shape it turned out to have; value null for an empty one. */
export interface ShapedValue {
  readonly shape: FieldShape
  readonly value: ImportValue
}

const empty = (shape: FieldShape): ShapedValue => ({ shape, value: null })

/** Reads a raw value; undefined where its form is not understood. */
export function readShape(raw: Raw, shape: FieldShape, context: ReadContext): ShapedValue | undefined {
  if (raw === null || raw === undefined || raw === '') return empty(shape)
  const found = readAs(raw, shape, context)
  return found === undefined ? undefined : { shape: found.shape, value: found.value === '' ? null : found.value }
}

function readAs(raw: Raw, shape: FieldShape, context: ReadContext): ShapedValue | undefined {
  switch (shape) {
    case 'text':
    case 'longText': {
      const text = textOf(raw, context)
      return text === undefined ? undefined : { shape, value: text }
    }
    case 'label': {
      const label = labelOf(raw)
      return label === undefined ? undefined : { shape, value: label }
    }
    case 'labels':
    case 'names':
      return listOf(Array.isArray(raw) ? raw : [raw], shape, labelOf)
    case 'links':
      return listOf(asArray(raw), shape, (link) => {
        const read = linkOf(link)
        return read === undefined ? undefined : `${read.label} ${read.key}`
      })
    case 'person': {
      const key = personOf(raw, context)
      return key === null ? undefined : { shape, value: key }
    }
    case 'people':
      return listOf(Array.isArray(raw) ? raw : [raw], shape, (user) => personOf(user, context) ?? undefined)
    case 'day': {
      const text = asText(raw)
      return text !== null && /^\d{4}-\d{2}-\d{2}/.test(text) ? { shape, value: text.slice(0, 10) } : undefined
    }
    case 'instant': {
      const text = typeof raw === 'number' && Math.abs(raw) < 8e15 ? new Date(raw).toISOString() : asText(raw)
      return text !== null && parseDateText(text, 'iso') !== null ? { shape, value: text } : undefined
    }
    case 'number': {
      const number = numberOf(raw)
      return number === undefined ? undefined : { shape, value: number }
    }
    case 'hours': {
      const seconds = numberOf(raw)
      return seconds === undefined ? undefined : { shape, value: hoursOf(seconds) }
    }
    case 'any':
      return readAny(raw, context)
  }
}

function readAny(raw: Raw, context: ReadContext): ShapedValue | undefined {
  if (typeof raw === 'string') return { shape: 'text', value: raw }
  if (typeof raw === 'number') return Number.isFinite(raw) ? { shape: 'number', value: raw } : undefined
  if (typeof raw === 'boolean') return { shape: 'any', value: raw }
  if (Array.isArray(raw)) {
    if (raw.length === 0) return empty('labels')
    return raw.every(isUser)
      ? readAs(raw, 'people', context)
      : listOf(raw, 'labels', (element) => (isUser(element) ? undefined : labelOf(element)))
  }
  if (isRichText(raw)) return readAs(raw, 'longText', context)
  if (isUser(raw)) return readAs(raw, 'person', context)
  return readAs(raw, 'label', context)
}

/** A tie to another issue as the export has it, or undefined. */
export function linkOf(raw: Raw): ImportLink | undefined {
  const link = asObject(raw)
  const type = asObject(get(link, 'type'))
  for (const direction of ['inward', 'outward'] as const) {
    const key = asText(get(asObject(get(link, `${direction}Issue`)), 'key'))
    if (key === null) continue
    const name = asText(get(type, 'name')) ?? 'Link'
    return { type: name, direction, label: asText(get(type, direction)) ?? name, key }
  }
  return undefined
}

/** Seconds, as the source counts work, in hours. */
export function hoursOf(seconds: number): number {
  return Math.round((seconds / 3600) * 10_000) / 10_000
}

/** The plain text of a message or description. */
export function textOf(raw: Raw, context: ReadContext): string | undefined {
  if (typeof raw === 'string') return raw.replace(/\r\n?/g, '\n')
  if (typeof raw === 'number' || typeof raw === 'boolean') return String(raw)
  if (isRichText(raw)) return plainText(raw, context.onLost)
  const object = asObject(raw)
  return asText(get(object, 'key')) ?? labelOf(raw)
}

function labelOf(raw: Raw): string | undefined {
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

/** Older sites write a sprint as the dump of an object. */
function sprintName(text: string): string | undefined {
  if (!/^[\w.]+@[0-9a-f]+\[/.test(text)) return undefined
  return /[[,]name=(.*?)(?:,(?:startDate|endDate|completeDate|sequence|goal|state|id|rapidViewId|activatedDate)=|\]$)/.exec(
    text,
  )?.[1]
}

function listOf(
  raw: readonly Raw[],
  shape: FieldShape,
  read: (element: Raw) => string | undefined,
): ShapedValue | undefined {
  const elements = new Set<string>()
  for (const element of raw) {
    if (element === null || element === '') continue
    const text = read(element)
    if (text === undefined) return undefined
    elements.add(text)
  }
  return elements.size === 0 ? empty(shape) : { shape, value: [...elements] }
}

function isUser(raw: Raw): boolean {
  const object = asObject(raw)
  return get(object, 'accountId') !== undefined || get(object, 'displayName') !== undefined
}

function personOf(raw: Raw, { people }: ReadContext): string | null {
  if (typeof raw !== 'string') return people.add(raw)
  people.addId(raw, null)
  return people.keyOf(raw)
}

function numberOf(raw: Raw): number | undefined {
  if (typeof raw === 'number') return Number.isFinite(raw) ? raw : undefined
  if (typeof raw === 'string') {
    const number = Number(raw)
    return raw.trim() === '' || !Number.isFinite(number) ? undefined : number
  }
  const object = asObject(raw)
  const counted = get(object, 'votes') ?? get(object, 'watchCount')
  return typeof counted === 'number' ? counted : undefined
}
