import type { Json } from '../../json.ts'
import { allowedRules } from './allowed.ts'
import { compilePattern } from './pattern.ts'
import type { Pattern, PatternBudget } from './pattern.ts'
import type { RuledColumn, RuleName } from './rules.ts'

const maxPatternsKept = 200
const patterns = new Map<string, Pattern | null>()

/** What of a filled cell's own rules it breaks, other cells aside; `too-much` where the budget of patterns ended. */
export function brokenByValue(
  { kind, settings, rules }: Pick<RuledColumn, 'kind' | 'settings' | 'rules'>,
  value: Json,
  budget?: PatternBudget,
): Extract<RuleName, 'range' | 'pattern'> | 'too-much' | null {
  if (rules.range === undefined && rules.pattern === undefined) return null
  const allowed = allowedRules(kind, settings)
  const lanes = kind.toLanes(value, settings)
  if (rules.range !== undefined && allowed.rules.has('range')) {
    const { min = -Infinity, max = Infinity } = rules.range
    for (const lane of allowed.ranged) {
      const number = lanes[lane]
      if (typeof number === 'number' && !(number >= min && number <= max)) return 'range'
    }
  }
  const text = lanes[allowed.lane]
  if (rules.pattern === undefined || typeof text !== 'string' || !allowed.rules.has('pattern')) return null
  const matches = compiled(rules.pattern)?.matches(text, budget)
  return matches === null ? 'too-much' : matches === false ? 'pattern' : null
}

/** A stored pattern passed `compilePattern` once. */
function compiled(text: string): Pattern | null {
  const known = patterns.get(text)
  if (known !== undefined) return known
  const read = compilePattern(text)
  if (patterns.size >= maxPatternsKept) patterns.clear()
  const pattern = read.ok ? read.value : null
  patterns.set(text, pattern)
  return pattern
}
