import { expect, test } from 'vitest'
import { titlesOf } from './pasted-titles.ts'

test('each line is a title, without the marks of lists', () => {
  expect(titlesOf('- Fix login\r\n* [ ] Add tests\n\n  3. Write it down \n+ [x] Ship\nv2.0 is out')).toEqual([
    'Fix login',
    'Add tests',
    'Write it down',
    'Ship',
    'v2.0 is out',
  ])
  expect(titlesOf(' \n ')).toEqual([])
  expect(titlesOf('Fix login\tDone\t3')).toEqual(['Fix login Done 3'])
  expect(titlesOf('x'.repeat(1_200))[0]).toHaveLength(1_000)
})
