import { defineColumn, fail, matchingKey, ok } from '@fulcrum/domain'
import * as z from 'zod/mini'

/** The countries and territories of ISO 3166-1, by their two letters. */
export const countryCodes: readonly string[] = (
  'AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ CA CC ' +
  'CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD ' +
  'GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH ' +
  'KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW ' +
  'MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC ' +
  'SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY ' +
  'UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW'
).split(' ')

/** The name of a country in the reader's language. `countryName('DE', 'fr') // 'Allemagne'` */
export function countryName(code: string, locale: string): string {
  const names = namesByLocale.get(locale) ?? new Intl.DisplayNames(locale, { type: 'region' })
  namesByLocale.set(locale, names)
  return names.of(code) ?? code
}

/** A country. */
export const countryColumn = defineColumn({
  id: 'country',
  label: 'Country',
  description: 'A country, shown by its name in the language of who reads it.',
  version: 1,
  migrations: [],
  settings: z.strictObject({}),
  defaultSettings: {},
  storage: () => ({ code: 'text' }),
  defaultLane: 'code',
  rules: { not: ['pattern'] },
  value: z
    .string('Expected the two letters of a country, like DE.')
    .check(z.refine((code) => countryCodes.includes(code), 'Expected the two letters of a country, like DE.')),
  toLanes: (code) => ({ code }),
  fromLanes: (lane) => lane('code') as string | null,
  operators: [
    { id: 'is', label: 'is', lane: 'code', op: 'is', takes: 'value' },
    { id: 'is-not', label: 'is not', lane: 'code', op: 'isNot', takes: 'value' },
    { id: 'is-empty', label: 'is empty', lane: 'code', op: 'empty', takes: 'nothing' },
    { id: 'is-not-empty', label: 'is not empty', lane: 'code', op: 'notEmpty', takes: 'nothing' },
  ],
  parse: (text) => {
    const key = matchingKey(text)
    if (key === '') return ok(null)
    const code = codeByName().get(key)
    return code === undefined
      ? fail(`"${text.slice(0, 60)}" is not a country. Give its name or its two letters.`)
      : ok(code)
  },
  format: (code) => countryName(code, 'en'),
  display: (code, _settings, { locale }) => countryName(code, locale),
  sort: { lane: 'code' },
  group: { lane: 'code' },
  aggregates: ['distinct', 'filled', 'share'],
  defaultAggregate: null,
  searchLanes: ['code'],
  roles: [],
  examples: [
    {
      settings: {},
      values: [
        { value: 'DE', text: 'de' },
        { value: 'DE', text: 'Deutschland' },
        { value: 'FR', text: ' france ' },
        { value: 'GB', text: 'UK' },
        { value: 'US', text: 'USA' },
      ],
      badTexts: ['Atlantis', 'XX'],
      badValues: ['de', 'XX', 49, ''],
    },
  ],
})

const namesByLocale = new Map<string, Intl.DisplayNames>()
const languages = ['en', 'de', 'fr', 'es', 'it', 'nl', 'pt', 'pl', 'sv']
/** What some countries are called besides their names. */
export const otherCountryNames: readonly (readonly [name: string, code: string])[] = [
  ['uk', 'GB'],
  ['england', 'GB'],
  ['great britain', 'GB'],
  ['usa', 'US'],
  ['united states of america', 'US'],
  ['holland', 'NL'],
]
let codes: Map<string, string> | null = null

function codeByName(): ReadonlyMap<string, string> {
  codes ??= new Map([
    ...languages.flatMap((locale) =>
      countryCodes.map((code): [string, string] => [matchingKey(countryName(code, locale)), code]),
    ),
    ...otherCountryNames,
    ...countryCodes.map((code): [string, string] => [code.toLowerCase(), code]),
  ])
  return codes
}
