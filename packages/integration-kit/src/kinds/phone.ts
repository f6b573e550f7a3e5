import { looksLikePhone } from '../contact-texts.ts'
import { bad, defineImportKind, fits, good } from './kind.ts'

const phoneTitle = /\b(?:phone|telephone|mobile|cell|tel|fax|telefon|handy|téléphone|teléfono)\b/i

/** A phone number in each cell, where the title speaks of them: digits alone can be anything. */
export const phoneKind = defineImportKind({
  id: 'phone',
  guess({ title, profile }) {
    if (!phoneTitle.test(title) || !fits(profile.phoneCount, profile.filledCount, true)) return null
    return { kind: 'phone', confidence: 0.9, settings: {} }
  },
  read: ({ trimmed }) =>
    looksLikePhone(trimmed) ? good({ kind: 'phone', text: trimmed }) : bad(trimmed, 'a phone number'),
})
