import { expect, test } from 'vitest'
import { currentCost, hashPassword, needsRehash, verifyPassword } from './password-hash.ts'

test('a hash is argon2id at the cost of today, and another one each time', async () => {
  const [one, two] = await Promise.all([hashPassword('tall green bicycles'), hashPassword('tall green bicycles')])
  expect(one).toMatch(/^\$argon2id\$v=19\$m=\d+,t=\d+,p=1\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/)
  expect(one).not.toBe(two)
  expect(currentCost.memoryKib * currentCost.passes).toBeGreaterThanOrEqual(38_912)
  expect(needsRehash(one)).toBe(false)
  expect(await verifyPassword(one, 'tall green bicycles')).toBe(true)
  expect(await verifyPassword(one, 'tall green bicycle')).toBe(false)
})

test('the same letters typed on another keyboard are the same password', async () => {
  const hash = await hashPassword('z\u00fcrich bridges')
  expect(await verifyPassword(hash, 'zu\u0308rich bridges')).toBe(true)
})

test('a hash of another cost is still good, and is to be made anew', async () => {
  const old = await hashPassword('tall green bicycles', { memoryKib: 1_024, passes: 1 })
  expect(await verifyPassword(old, 'tall green bicycles')).toBe(true)
  expect(needsRehash(old)).toBe(true)
})

test('what is no hash of ours opens nothing', async () => {
  const hash = await hashPassword('tall green bicycles', { memoryKib: 1_024, passes: 1 })
  for (const stored of [
    '',
    'tall green bicycles',
    hash.slice(0, -2),
    hash.replace('argon2id', 'argon2i'),
    '$2b$10$abc',
    `${hash}x`,
  ]) {
    expect(await verifyPassword(stored, 'tall green bicycles'), stored).toBe(false)
  }
})

test('of a crowd all are served, a few at a time', async () => {
  const cost = { memoryKib: 1_024, passes: 1 }
  const hashes = await Promise.all(Array.from({ length: 40 }, (_, n) => hashPassword(`crowd ${n}`, cost)))
  expect(new Set(hashes).size).toBe(40)
})
