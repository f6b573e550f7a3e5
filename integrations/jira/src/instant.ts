import { parseDateText, type Raw } from '@fulcrum/integration-kit'

/** Milliseconds UTC of a time as exports write it, or null. */
export function instantOf(raw: Raw): number | null {
  if (typeof raw === 'number') return Number.isSafeInteger(raw) ? raw : null
  return typeof raw === 'string' ? (parseDateText(raw, 'iso')?.instantMs ?? null) : null
}
