import { describe, expect, test } from 'vitest'
import { must } from '../../errors.ts'
import { compilePattern } from './pattern.ts'
import type { Pattern } from './pattern.ts'

function pattern(text: string): Pattern {
  const read = compilePattern(text)
  return must(read.ok ? read.value : null, read.ok ? '' : read.message)
}

describe('a pattern', () => {
  test.each([
    ['[A-Z]{2,5}-\\d+', ['ENG-1', 'AB-0012'], ['E-1', 'ENG-', 'eng-1', 'ENG-1 ', 'ENGINE-1']],
    ['^v?\\d+(\\.\\d+){1,2}$', ['1.2', 'v1.2.3'], ['v1', '1.2.3.4', 'v']],
    ['(?:todo|done|)', ['todo', 'done', ''], ['tod', 'donedone']],
    ['a|b|c+', ['a', 'b', 'ccc'], ['', 'ab', 'ca']],
    ['\\w+ \\w+', ['Jürgen Müller', '田中 太郎'], ['Jürgen', 'a  b']],
    ['\\p{Lu}\\p{Ll}*', ['Écho', 'A'], ['écho', 'AB']],
    ['[^\\s,;]+', ['a-b'], ['a b', 'a,b']],
    ['[a\\-z\\]]+', ['a-]z'], ['b']],
    ['[-a]', ['-', 'a'], ['b']],
    ['\\(\\d{3}\\) \\d{4}', ['(030) 1234'], ['030 1234']],
    ['.', ['🎉', 'x'], ['', 'xx']],
    ['(a*)*b', ['b', 'aaab'], ['', 'aaa']],
    ['(a?){3}', ['', 'a', 'aaa'], ['aaaa']],
    ['x{2}', ['xx'], ['x', 'xxx']],
    ['x{2,}', ['xx', 'xxxxx'], ['x']],
  ])('%s is of the whole value', (text, good, bad) => {
    const { matches } = pattern(text)
    expect(good.filter((value) => matches(value) !== true)).toEqual([])
    expect(bad.filter((value) => matches(value) !== false)).toEqual([])
  })

  test.each([
    ['', 'Type a pattern.'],
    ['a**', 'Two repeats in a row: put the first in ( ). (at character 3)'],
    ['*a', 'There is nothing to repeat before *. (at character 1)'],
    ['(a', 'This ( is not closed. (at character 1)'],
    ['a)', 'There is no ( for this ). (at character 2)'],
    ['[a', 'This [ is not closed. (at character 1)'],
    ['[]', 'There is nothing in this [ ]. (at character 1)'],
    ['[z-a]', 'A range in [ ] goes from the lower character to the higher one. (at character 5)'],
    ['a{3,1}', 'The larger count stands behind the smaller one. (at character 2)'],
    ['a{x}', 'Write a count as {3}, {3,} or {3,5}; a brace itself is \\{. (at character 2)'],
    ['(?=a)b', 'Groups that look ahead or behind are not known here. (at character 1)'],
    ['(a)\\1', '\\1 is not known here. (at character 4)'],
    ['a$b', 'A pattern is of the whole value: $ itself is \\$. (at character 2)'],
    ['\\', 'There is nothing behind the last \\. (at character 1)'],
    ['\\p{Greek}', 'Behind \\p stands {L}, {Lu}, {Ll} or {N}. (at character 1)'],
    ['((a{100}){100}){100}', 'The pattern is too large: repeat less often. (at character 1)'],
    ['('.repeat(31) + ')'.repeat(31), 'Groups stand at most 30 deep in each other. (at character 31)'],
    ['x'.repeat(301), 'A pattern has at most 300 characters.'],
  ])('%j is refused with a reason', (text, message) => {
    expect(compilePattern(text)).toEqual({ ok: false, message })
  })

  test('takes no longer for values and patterns that make a backtracking matcher run for ever', () => {
    const starts = [
      '(a+)+',
      '(a*)*',
      '(a|a)*',
      '(a|aa)+',
      '(a+a+)+',
      '(a?){30}a{30}',
      '([a-z]+)*',
      '(.*)*',
      '(\\w|\\d)+',
      '(a|b|ab)*',
    ]
    const ends = ['$', 'c', '[^a]', '\\d', 'b{3}']
    const values = [
      'a'.repeat(2_000),
      'ab'.repeat(1_000),
      `${'a'.repeat(1_999)}!`,
      'aab'.repeat(660),
      '0a'.repeat(1_000),
    ]
    // Which places can be reached after some characters differs in exponentially many ways here.
    const manyStates = [14, 40, 100, 240].map((count) => `(a|b)*a(a|b){${count}}`)
    const cases = [
      ...starts.flatMap((start) => ends.flatMap((end) => values.map((value) => [`${start}${end}`, value] as const))),
      ...starts.flatMap((start) =>
        ends.flatMap((end) => values.map((value) => [`(${start}){3}${end}`, value] as const)),
      ),
      ...manyStates.flatMap((text) => values.map((value) => [text, value] as const)),
    ]
    expect(cases.length).toBeGreaterThanOrEqual(500)
    let most = 0
    for (const [text, value] of cases) {
      const before = process.cpuUsage()
      pattern(text).matches(value)
      const { user } = process.cpuUsage(before)
      most = Math.max(most, user / 1_000)
    }
    expect(most).toBeLessThan(100)
  })

  test('stops where its budget ends, and says so', () => {
    const { matches } = pattern('(a|b)*a(a|b){240}')
    const budget = { left: 10_000 }
    expect(matches('ab'.repeat(1_000), budget)).toBe(null)
    expect(matches('x'.repeat(10), { left: 100 })).toBe(false)
  })
})
