import { defineImportKind, good } from './kind.ts'

/** A line of text: what every column can be. */
export const textKind = defineImportKind({
  id: 'text',
  asTitle: 2,
  guess: ({ hint }) => ({ kind: 'text', confidence: hint === 'title' || hint === 'text' ? 0.95 : 0.7, settings: {} }),
  read: ({ text }) =>
    good({ kind: 'text', text: text.replace(/\s+/g, (space) => (space.includes('\n') ? ' ' : space)) }),
})
