import { DomainError } from '@fulcrum/domain'
import { expect, test } from 'vitest'
import { checkPassword, isCommon } from './password-policy.ts'

const known = ['Olga Petrova', 'olga.petrova@example.org']

function refusal(password: string): string | null {
  try {
    checkPassword(password, known)
    return null
  } catch (error) {
    expect(error).toBeInstanceOf(DomainError)
    return error instanceof DomainError ? error.message : null
  }
}

test('length is all that is asked of a password that nobody guesses first', () => {
  for (const password of [
    'tall green bicycles',
    'nine quiet otters',
    'kj3h4k5j',
    'żółw ćma łąka',
    '🐙🦊🐢🦉🐝🦀🐌🦋',
  ]) {
    expect(refusal(password), password).toBeNull()
  }
  expect(refusal('short7!')).toMatch(/at least 8/)
  expect(refusal('x1'.repeat(128) + 'y')).toMatch(/at most 256/)
  // Seven signs are seven, though each takes two units of UTF-16.
  expect(refusal('🐙🦊🐢🦉🐝🦀🐌')).toMatch(/at least 8/)
})

test('the passwords that are guessed first are refused, in their usual disguises too', () => {
  const guessed = [
    'password',
    'PASSWORD',
    'Password1',
    'p@ssw0rd2026!',
    '12345678',
    '1234567890',
    '11111111',
    'qwertyuiop',
    'qwer1234',
    'asdfzxcv',
    'abcd1234',
    'abcabcabc',
    'iloveyou!',
    'letmein123',
    'Sunshine2026',
    'fulcrum2026',
    'monkeymonkey',
    '!!!admin!!!',
    '87654321',
  ]
  for (const password of guessed) expect(isCommon(password), password).toBe(true)
})

test('a password that repeats the person’s name or address is refused, one that holds it among much else is not', () => {
  expect(refusal('olgapetrova')).toMatch(/repeats/)
  expect(refusal('Petrova2026')).toMatch(/repeats/)
  expect(refusal('olga.petrova@example.org')).toMatch(/repeats/)
  expect(refusal('petrova rows her boat')).toBeNull()
})
