import { DomainError } from '@fulcrum/domain'
import type { MemberId } from '@fulcrum/domain'
import { expect, test } from 'vitest'
import { RateLimiter } from './rate-limiter.ts'

const anna = { member: 'anna' as MemberId }
const ben = { member: 'ben' as MemberId }

function limiter(perMember: number, perAddress = 0) {
  const clock = { ms: 0 }
  return { clock, limiter: new RateLimiter({ perMember, perAddress }, () => clock.ms) }
}

function refusal(ask: () => void): DomainError {
  try {
    ask()
  } catch (error) {
    if (error instanceof DomainError) return error
  }
  throw new Error('It was let in.')
}

test('twenty seconds of the rate may come at once, then as much as the rate; one person’s haste is not another’s', () => {
  const { clock, limiter: limits } = limiter(10)
  for (let n = 0; n < 200; n++) limits.admit(anna)
  expect(refusal(() => limits.admit(anna))).toMatchObject({ code: 'too-many', details: { retryAfterMs: 100 } })
  limits.admit(ben)
  clock.ms += 100
  limits.admit(anna)
  expect(() => limits.admit(anna)).toThrow('Wait a second')
  // Who is refused and asks on does not wait longer for it.
  for (let n = 0; n < 1_000; n++) refusal(() => limits.admit(anna))
  clock.ms += 1_000
  for (let n = 0; n < 10; n++) limits.admit(anna)
  expect(() => limits.admit(anna)).toThrow('Too many requests')
  expect(limits.limited.get('http member')).toBe(1_003)
})

test('over a long time exactly the rate gets through, however it is asked', () => {
  const { clock, limiter: limits } = limiter(50)
  let passed = 0
  for (let ms = 0; ms < 60_000; ms += 7) {
    clock.ms = ms
    for (let n = 0; n < 3; n++) {
      try {
        limits.admit(anna)
        passed += 1
      } catch {
        // Refused.
      }
    }
  }
  expect(passed).toBeGreaterThanOrEqual(50 * 79)
  expect(passed).toBeLessThanOrEqual(50 * 80)
})

test('messages that came are owed: the wait is as long as they take at the rate', () => {
  const { clock, limiter: limits } = limiter(100)
  let waitMs = 0
  for (let n = 0; n < 2_000; n++) waitMs = limits.owe(anna)
  expect(waitMs).toBe(0)
  for (let n = 0; n < 500; n++) waitMs = limits.owe(anna)
  expect(waitMs).toBeCloseTo(5_010, 0)
  clock.ms += 5_010
  expect(limits.owe(anna)).toBe(0)
})

test('addresses of one network count together, and 0 is no limit', () => {
  const { limiter: limits } = limiter(0, 1)
  for (let n = 0; n < 20; n++) limits.admit({ address: `2001:db8:1:2::${n}` })
  expect(() => limits.admit({ address: '2001:db8:1:2:ffff::1' })).toThrow('Too many')
  limits.admit({ address: '2001:db8:1:3::1' })
  for (let n = 0; n < 10_000; n++) limits.admit(anna)
})

test('many strangers are not kept in mind for ever', () => {
  const { clock, limiter: limits } = limiter(0, 1)
  for (let n = 0; n < 25_000; n++) {
    clock.ms += 10
    limits.admit({ address: `10.${n >> 16}.${(n >> 8) & 255}.${n & 255}` })
  }
  const { buckets } = limits as unknown as { buckets: Map<string, unknown> }
  expect(buckets.size).toBeLessThanOrEqual(10_000)
})
