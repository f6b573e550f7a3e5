import { expect, test } from 'vitest'
import { boardIdOf, boardPath } from './paths.ts'

test('a board has one address, and other addresses name no board', () => {
  const id = '01999999-0000-7000-8000-000000000001'
  expect(boardIdOf(boardPath(id).slice('/b/'.length))).toBe(id)
  expect(boardIdOf(id)).toBeNull()
  expect(boardIdOf('item_01999999000070008000000000000001')).toBeNull()
})
