import { describe, expect, test } from 'vitest'
import { parseMessage } from './message.ts'
import { longer, rightToLeft } from './pseudo.ts'
import { say, type Tongue } from './say.ts'

function tongue(language: string, isolates = false): Tongue {
  const numbers = new Intl.NumberFormat(language)
  return {
    caseOf: (count, type) => new Intl.PluralRules(language, { type }).select(count),
    number: (value) => numbers.format(value),
    isolates,
  }
}

function said(message: string, values: Record<string, unknown> = {}, language = 'en', isolates = false): string {
  return say<string>(
    parseMessage(message),
    values,
    tongue(language, isolates),
    (tag, words) => `<${tag}|${words.join('')}>`,
  ).join('')
}

describe('what a message says', () => {
  test('text and values', () => {
    expect(said('Sent to {name}, on {day}.', { name: 'Ali', day: '3 May' })).toBe('Sent to Ali, on 3 May.')
    expect(said('{ name }', { name: '{not a value}' })).toBe('{not a value}')
    expect(said('Here: {nothing}.')).toBe('Here: .')
  })

  test('counts, by the cases of the language and with its numbers', () => {
    const items = '{count, plural, =0 {nothing} one {# item} other {# items}}'
    expect([0, 1, 2, 1200].map((count) => said(items, { count }))).toEqual([
      'nothing',
      '1 item',
      '2 items',
      '1,200 items',
    ])
    const polish = '{count, plural, one {# zadanie} few {# zadania} many {# zadań} other {# zadania}}'
    expect([1, 3, 5, 1.5].map((count) => said(polish, { count }, 'pl'))).toEqual([
      '1 zadanie',
      '3 zadania',
      '5 zadań',
      '1,5 zadania',
    ])
    const place = '{at, selectordinal, one {#st} two {#nd} few {#rd} other {#th}}'
    expect([1, 2, 3, 4, 21].map((at) => said(place, { at }))).toEqual(['1st', '2nd', '3rd', '4th', '21st'])
  })

  test('numbers as they are, or as the language has them', () => {
    expect(said('{many} {many, number}', { many: 1234567 }, 'de')).toBe('1234567 1.234.567')
  })

  test('cases of a word, within each other', () => {
    const message = '{who, select, me {You have {count, plural, one {# task} other {# tasks}}} other {# of {who}}}'
    expect(said(message, { who: 'me', count: 2 })).toBe('You have 2 tasks')
    expect(said(message, { who: 'Ali' })).toBe('# of Ali')
  })

  test('marked words, with values and cases in them', () => {
    const message = '{n, plural, one {<b># cell</b> is lost} other {<b># cells</b> are lost}}, <i>{why}</i>'
    expect(said(message, { n: 3, why: 'so' })).toBe('<b|3 cells> are lost, <i|so>')
  })

  test('signs that mean themselves', () => {
    expect(said("It's '{'x'}', isn''t it?")).toBe("It's {x}, isn't it?")
    expect(said("a < b, 1 <3, '<b>'")).toBe('a < b, 1 <3, <b>')
    expect(said("{n, plural, other {'#'#}}", { n: 4 })).toBe('#4')
    expect(said('# outside of a count')).toBe('# outside of a count')
  })

  test('what people wrote is isolated where the language needs it, and numbers are not', () => {
    expect(said('{name}: {count}', { name: 'Ali', count: 3 }, 'en', true)).toBe('\u2068Ali\u2069: 3')
  })

  test.each([
    '{',
    '{name',
    'x}',
    '<b>open',
    '<b>x</i>',
    '{n, plural, one {x}',
    '{d, date, short}',
    '{n, plural}',
    '{}',
  ])('%s is refused', (message) => {
    expect(() => parseMessage(message)).toThrow(SyntaxError)
  })
})

describe('the pseudo-locales', () => {
  const pseudo = (catalogue: typeof longer, message: string, values = {}): string =>
    say<string>(catalogue(message, parseMessage) ?? [], values, tongue('en', true), (_tag, words) =>
      words.join(''),
    ).join('')

  test('say every letter otherwise, two fifths longer, and values as they are', () => {
    const english = 'Nothing was deleted by {name} yet.'
    const shown = pseudo(longer, english, { name: 'Ali' })
    expect(shown).toMatch(/^⟦.*⟧$/)
    expect(shown).toContain('\u2068Ali\u2069')
    expect(shown.replace(/\u2068.*\u2069/, '')).not.toMatch(/[a-z]/i)
    expect(shown.length).toBeGreaterThanOrEqual((english.length - '{name}'.length) * 1.4)
  })

  test('keep cases and marks', () => {
    expect(pseudo(longer, '{n, plural, one {# item} other {# items}}', { n: 1 })).toMatch(/^⟦1 íŧéɱ ļóŕ⟧$/)
    expect(pseudo(rightToLeft, '<b>Two words</b>')).toMatch(/^⟦\u202eŦŵó\u202c \u202eŵóŕðš\u202c/)
  })
})
