import { expect, test } from 'vitest'
import { favouriteStep } from './use-favourite-moves.ts'

test('a favourite steps over its neighbour, and not past the ends', () => {
  const shown = ['a', 'b', 'c']
  expect(favouriteStep(shown, 'a', 1)).toBe('b')
  expect(favouriteStep(shown, 'c', -1)).toBe('a')
  expect(favouriteStep(shown, 'b', -1)).toBeNull()
  expect(favouriteStep(shown, 'a', -1)).toBeUndefined()
  expect(favouriteStep(shown, 'c', 1)).toBeUndefined()
  expect(favouriteStep(shown, 'd', 1)).toBeUndefined()
})
