import { defineImportKind, good } from './kind.ts'

/** Text of several lines. */
export const longTextKind = defineImportKind({
  id: 'longText',
  asTitle: 1,
  whenEmpty: { hints: ['longText'], settings: {} },
  guess({ hint, profile }) {
    if (hint === 'title') return null
    const isLong = profile.newlineCount > 0 || profile.longCount > profile.filledCount * 0.1 || profile.maxLength > 500
    if (isLong) return { kind: 'longText', confidence: hint === 'longText' ? 0.98 : 0.85, settings: {} }
    return hint === 'longText' ? { kind: 'longText', confidence: 0.8, settings: {} } : null
  },
  read: ({ text }) => good({ kind: 'longText', text }),
})
