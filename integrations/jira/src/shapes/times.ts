import { asText, parseDateText } from '@fulcrum/integration-kit'
import { numberOf } from './numbers.ts'
import { sure, type Shape } from './shape.ts'

/** A day without a time. */
export const dayShape: Shape = {
  read(raw) {
    const day = dayOf(asText(raw))
    return day === undefined ? undefined : { shape: 'day', value: day }
  },
  readHistory: (id, text) => dayOf(id) ?? dayOf(text) ?? text ?? id,
  guess: () => ({ kind: 'date', confidence: sure, settings: { dateStyle: 'iso' } }),
}

/** A moment. */
export const instantShape: Shape = {
  read(raw) {
    const text = typeof raw === 'number' && Math.abs(raw) < 8e15 ? new Date(raw).toISOString() : asText(raw)
    return text !== null && parseDateText(text, 'iso') !== null ? { shape: 'instant', value: text } : undefined
  },
  readHistory: (id, text) => (id !== null && parseDateText(id, 'iso') !== null ? id : (text ?? id)),
  guess: () => ({ kind: 'date', confidence: sure, settings: { dateStyle: 'iso', withTime: true } }),
}

/** Time worked or to be worked, in hours. */
export const hoursShape: Shape = {
  read(raw) {
    const seconds = numberOf(raw)
    return seconds === undefined ? undefined : { shape: 'hours', value: hoursOf(seconds) }
  },
  readHistory(id, text) {
    const seconds = Number(id ?? text)
    return Number.isFinite(seconds) ? String(hoursOf(seconds)) : (text ?? id)
  },
  guess: () => ({ kind: 'number', confidence: sure, settings: { numberStyle: 'point', precision: 2, unit: 'h' } }),
}

function hoursOf(seconds: number): number {
  return Math.round((seconds / 3600) * 10_000) / 10_000
}

function dayOf(text: string | null): string | undefined {
  const day = text?.slice(0, 10)
  return day !== undefined && /^\d{4}-\d{2}-\d{2}$/.test(day) && parseDateText(day, 'iso') !== null ? day : undefined
}
