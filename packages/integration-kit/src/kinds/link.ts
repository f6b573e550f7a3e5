import { looksLikeLink, looksLikeNamedLink } from '../contact-texts.ts'
import { bad, defineImportKind, fits, good } from './kind.ts'

/** An address of a page on the web in each cell. */
export const linkKind = defineImportKind({
  id: 'link',
  guess({ hint, profile }) {
    if (hint === 'title' || hint === 'key' || hint === 'longText') return null
    if (!fits(profile.linkCount, profile.filledCount, hint === 'text')) return null
    return { kind: 'link', confidence: 0.95, settings: {} }
  },
  read: ({ trimmed }) =>
    looksLikeLink(trimmed) || looksLikeNamedLink(trimmed)
      ? good({ kind: 'link', text: trimmed })
      : bad(trimmed, 'an address that begins with http or https'),
})
