import { asObject, asText, get, type Raw } from '@fulcrum/integration-kit'
import { isRichText, plainTextOf } from '../adf.ts'
import { labelOf } from './labels.ts'
import { sure, type ReadContext, type Shape } from './shape.ts'

/** The plain text of a message or description. */
export function textOf(raw: Raw, context: ReadContext): string | undefined {
  if (typeof raw === 'string') return raw.replace(/\r\n?/g, '\n')
  if (typeof raw === 'number' || typeof raw === 'boolean') return String(raw)
  if (isRichText(raw)) return plainTextOf(raw, context.onLost)
  return asText(get(asObject(raw), 'key')) ?? labelOf(raw)
}

/** A line of text, unless values show otherwise. */
export const textShape: Shape = {
  read(raw, context) {
    const text = textOf(raw, context)
    return text === undefined ? undefined : { shape: 'text', value: text }
  },
  guess({ role, profile }) {
    const isLong = role === undefined && (profile.newlineCount > 0 || profile.maxLength > 500)
    return { kind: isLong ? 'longText' : 'text', confidence: sure, settings: {} }
  },
}

/** Text of several lines, plain or rich. */
export const longTextShape: Shape = {
  read(raw, context) {
    const text = textOf(raw, context)
    return text === undefined ? undefined : { shape: 'longText', value: text }
  },
  guess: () => ({ kind: 'longText', confidence: sure, settings: {} }),
}
