import { expect, test } from 'vitest'
import { linksCsv } from './links-csv.ts'

test('links are a line each, and no address is a formula', () => {
  expect(
    linksCsv([
      { email: 'ada@example.org', url: 'https://x/#a' },
      { email: '=cmd@example.org', url: 'https://x/#b' },
      { email: '"a,b"@example.org', url: 'https://x/#c' },
    ]),
  ).toBe(
    'email,link\r\nada@example.org,https://x/#a\r\n\'=cmd@example.org,https://x/#b\r\n"""a,b""@example.org",https://x/#c\r\n',
  )
})
