import { parseDateText, type Raw } from '@fulcrum/integration-kit'
import type { Reading } from './reading.ts'

/** Milliseconds UTC of a time as exports write it, or null. */
export function instantOf(raw: Raw): number | null {
  return typeof raw === 'string' ? (parseDateText(raw, 'iso')?.instantMs ?? null) : null
}

const firstMs = Date.UTC(2009, 0)
const lastMs = Date.UTC(2100, 0)

/** When a thing was made: its id begins with the second of that. */
export function madeAt(id: string): number | null {
  if (!/^[0-9a-f]{24}$/i.test(id)) return null
  const ms = Number.parseInt(id.slice(0, 8), 16) * 1000
  return ms > firstMs && ms < lastMs ? ms : null
}

/** A time as a cell has it; what is none is reported. */
export function momentOf(reading: Reading, field: string, text: string | null): string | null {
  if (text === null || instantOf(text) !== null) return text
  reading.lose(field, 'date-unreadable', text)
  return null
}
