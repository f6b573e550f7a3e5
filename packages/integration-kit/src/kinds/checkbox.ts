import { parseBooleanText } from '../boolean-words.ts'
import { bad, defineImportKind, good } from './kind.ts'

const question = /\?$|^(is|has|can|done|checked|active|enabled|flag|flagged|blocked|visible|billable|completed?)\b/i

/** Yes or no. */
export const checkboxKind = defineImportKind({
  id: 'checkbox',
  guess({ title, hint, profile }) {
    if (profile.booleanCellCount === profile.filledCount) return { kind: 'checkbox', confidence: 0.99, settings: {} }
    if (profile.booleanCount !== profile.filledCount || (profile.distinct?.size ?? 9) > 4) return null
    const words = [...(profile.distinct?.keys() ?? [])]
    const onlyDigits = words.every((text) => text === '0' || text === '1' || text === '-')
    const asksYesOrNo = question.test(title)
    if (onlyDigits && !asksYesOrNo) return null
    return { kind: 'checkbox', confidence: hint === null || asksYesOrNo ? 0.95 : 0.8, settings: {} }
  },
  read({ value, trimmed }) {
    const checked = typeof value === 'boolean' ? value : parseBooleanText(trimmed)
    return checked === null ? bad(trimmed, 'yes or no') : good({ kind: 'checkbox', checked })
  },
})
