import { parseDateText, type Raw } from '@fulcrum/integration-kit'

/** Milliseconds UTC of a time as the API writes it, or null. */
export function instantOf(raw: Raw): number | null {
  return typeof raw === 'string' ? (parseDateText(raw, 'iso')?.instantMs ?? null) : null
}
