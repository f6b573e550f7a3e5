import { looksLikeEmail } from '../contact-texts.ts'
import { bad, defineImportKind, fits, good } from './kind.ts'
import { peopleHints } from './people.ts'

/** An e-mail address in each cell. Where the title speaks of people, the addresses name them. */
export const emailKind = defineImportKind({
  id: 'email',
  guess({ hint, profile }) {
    if (peopleHints.has(hint) || hint === 'title' || hint === 'key') return null
    if (!fits(profile.emailCount, profile.filledCount, hint === 'text')) return null
    return { kind: 'email', confidence: 0.95, settings: {} }
  },
  read: ({ trimmed }) =>
    looksLikeEmail(trimmed) ? good({ kind: 'email', text: trimmed }) : bad(trimmed, 'an e-mail address'),
})
