import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { uuidV7 } from './uuid.ts'
import { maxRankLength, rankBetween, rankOfId, rankPattern, ranksBetween } from './rank.ts'

/** From [0, 1), the ends among them; doubles of fast-check are nearly all next to 0. */
const jitters = fc.oneof(
  fc.noBias(fc.integer({ min: 0, max: 9_999 })).map((number) => number / 10_000),
  fc.constantFrom(0, 1 - Number.EPSILON, 1e-9),
)
/** Ranks as they come about: some steps between the ends that the steps before made. */
const ranks = fc
  .array(fc.tuple(jitters, jitters), {
    minLength: 2,
    maxLength: 40,
  })
  .map((steps) => {
    const list: string[] = []
    for (const [place, jitter] of steps) {
      const at = Math.floor(place * (list.length + 1))
      list.splice(at, 0, rankBetween(list[at - 1] ?? null, list[at] ?? null, jitter))
    }
    return list
  })

/** The slow plain version: a rank as the exact fraction that it stands for, in 62nds of 62nds. */
function fraction(rank: string): bigint {
  const digits = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
  return [...rank.padEnd(400, '0')].reduce((sum, digit) => sum * 62n + BigInt(digits.indexOf(digit)), 0n)
}

test('ranks stand in the order in which they were put, as texts and as fractions', () => {
  fc.assert(
    fc.property(ranks, (list) => {
      expect(list.toSorted((left, right) => (left < right ? -1 : 1))).toEqual(list)
      const fractions = list.map(fraction)
      expect(fractions.every((value, at) => at === 0 || value > (fractions[at - 1] ?? 0n))).toBe(true)
      expect(new Set(list).size).toBe(list.length)
    }),
  )
})

test('there is always room before a rank: none ends in the lowest digit', () => {
  fc.assert(
    fc.property(ranks, (list) => {
      for (const rank of list) expect(rank).toMatch(/^[0-9A-Za-z]*[1-9A-Za-z]$/)
    }),
  )
})

test('many ranks at once stand in order between two others', () => {
  fc.assert(
    fc.property(ranks, jitters, jitters, fc.integer({ min: 0, max: 300 }), (list, place, jitter, count) => {
      const at = Math.floor(place * (list.length + 1))
      const [before, after] = [list[at - 1] ?? null, list[at] ?? null]
      const made = ranksBetween(before, after, count, jitter)
      expect(made).toHaveLength(count)
      const all = [...(before === null ? [] : [before]), ...made, ...(after === null ? [] : [after])]
      expect(all.every((rank, index) => index === 0 || rank > (all[index - 1] ?? ''))).toBe(true)
    }),
  )
})

test.each([
  ['behind the last', (rank: string | null, jitter: number) => rankBetween(rank, null, jitter)],
  ['before the first', (rank: string | null, jitter: number) => rankBetween(null, rank, jitter)],
])('adding %s a hundred thousand times keeps ranks short', (_, add) => {
  let rank: string | null = null
  for (let count = 0; count < 100_000; count++) {
    const next: string = add(rank, (count * 0.618_033_988_75) % 1)
    if (rank !== null && next < rank !== (_ === 'before the first')) throw new Error(`${rank} then ${next}`)
    rank = next
  }
  expect(rank?.length).toBeLessThanOrEqual(16)
})

test('adding to an end goes on where its digits are used up', () => {
  const last = 'zzzzzzzzz1'
  expect(rankBetween(last, null, 0.5) > last).toBe(true)
  const first = '0000000001'
  const before = rankBetween(null, first, 0.5)
  expect(before < first).toBe(true)
  expect(before.endsWith('0')).toBe(false)
})

test('a hundred thousand ranks at once are short, and so is one behind them', () => {
  const made = ranksBetween(null, null, 100_000, 0.5)
  expect(Math.max(...made.map((rank) => rank.length))).toBeLessThanOrEqual(8)
  expect(rankBetween(made.at(-1) ?? null, null, 0.5).length).toBeLessThanOrEqual(maxRankLength / 2)
})

test('two people who put something at the same place make different ranks', () => {
  fc.assert(
    fc.property(ranks, jitters, (list, place) => {
      const at = Math.floor(place * (list.length + 1))
      const made = [0.11, 0.37, 0.62, 0.93].map((jitter) => rankBetween(list[at - 1] ?? null, list[at] ?? null, jitter))
      expect(new Set(made).size).toBe(4)
    }),
  )
})

test('ranks of ids stand in the order in which these were made, with room between and before them', () => {
  const ids = fc
    .uniqueArray(fc.tuple(fc.integer({ min: 0, max: 4e12 }), fc.uint8Array({ minLength: 16, maxLength: 16 })), {
      minLength: 2,
      maxLength: 20,
      selector: ([time]) => time,
    })
    .map((made) => made.map(([time, random]) => uuidV7(time, (bytes) => bytes.set(random))))
  fc.assert(
    fc.property(ids, jitters, (list, jitter) => {
      const ranks = list.toSorted().map(rankOfId)
      expect(ranks.toSorted()).toEqual(ranks)
      for (const [at, rank] of ranks.entries()) {
        const between = rankBetween(ranks[at - 1] ?? null, rank, jitter)
        expect(between < rank && between > (ranks[at - 1] ?? '')).toBe(true)
        for (const each of [rank, between]) expect(each).toMatch(rankPattern)
      }
    }),
  )
})
