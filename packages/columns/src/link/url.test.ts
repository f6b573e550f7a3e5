import { expect, test } from 'vitest'
import { readUrl, shownUrl } from './url.ts'

test.each([
  ['example.org', 'https://example.org'],
  ['HTTP://Example.org/A?b=C#d', 'http://example.org/A?b=C#d'],
  ['localhost:3000/x', null],
  ['http://localhost:3000/x', 'http://localhost:3000/x'],
  ['https://[::1]:8080/', 'https://[::1]:8080/'],
  ['https://bücher.example/ä', 'https://bücher.example/ä'],
  ['mailto:ada@example.org?subject=Hi', 'mailto:ada@example.org?subject=Hi'],
])('%s is read as %s', (text, url) => {
  const read = readUrl(text)
  expect(read.ok ? read.value : null).toBe(url)
})

test.each([
  'javascript:alert(1)',
  'JaVaScRiPt:alert(1)',
  'java\u0000script:alert(1)',
  'java\nscript:alert(1)',
  '\u0001javascript:alert(1)',
  'javascript://example.org/%0aalert(1)',
  'data:text/html,<script>alert(1)</script>',
  'vbscript:x',
  'file:///etc/passwd',
  'blob:https://example.org/x',
  '//example.org/x"onclick=x',
  'https://user:secret@example.org/',
  'https://example.org\\@evil.example/',
  'https:example.org',
  'https://exa mple.org',
  'https://-example.org',
])('%j is no address that opens', (text) => {
  expect(readUrl(text).ok).toBe(false)
})

test('an address is shown without what everybody knows', () => {
  expect(['https://www.example.org/', 'http://example.org/a/', 'mailto:ada@example.org'].map(shownUrl)).toEqual([
    'example.org',
    'example.org/a/',
    'ada@example.org',
  ])
})
