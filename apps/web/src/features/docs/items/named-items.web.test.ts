import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createNamed } from './named-items.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

test('an item that is named while a question is on its way is asked for at once, not with the next look', async () => {
  const asked: (readonly string[])[] = []
  let answer: () => void = () => undefined
  const items = createNamed(async (ids) => {
    asked.push(ids)
    await new Promise<void>((resolve) => (answer = resolve))
    return []
  })
  const end = items.begin()
  items.watch('old', () => undefined)
  await vi.advanceTimersByTimeAsync(60)
  items.watch('new', () => undefined)
  await vi.advanceTimersByTimeAsync(30)
  answer()
  await vi.advanceTimersByTimeAsync(60)
  expect(asked).toEqual([['old'], ['old', 'new']])
  answer()
  await vi.advanceTimersByTimeAsync(4_900)
  expect(asked.length).toBe(2)
  await vi.advanceTimersByTimeAsync(200)
  expect(asked.length).toBe(3)
  end()
})
