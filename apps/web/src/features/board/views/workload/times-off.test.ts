import { expect, test } from 'vitest'
import { readTimesOff } from './times-off.ts'

const away = (from: number) => ({ timeOff: [{ id: 'a', from, to: from + 2 }] })

test('whoever is away at some time is listed, and the list stays the same one while it says the same', () => {
  const first = readTimesOff(
    [
      ['ada', away(10)],
      ['zoe', { name: 'Zoe' }],
    ],
    new Map(),
  )
  expect([...first]).toEqual([['ada', away(10).timeOff]])
  expect(readTimesOff([['ada', { ...away(10), name: 'Ada' }]], first)).toBe(first)
  expect([...readTimesOff([['ada', away(11)]], first)]).toEqual([['ada', away(11).timeOff]])
  expect(readTimesOff([['ada', {}]], first).size).toBe(0)
})
