import { expect, test } from 'vitest'
import { readAddresses } from './address-list.ts'

const emails = (text: string) => readAddresses(text).map(({ email }) => email)

test('addresses are found however people paste them', () => {
  expect(emails('ada@example.org\nben@example.org')).toEqual(['ada@example.org', 'ben@example.org'])
  expect(emails(' Ada@Example.org , ben@example.org;cleo@example.org\t')).toEqual([
    'ada@example.org',
    'ben@example.org',
    'cleo@example.org',
  ])
  expect(emails('Ada Lovelace <ada@example.org>\r\n<ben@example.org>\rmailto:cleo@example.org')).toEqual([
    'ada@example.org',
    'ben@example.org',
    'cleo@example.org',
  ])
  expect(emails('"Lovelace, Ada" <ada@example.org>, ben@example.org')).toEqual(['ada@example.org', 'ben@example.org'])
  expect(emails('ada@example.org ben@example.org, cleo@example.org')).toEqual([
    'ada@example.org',
    'ben@example.org',
    'cleo@example.org',
  ])
  expect(emails('Ada ada@example.org')).toEqual([null])
  expect(emails(' \n\n,;\t\n')).toEqual([])
})

test('the name before an address is read with it, with or without quotation marks', () => {
  const names = (text: string) => readAddresses(text).map(({ name }) => name)
  expect(
    names('Ada Lovelace <ada@example.org>, "Hart, Cleo" <cleo@example.org>, <x@example.org>, y@example.org'),
  ).toEqual(['Ada Lovelace', 'Hart, Cleo', null, null])
})

test('what is no address is kept as it was written, with its line', () => {
  expect(readAddresses('ada@example.org\n\nnobody, a@b@c.org\nBcc: x <y@z.org> <w@z.org>')).toEqual([
    { entry: 'ada@example.org', line: 1, email: 'ada@example.org', name: null },
    { entry: 'nobody', line: 3, email: null, name: null },
    { entry: 'a@b@c.org', line: 3, email: null, name: null },
    { entry: 'Bcc: x <y@z.org> <w@z.org>', line: 4, email: null, name: null },
  ])
})

test('a quotation mark that is never closed costs no other address, and a long line no time', () => {
  expect(emails('Ada "the first <ada@example.org>\nben@example.org')).toEqual(['ada@example.org', 'ben@example.org'])
  expect(readAddresses('"'.repeat(50_001)).length).toBeLessThan(50_002)
  expect(readAddresses('a'.repeat(200_000))).toHaveLength(1)
})
