import { defineColumn, fail, ok } from '@fulcrum/domain'
import * as z from 'zod/mini'
import { oneLine } from '../shared/labels.ts'
import { textOperators } from '../shared/operators.ts'
import { checkedBy } from '../shared/parse.ts'
import { maxUrl, readUrl, shownUrl } from './url.ts'

/** Characters of a link's text. */
const maxText = 500

const url = z.string('Expected an address.').check(
  z.maxLength(maxUrl, 'An address has at most 2,000 characters.'),
  z.overwrite((text) => {
    const read = readUrl(text)
    return read.ok ? read.value : text
  }),
  z.refine((text) => readUrl(text).ok, 'Expected an address that begins with https, http or mailto.'),
)

const value = z
  .strictObject({
    url,
    /** What is shown instead of the address. */
    text: z.exactOptional(
      z
        .string()
        .check(
          z.overwrite(oneLine),
          z.minLength(1, 'The text is empty: leave it out.'),
          z.maxLength(maxText, 'The text of a link has at most 500 characters.'),
        ),
    ),
  })
  // A text that says no more than the address is none.
  .check(z.overwrite((link) => (link.text === shownUrl(link.url) || link.text === link.url ? { url: link.url } : link)))

export type LinkValue = z.infer<typeof value>

/** An address, with a text to show for it. */
export const linkColumn = defineColumn({
  id: 'link',
  label: 'Link',
  description: 'An address on the web, with a text of its own: a design, a ticket, a page.',
  version: 1,
  migrations: [],
  settings: z.strictObject({}),
  defaultSettings: {},
  storage: () => ({ text: 'text', url: 'text' }),
  defaultLane: 'text',
  rules: { lane: 'url' },
  value,
  toLanes: (link) => ({ text: linkText(link), url: link.url }),
  fromLanes: (lane) => {
    const address = lane('url') as string | null
    if (address === null) return null
    const text = lane('text') as string | null
    return text === null || text === shownUrl(address) ? { url: address } : { url: address, text }
  },
  operators: [
    ...textOperators('text'),
    { id: 'url-contains', label: 'address contains', lane: 'url', op: 'contains', takes: 'text' },
    { id: 'url-not-contains', label: 'address does not contain', lane: 'url', op: 'notContains', takes: 'text' },
  ],
  asks: () => ({ as: 'line', input: 'url' }),
  parse: (text) => {
    const line = oneLine(text)
    if (line === '') return ok(null)
    if (line.length > maxUrl + maxText + 10) return fail('An address has at most 2,000 characters, its text 500.')
    const { name, address } = partsOf(line)
    const read = readUrl(address)
    if (!read.ok) return fail(read.message)
    return checkedBy(value, name === '' ? { url: read.value } : { url: read.value, text: name })
  },
  format: (link) => (link.text === undefined ? link.url : `${link.text} <${link.url}>`),
  display: linkText,
  sort: { lane: 'text' },
  group: { lane: 'text' },
  aggregates: ['filled', 'distinct'],
  defaultAggregate: null,
  searchLanes: ['text', 'url'],
  roles: [],
  examples: [
    {
      settings: {},
      values: [
        { value: { url: 'https://example.org/plan', text: 'The plan' }, text: 'The plan <https://example.org/plan>' },
        { value: { url: 'https://example.org/a?b=1#c' }, text: 'example.org/a?b=1#c' },
        { value: { url: 'https://example.org/a_(b)', text: 'Wiki' }, text: '[Wiki](https://example.org/a_(b))' },
        { value: { url: 'http://localhost:8080/x' }, text: 'HTTP://LocalHost:8080/x' },
        { value: { url: 'https://example.org/', text: 'Design' }, text: 'Design - https://example.org/' },
        {
          value: { url: 'mailto:ada@example.org', text: 'Write to Ada' },
          text: 'Write to Ada <mailto:ada@example.org>',
        },
      ],
      badTexts: [
        'javascript:alert(1)',
        'Click <javascript:alert(1)>',
        'data:text/html,x',
        'file:///etc/passwd',
        'https://bank.example@evil.example/',
        'nothing',
        'https://',
        'two words',
        `[${'](x'.repeat(200_000)})`,
      ],
      badValues: [
        'https://example.org',
        { url: 'javascript:alert(1)' },
        { url: ' JavaScript:alert(1)' },
        { url: 'https://example.org', text: ' ' },
        { url: 'https://example.org', note: 'x' },
        { text: 'x' },
      ],
    },
  ],
})

/** What is shown of a link. */
export function linkText(link: LinkValue): string {
  return link.text ?? shownUrl(link.url)
}

/** A text and an address: `Text <address>`, `[Text](address)`, `Text - https://...`, or an address alone. */
function partsOf(line: string): { readonly name: string; readonly address: string } {
  const [, name = '', address] =
    /^(.*?)\s*<([^<>\s]+)>$/.exec(line) ??
    /^\[(.*)\]\((\S+)\)$/.exec(line) ??
    /^(.+?) [-–] (https?:\/\/\S+)$/i.exec(line) ??
    []
  return address === undefined ? { name: '', address: line } : { name, address }
}
