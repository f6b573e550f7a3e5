import { expect, test } from 'vitest'
import { farPlaces } from './far-places.ts'

const begins = { x: 300, y: 50, side: -1 } as const
const ends = { x: 400, y: 50, side: 1 } as const

/** The points through which a line goes, without its round corners. */
function pointsOf(path: string): [number, number][] {
  return [...path.matchAll(/[ML](-?[\d.]+) (-?[\d.]+)/g)].map(([, x, y]) => [Number(x), Number(y)])
}

test('a mark stands on the border of the row at its day, and its line comes to the bar from outside', () => {
  const [early] = farPlaces([{ x: 200, end: begins }], 36)
  expect(early).toMatchObject({ x: 200, y: 68 })
  expect(pointsOf(early?.path ?? '').at(0)).toEqual([206, 68])
  expect(pointsOf(early?.path ?? '').at(-1)).toEqual([295, 50])
})

test('the line of a mark within or behind the bar goes back around its beginning, and never over it', () => {
  for (const x of [280, 300, 350, 500]) {
    const [place] = farPlaces([{ x, end: begins }], 36)
    for (const [at, y] of pointsOf(place?.path ?? '')) expect(y === 68 || at <= begins.x, `${x}: ${at} ${y}`).toBe(true)
  }
  for (const x of [200, 400, 420]) {
    const [place] = farPlaces([{ x, end: ends }], 36)
    for (const [at, y] of pointsOf(place?.path ?? '')) expect(y === 68 || at >= ends.x, `${x}: ${at} ${y}`).toBe(true)
  }
})

test('marks that would cover each other stand side by side, the latest at its day', () => {
  const places = farPlaces(
    [
      { x: 205, end: begins },
      { x: 200, end: begins },
      { x: null, end: begins },
      { x: 100, end: begins },
    ],
    36,
  )
  expect(places.map(({ x }) => x)).toEqual([205, 190, 270, 100])
})
