import { expect, test } from 'vitest'
import { fileNameOf } from './download-text.ts'

test.each([
  ['Search design', 'Search design.md'],
  ['Q3: plan / draft?', 'Q3 plan draft.md'],
  ['../..', 'doc.md'],
  ['..\\etc', 'etc.md'],
  ['a\u202Eb\u0000', 'a b.md'],
  ['x'.repeat(300), `${'x'.repeat(120)}.md`],
  ['', 'doc.md'],
])('%j is a file on every system', (name, file) => {
  expect(fileNameOf(name, 'md')).toBe(file)
})
