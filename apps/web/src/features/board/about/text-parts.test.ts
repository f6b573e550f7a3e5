import { expect, test } from 'vitest'
import { textParts } from './text-parts.ts'

const hrefs = (text: string) => textParts(text).flatMap(({ href }) => href ?? [])

test('a text stays whole, whatever is an address in it', () => {
  for (const text of [
    '',
    'plain',
    'https://a.example',
    'see https://a.example/x?y=1#z, then (http://b.example).',
    'https://',
  ]) {
    expect(
      textParts(text)
        .map((part) => part.text)
        .join(''),
    ).toBe(text)
  }
})

test('addresses are links, without the sentence around them', () => {
  expect(hrefs('Runbook: https://a.example/run_(1)?y=1#z, and (http://b.example).')).toEqual([
    'https://a.example/run_(1)?y=1#z',
    'http://b.example',
  ])
  expect(hrefs('javascript:alert(1) data:text/html,x //a.example ftp://a.example')).toEqual([])
})
