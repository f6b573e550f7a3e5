import { expect, test } from 'vitest'
import { fewAtOnce } from './few-at-once.ts'

test('only so many run at once, others wait in order, and more than that are turned away', async () => {
  const few = fewAtOnce({ atOnce: 2, maxWaiting: 2, refusal: 'Too many at once.' })
  const begun: number[] = []
  const ends: (() => void)[] = []
  const work = (piece: number) =>
    few(() => {
      begun.push(piece)
      return new Promise<number>((resolve) => ends.push(() => resolve(piece)))
    })
  const all = [work(1), work(2), work(3), work(4)]
  await expect(work(5)).rejects.toThrow('Too many at once.')
  expect(begun).toEqual([1, 2])
  ends[1]?.()
  expect(await all[1]).toBe(2)
  ends[0]?.()
  await all[0]
  expect(begun).toEqual([1, 2, 3, 4])
  for (const end of ends) end()
  expect(await Promise.all(all)).toEqual([1, 2, 3, 4])
})

test('one that fails makes room like any other', async () => {
  const few = fewAtOnce({ atOnce: 1, maxWaiting: 1, refusal: 'Too many at once.' })
  const failing = few(() => Promise.reject(new Error('no')))
  const next = few(() => Promise.resolve('yes'))
  await expect(failing).rejects.toThrow('no')
  expect(await next).toBe('yes')
})
