import { defineColumn, fail, ok } from '@fulcrum/domain'
import * as z from 'zod/mini'
import { oneLine, shortened } from '../shared/labels.ts'
import { textOperators } from '../shared/operators.ts'

const address =
  /^[^\s@<>()[\]\\,;:"\p{Cc}\p{Cf}]{1,64}@(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?\.)+\p{L}[\p{L}\p{N}-]*\p{L}$/u

/** An e-mail address as it is kept: the part behind the @ in lower case, which is the same to every mail server. */
const value = z.string('Expected an e-mail address.').check(
  z.overwrite((text) => withPlainDomain(text.trim())),
  z.maxLength(254, 'An e-mail address has at most 254 characters.'),
  z.regex(address, 'Expected an e-mail address, like ada@example.org.'),
)

/** An e-mail address. */
export const emailColumn = defineColumn({
  id: 'email',
  label: 'E-mail',
  description: 'An e-mail address, one click away from a letter: a contact, a list, a reporter.',
  version: 1,
  migrations: [],
  settings: z.strictObject({}),
  defaultSettings: {},
  storage: () => ({ email: 'text' }),
  defaultLane: 'email',
  value,
  toLanes: (email) => ({ email }),
  fromLanes: (lane) => lane('email') as string | null,
  operators: textOperators('email'),
  asks: () => ({ as: 'line', input: 'email' }),
  parse: (text) => {
    const line = oneLine(text)
    if (line === '') return ok(null)
    if (line.length > 600) return fail('An e-mail address has at most 254 characters.')
    const named = /^.*<([^<>]+)>$/.exec(line)?.[1] ?? line
    const parsed = value.safeParse(named.trim().replace(/^mailto:/i, ''))
    if (parsed.success) return ok(parsed.data)
    return fail(`"${shortened(line)}" is not an e-mail address. Write it like ada@example.org.`)
  },
  format: (email) => email,
  sort: { lane: 'email' },
  group: { lane: 'email' },
  aggregates: ['filled', 'distinct'],
  defaultAggregate: null,
  searchLanes: ['email'],
  roles: [],
  examples: [
    {
      settings: {},
      values: [
        { value: 'ada@example.org', text: 'ada@example.org' },
        { value: 'Ada.Lovelace+board@mail.example.org', text: ' Ada.Lovelace+board@Mail.Example.ORG ' },
        { value: 'grace@example.org', text: 'Grace Hopper <grace@example.org>' },
        { value: 'post@bücher.example', text: 'mailto:post@bücher.example' },
      ],
      badTexts: [
        'ada',
        'ada@',
        '@example.org',
        'ada@example',
        'a b@example.org',
        'ada@example.org, grace@example.org',
        'a<'.repeat(100_000),
      ],
      badValues: ['ada', 7, '', ['ada@example.org'], 'ada@-example.org'],
    },
  ],
})

function withPlainDomain(text: string): string {
  const at = text.lastIndexOf('@')
  return at < 0 ? text : text.slice(0, at) + text.slice(at).toLowerCase()
}
