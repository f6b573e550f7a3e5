import { below, oneOf } from './random.ts'

const hostileTexts = [
  '',
  ' ',
  '\u0000',
  '\ud800',
  '=cmd|calc',
  '__proto__',
  "'; DROP TABLE item; --",
  'x'.repeat(5_000),
  '../../etc/passwd',
  '{{7*7}}',
  'board:0190a000-0000-7000-8000-00000000000g',
  'account:00000000-0000-0000-0000-000000000000',
]

const hostileNumbers = [-1, 0, 0.5, 1e21, -0, 2 ** 53, 2 ** 31, 1e308]

/** A value of no meaning: any type, any depth, and the keys that reach prototypes. */
export function malformedValue(random: () => number, depth = 0): unknown {
  const pick = below(random, depth > 4 ? 5 : 8)
  if (pick === 0) return null
  if (pick === 1) return random() < 0.5
  if (pick === 2) return oneOf(random, hostileNumbers)
  if (pick < 5) return oneOf(random, hostileTexts)
  if (pick === 5) return Array.from({ length: below(random, 4) }, () => malformedValue(random, depth + 1))
  const keys = [
    't',
    'n',
    'v',
    'scope',
    'command',
    'args',
    'board',
    'id',
    'rows',
    'values',
    'constructor',
    'toString',
    '',
  ]
  const entries = Array.from({ length: below(random, 5) }, () => [
    oneOf(random, keys),
    malformedValue(random, depth + 1),
  ])
  return Object.fromEntries(entries) as object
}

/** A good message with something wrong in it: a field gone, of another type, or too much; or its text cut and garbled. */
export function garbled(random: () => number, good: object): string {
  const message: Record<string, unknown> = structuredClone({ ...good })
  const field = oneOf(random, Object.keys(message))
  const how = below(random, 7)
  if (how === 0) delete message[field]
  if (how === 1 || how === 2) message[field] = malformedValue(random)
  if (how === 3) message['surplus'] = malformedValue(random)
  const text = JSON.stringify(message)
  if (how === 4) return text.slice(0, below(random, text.length))
  if (how === 5) return `${text.slice(0, 5)}"__proto__":{"admin":true},${text.slice(5)}`
  if (how === 6) return `${'['.repeat(below(random, 20_000))}${text}`
  return text
}
