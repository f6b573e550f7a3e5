import { asObject, get, type Raw } from '@fulcrum/integration-kit'
import { sure, type Shape } from './shape.ts'

/** The number that a value is, writes, or counts. */
export function numberOf(raw: Raw): number | undefined {
  const number =
    typeof raw === 'string' && raw.trim() !== ''
      ? Number(raw)
      : typeof raw === 'object'
        ? (get(asObject(raw), 'votes') ?? get(asObject(raw), 'watchCount'))
        : raw
  return typeof number === 'number' && Number.isFinite(number) ? number : undefined
}

/** An amount. */
export const numberShape: Shape = {
  read(raw) {
    const number = numberOf(raw)
    return number === undefined ? undefined : { shape: 'number', value: number }
  },
  guess: ({ decimals }) => ({
    kind: 'number',
    confidence: sure,
    settings: { numberStyle: 'point', precision: decimals },
  }),
}

/** Yes or no. */
export const booleanShape: Shape = {
  read: (raw) => (typeof raw === 'boolean' ? { shape: 'boolean', value: raw } : undefined),
  guess: () => ({ kind: 'checkbox', confidence: sure, settings: {} }),
}
