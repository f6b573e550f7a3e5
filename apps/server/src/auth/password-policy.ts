import { DomainError } from '@fulcrum/domain'
import { commonRoots } from './common-roots.ts'

export const minPasswordLength = 8
export const maxPasswordLength = 256

/**
 * Refuses passwords that are guessed first. Length is all that is asked of the others: no digits or signs are demanded.
 * `known` are things about the person, such as name and e-mail, that a guesser would try.
 */
export function checkPassword(password: string, known: readonly string[]): void {
  const length = [...password].length
  if (length < minPasswordLength) refuse(`A password needs at least ${minPasswordLength} characters; 15 are better.`)
  if (length > maxPasswordLength) refuse(`A password has at most ${maxPasswordLength} characters.`)
  if (isCommon(password)) refuse('This password is among the first that are guessed. Choose another one.')
  if (repeats(password, known)) refuse('This password repeats your name or e-mail. Choose another one.')
}

/** Whether a password is a common one as it stands, or in one of the usual disguises (`P@ssw0rd2026!`). */
export function isCommon(password: string): boolean {
  const lower = password.normalize('NFKC').toLowerCase()
  if (/^(.{1,4})\1+.?$/.test(lower) || (/^\d+$/.test(lower) && lower.length < 12) || isRun(lower)) return true
  return disguises(lower).some((word) => commonRoots.has(word))
}

function disguises(lower: string): string[] {
  const plain = lower.replace(/^[^a-z]{1,4}|[^a-z]{1,6}$/g, '')
  const words = [
    lower,
    plain,
    plainLetters(lower),
    plainLetters(plain),
    plainLetters(lower).replace(/[^a-z]{1,6}$/, ''),
  ]
  return words.flatMap((word) => {
    const half = word.slice(0, word.length / 2)
    return word.length > 0 && word === half + half ? [word, half] : [word]
  })
}

const letterOfSign: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '@': 'a',
  '5': 's',
  $: 's',
  '7': 't',
  '!': 'i',
}

function plainLetters(word: string): string {
  return word.replace(/[013457@$!]/g, (sign) => letterOfSign[sign] ?? sign)
}

const rows = ['abcdefghijklmnopqrstuvwxyz', '01234567890', 'qwertyuiop', 'qwertzuiop', 'asdfghjkl', 'zxcvbnm', 'azerty']

/** Made of at most three stretches of the alphabet, the digits or the keyboard: `qwer1234`, `asdfzxcv`. */
function isRun(lower: string): boolean {
  let rest = lower
  for (let stretches = 0; stretches < 3 && rest.length > 0; stretches++) {
    let longest = 0
    for (const row of rows) {
      for (const line of [row, [...row].reverse().join('')]) {
        let length = rest.length
        while (length > longest && !line.includes(rest.slice(0, length))) length -= 1
        longest = Math.max(longest, length)
      }
    }
    if (longest < 3) return false
    rest = rest.slice(longest)
  }
  return rest.length === 0
}

function repeats(password: string, known: readonly string[]): boolean {
  const lower = password.toLowerCase()
  const parts = known.flatMap((text) => [text, ...text.split(/[@.\s_-]+/)]).map((part) => part.toLowerCase())
  // A short name within a long password is harmless; what counts is how much is left to guess.
  return parts.some((part) => part.length >= 3 && lower.includes(part) && lower.length - part.length < 5)
}

function refuse(message: string): never {
  throw new DomainError('invalid', message, { field: 'password' })
}
