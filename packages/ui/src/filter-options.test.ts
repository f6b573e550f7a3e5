import { expect, test } from 'vitest'
import { filterOptions } from './filter-options.ts'

const options = [
  { title: 'Ukraine', keywords: 'UA' },
  { title: 'United Kingdom', keywords: 'GB uk' },
  { title: 'Milwaukee' },
  { title: 'São Tomé', keywords: 'ST' },
]

test.each([
  ['', ['Ukraine', 'United Kingdom', 'Milwaukee', 'São Tomé']],
  ['uk', ['United Kingdom', 'Ukraine', 'Milwaukee']],
  ['UNITED', ['United Kingdom']],
  ['kingdom united', ['United Kingdom']],
  ['sao tome', ['São Tomé']],
  ['wauk', ['Milwaukee']],
  ['nowhere', []],
])('“%s” finds %j', (text, titles) => {
  expect(filterOptions(options, text).map(({ title }) => title)).toEqual(titles)
})
