import { defineColumn, ok } from '@fulcrum/domain'
import * as z from 'zod/mini'
import { textOperators } from '../shared/operators.ts'
import { digitsOf, readPhone } from './numbers.ts'

const settings = z.strictObject({
  /** Put before numbers that are written without one: `49`. Empty leaves them as they are. */
  countryCode: z.string().check(z.regex(/^([1-9]\d{0,3})?$/, 'A country code has one to four digits, like 49.')),
})

export type PhoneSettings = z.infer<typeof settings>

const value = z.string('Expected a phone number.').check(
  z.overwrite((text) => {
    const read = readPhone(text, '')
    return read.ok ? read.value : text
  }),
  z.refine((text) => readPhone(text, '').ok, 'Expected a phone number, like +49 30 123456.'),
)

/** A telephone number. */
export const phoneColumn = defineColumn({
  id: 'phone',
  label: 'Phone',
  description: 'A telephone number, one click away from a call: a contact, an on-call line.',
  version: 1,
  migrations: [],
  settings,
  defaultSettings: { countryCode: '' },
  storage: () => ({ phone: 'text', digits: 'text' }),
  defaultLane: 'phone',
  value,
  toLanes: (phone) => ({ phone, digits: digitsOf(phone) }),
  fromLanes: (lane) => lane('phone') as string | null,
  operators: [
    ...textOperators('phone'),
    { id: 'digits-contain', label: 'digits contain', lane: 'digits', op: 'contains', takes: 'text' },
  ],
  asks: () => ({ as: 'line', input: 'tel' }),
  parse: (text, { countryCode }) => (text.trim() === '' ? ok(null) : readPhone(text, countryCode)),
  format: (phone) => phone,
  sort: { lane: 'digits' },
  group: { lane: 'phone' },
  aggregates: ['filled', 'distinct'],
  defaultAggregate: null,
  searchLanes: ['phone', 'digits'],
  roles: [],
  examples: [
    {
      settings: { countryCode: '' },
      values: [
        { value: '+49 30 123456', text: '+49 (0)30/123456' },
        { value: '+1 555 0100 x12', text: '001 555.0100 ext. 12' },
        { value: '030 1234 56', text: '030 1234-56' },
        { value: '110', text: 'tel:110' },
      ],
      badTexts: ['call me', '12', '+', '+0 30 1234', '1234567890123456789', '1 x'.repeat(100_000)],
      badValues: ['call me', 49, '', '12'],
    },
    {
      settings: { countryCode: '49' },
      values: [
        { value: '+49 30 1234 56', text: '(030) 1234-56' },
        { value: '+44 20 7946 0000', text: '+44 20 7946 0000' },
      ],
      badTexts: ['nobody'],
    },
  ],
})
