import { expect, test } from 'vitest'
import { movedQuestion, placeAt } from './question-order.ts'

const questions = [{ column: 'title' as const }, { column: 1 }, { column: 2 }]
const order = (moved: typeof questions | ReturnType<typeof movedQuestion>) => moved.map(({ column }) => column)

test('a question goes up and down, and never out of the list', () => {
  expect(order(movedQuestion(questions, 2, 0))).toEqual([2, 'title', 1])
  expect(order(movedQuestion(questions, 0, 1))).toEqual([1, 'title', 2])
  expect(movedQuestion(questions, 0, -1)).toBe(questions)
  expect(movedQuestion(questions, 2, 3)).toBe(questions)
})

test('a dragged question stands between the cards around the pointer', () => {
  const middles = [10, 30, 50]
  expect(placeAt(middles, 0, 5)).toBe(0)
  expect(placeAt(middles, 0, 40)).toBe(1)
  expect(placeAt(middles, 0, 90)).toBe(2)
  expect(placeAt(middles, 2, 20)).toBe(1)
})
