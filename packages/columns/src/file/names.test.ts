import { expect, test } from 'vitest'
import { addressName, extensionOf, fileName } from './names.ts'

test.each([
  ['plan.pdf', 'plan.pdf'],
  ['../../etc/passwd', 'passwd'],
  ['C:\\Users\\ada\\plan.pdf', 'plan.pdf'],
  ['..', 'file'],
  ['', 'file'],
  ['a/', 'file'],
  ['in\u0000voice.exe\u202efdp.', 'invoice.exefdp.'],
  ['a\r\nSet-Cookie: x', 'a Set-Cookie_ x'],
  ['<img src=x>.png', '_img src=x_.png'],
  ['résumé 中文.txt', 'résumé 中文.txt'],
  [`${'x'.repeat(300)}.pdf`, `${'x'.repeat(251)}.pdf`],
])('%j is kept as %j', (given, kept) => {
  expect(fileName(given)).toBe(kept)
  expect(fileName(kept)).toBe(kept)
})

test('an address is called by its last part where it has no name', () => {
  expect(addressName('', 'https://example.org/a/My%20plan.pdf?x=1')).toBe('My plan.pdf')
  expect(addressName('https://x', 'https://example.org')).toBe('example.org')
  expect(addressName('Design / v2', 'https://example.org/a')).toBe('Design / v2')
  expect(addressName('', 'https://example.org/%E0%A4%A')).toBe('%E0%A4%A')
})

test('a name tells its ending', () => {
  expect(['a.PNG', 'a.tar.gz', '.env', 'a', 'a.'].map(extensionOf)).toEqual(['png', 'gz', '', '', ''])
})
