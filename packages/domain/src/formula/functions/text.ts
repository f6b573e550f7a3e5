import { matchingKey } from '@fulcrum/columnar'
import { formulaLimits } from '../limits.ts'
import { formulaErrors } from '../value.ts'
import { characterCount, characters, substituted } from './characters.ts'
import { rounded } from './decimals.ts'
import { defineFunction } from './function.ts'

const family = 'Text'

/** Functions of texts. */
export const text = [
  defineFunction({
    name: 'CONCAT',
    family,
    description: 'All values as one text, as `&` makes it.',
    params: ['values: shown*'],
    returns: 'text',
    examples: [
      ['CONCAT("Sprint ", 12)', '"Sprint 12"'],
      ['CONCAT("a", BLANK(), LIST("b", "c"))', '"abc"'],
    ],
    apply: (values) => {
      const length = values.reduce((sum, value) => sum + value.length, 0)
      return length > formulaLimits.resultLength ? formulaErrors.LIMIT : values.join('')
    },
  }),
  defineFunction({
    name: 'TEXT',
    family,
    description: 'A value as text: numbers with a point, days as 2026-11-24, durations as 7:30.',
    params: ['value: shown'],
    returns: 'text',
    examples: [
      ['TEXT(12.5)', '"12.5"'],
      ['TEXT(DATE(2026, 11, 24))', '"2026-11-24"'],
      ['TEXT(HOURS(7.5))', '"7:30"'],
    ],
    apply: (value) => value,
  }),
  defineFunction({
    name: 'FIXED',
    family,
    description: 'A number as text with so many decimals (2 if left out).',
    params: ['number: number', 'digits?: number'],
    returns: 'text',
    examples: [
      ['FIXED(3.14159)', '"3.14"'],
      ['FIXED(2.5, 0)', '"3"'],
    ],
    apply: (number, digits) => {
      const places = Math.max(0, Math.min(20, Math.trunc(digits ?? 2)))
      return rounded(number, places, 'half').toFixed(places)
    },
  }),
  defineFunction({
    name: 'LEN',
    family,
    description: 'How many characters a text has.',
    params: ['text: text'],
    returns: 'number',
    examples: [
      ['LEN("Fulcrum")', '7'],
      ['LEN("")', '0'],
      ['LEN("👍🏽")', '2'],
    ],
    apply: (text) => characterCount(text),
  }),
  defineFunction({
    name: 'UPPER',
    family,
    description: 'The text in capitals.',
    params: ['text: text'],
    returns: 'text',
    examples: [['UPPER("Straße")', '"STRASSE"']],
    apply: (text) => text.toUpperCase(),
  }),
  defineFunction({
    name: 'LOWER',
    family,
    description: 'The text in small letters.',
    params: ['text: text'],
    returns: 'text',
    examples: [['LOWER("API Key")', '"api key"']],
    apply: (text) => text.toLowerCase(),
  }),
  defineFunction({
    name: 'PROPER',
    family,
    description: 'The text with each word beginning with a capital.',
    params: ['text: text'],
    returns: 'text',
    examples: [['PROPER("maya LIN")', '"Maya Lin"']],
    apply: (text) =>
      text
        .toLowerCase()
        .replace(
          /(^|[^\p{L}\p{N}'’])(\p{L})/gu,
          (_all, before: string, letter: string) => before + letter.toUpperCase(),
        ),
  }),
  defineFunction({
    name: 'TRIM',
    family,
    description: 'The text without white space around it, and with single spaces within.',
    params: ['text: text'],
    returns: 'text',
    examples: [['TRIM("  a   b ")', '"a b"']],
    apply: (text) =>
      text
        .split(/\s/)
        .filter((word) => word !== '')
        .join(' '),
  }),
  defineFunction({
    name: 'LEFT',
    family,
    description: 'The first characters (1 if left out).',
    params: ['text: text', 'count?: number'],
    returns: 'text',
    examples: [
      ['LEFT("Fulcrum", 3)', '"Ful"'],
      ['LEFT("ab", 9)', '"ab"'],
    ],
    apply: (text, count) => characters(text, 0, count ?? 1),
  }),
  defineFunction({
    name: 'RIGHT',
    family,
    description: 'The last characters (1 if left out).',
    params: ['text: text', 'count?: number'],
    returns: 'text',
    examples: [['RIGHT("ENG-12", 2)', '"12"']],
    apply: (text, count) => {
      const length = characterCount(text)
      const from = Math.max(0, length - Math.max(0, Math.trunc(count ?? 1)))
      return characters(text, from, length)
    },
  }),
  defineFunction({
    name: 'MID',
    family,
    description: 'So many characters from a place, counted from 1.',
    params: ['text: text', 'start: number', 'count: number'],
    returns: 'text',
    examples: [
      ['MID("Fulcrum", 4, 2)', '"cr"'],
      ['MID("abc", 0, 1)', '#VALUE'],
    ],
    apply: (text, start, count) =>
      start < 1 || count < 0 ? formulaErrors.VALUE : characters(text, Math.trunc(start) - 1, count),
  }),
  defineFunction({
    name: 'FIND',
    family,
    description: 'The place of a text in another, counted from 1; capitals count.',
    params: ['wanted: text', 'text: text'],
    returns: 'number',
    examples: [
      ['FIND("-", "ENG-12")', '4'],
      ['FIND("x", "ENG-12")', '#NA'],
    ],
    apply: (wanted, text) => {
      const at = text.indexOf(wanted)
      return at < 0 ? formulaErrors.NA : characterCount(text.slice(0, at)) + 1
    },
  }),
  defineFunction({
    name: 'CONTAINS',
    family,
    description: 'TRUE where a text has another in it; capitals do not count.',
    params: ['text: text', 'wanted: text'],
    returns: 'boolean',
    examples: [
      ['CONTAINS("Fix the Login", "login")', 'TRUE'],
      ['CONTAINS(BLANK(), "a")', 'FALSE'],
    ],
    apply: (text, wanted) => matchingKey(text).includes(matchingKey(wanted)),
  }),
  defineFunction({
    name: 'STARTSWITH',
    family,
    description: 'TRUE where a text begins with another; capitals do not count.',
    params: ['text: text', 'start: text'],
    returns: 'boolean',
    examples: [['STARTSWITH("Bug: login", "bug")', 'TRUE']],
    apply: (text, start) => matchingKey(text).startsWith(matchingKey(start)),
  }),
  defineFunction({
    name: 'ENDSWITH',
    family,
    description: 'TRUE where a text ends with another; capitals do not count.',
    params: ['text: text', 'end: text'],
    returns: 'boolean',
    examples: [['ENDSWITH("notes.PDF", ".pdf")', 'TRUE']],
    apply: (text, end) => matchingKey(text).endsWith(matchingKey(end)),
  }),
  defineFunction({
    name: 'SUBSTITUTE',
    family,
    description: 'The text with one text put for another wherever it stands; capitals count.',
    params: ['text: text', 'old: text', 'new: text'],
    returns: 'text',
    examples: [
      ['SUBSTITUTE("a-b-c", "-", "+")', '"a+b+c"'],
      ['SUBSTITUTE("a-b", "-", "")', '"ab"'],
    ],
    apply: (text, old, put) => substituted(text, old, put, formulaLimits.resultLength) ?? formulaErrors.LIMIT,
  }),
  defineFunction({
    name: 'REPLACE',
    family,
    description: 'The text with so many characters from a place, counted from 1, replaced by another text.',
    params: ['text: text', 'start: number', 'count: number', 'new: text'],
    returns: 'text',
    examples: [['REPLACE("ENG-12", 1, 3, "OPS")', '"OPS-12"']],
    apply: (text, start, count, put) => {
      if (start < 1 || count < 0) return formulaErrors.VALUE
      const first = Math.trunc(start) - 1
      return characters(text, 0, first) + put + characters(text, first + Math.trunc(count), text.length)
    },
  }),
  defineFunction({
    name: 'REPT',
    family,
    description: 'The text so many times.',
    params: ['text: text', 'count: number'],
    returns: 'text',
    examples: [
      ['REPT("★", 3)', '"★★★"'],
      ['REPT("x", 1000000)', '#LIMIT'],
    ],
    apply: (text, count) => {
      const times = Math.trunc(count)
      if (times < 0) return formulaErrors.VALUE
      return text.length * times > formulaLimits.resultLength
        ? formulaErrors.LIMIT
        : text === ''
          ? ''
          : text.repeat(times)
    },
  }),
  defineFunction({
    name: 'PADLEFT',
    family,
    description: 'A value as text, filled from the left (with 0 if left out) to so many characters.',
    params: ['value: shown', 'width: number', 'fill?: text'],
    returns: 'text',
    examples: [
      ['PADLEFT(7, 3)', '"007"'],
      ['PADLEFT("a", 3, ".")', '"..a"'],
    ],
    apply: (value, width, fill) => {
      if (width > formulaLimits.resultLength) return formulaErrors.LIMIT
      const filler = characters(fill ?? '0', 0, 1)
      return filler.repeat(Math.max(0, Math.trunc(width) - characterCount(value))) + value
    },
  }),
  defineFunction({
    name: 'BEFORE',
    family,
    description: 'What stands before the first place of a mark; the whole text where there is none.',
    params: ['text: text', 'mark: text'],
    returns: 'text',
    examples: [
      ['BEFORE("maya@acme.dev", "@")', '"maya"'],
      ['BEFORE("maya", "@")', '"maya"'],
    ],
    apply: (text, mark) => {
      const at = mark === '' ? -1 : text.indexOf(mark)
      return at < 0 ? text : text.slice(0, at)
    },
  }),
  defineFunction({
    name: 'AFTER',
    family,
    description: 'What stands behind the first place of a mark; blank where there is none.',
    params: ['text: text', 'mark: text'],
    returns: 'text',
    examples: [
      ['AFTER("maya@acme.dev", "@")', '"acme.dev"'],
      ['AFTER("maya", "@")', 'BLANK()'],
    ],
    apply: (text, mark) => {
      const at = mark === '' ? -1 : text.indexOf(mark)
      return at < 0 ? '' : text.slice(at + mark.length)
    },
  }),
]
