import { assert } from '../../errors.ts'
import { SET_DOMAINS, SetLane, type SetDomain, type SetMember } from '../../lanes/set-lane.ts'
import type { OperatorId } from '../filter.ts'
import type { Matcher } from '../matcher.ts'
import type { Operator } from '../operator.ts'

type SetTest = (members: readonly SetMember[], wanted: ReadonlySet<SetMember>) => boolean

const hasAny: SetTest = (members, wanted) => members.some((member) => wanted.has(member))
const hasAll: SetTest = (members, wanted) => wanted.size > 0 && [...wanted].every((member) => members.includes(member))

/** Operators of sets. An empty list is had by no cell, so hasAny and hasAll of it match nothing and hasNone all. */
function setOperators(domain: SetDomain): readonly Operator[] {
  return [
    operator(domain, 'hasAny', false, hasAny),
    operator(domain, 'hasAll', false, hasAll),
    operator(domain, 'hasNone', true, (members, wanted) => !hasAny(members, wanted)),
  ]
}

function operator(domain: SetDomain, id: OperatorId, matchesBlank: boolean, test: SetTest): Operator {
  return {
    id,
    operand: 'list',
    matchesBlank,
    refuses: (value) =>
      Array.isArray(value) && value.every((member) => domain.isMember(member)) ? null : `takes ${domain.expected}`,
    compile: (lane, value) => setMatcher(lane, new Set(Array.isArray(value) ? value : []), test),
  }
}

/** Looks at each distinct set once; sets that come later are looked at when they are met. */
function setMatcher(lane: unknown, wanted: ReadonlySet<SetMember>, test: SetTest): Matcher {
  assert(lane instanceof SetLane, 'sets are asked of a lane without sets')
  let accepted = new Uint8Array(0)
  let known = 0
  const learn = (): Uint8Array => {
    if (known < lane.codeCount) {
      if (accepted.length < lane.codeCount) {
        const larger = new Uint8Array(lane.codeCount * 2)
        larger.set(accepted)
        accepted = larger
      }
      while (known < lane.codeCount) {
        accepted[known] = test(lane.setOf(known), wanted) ? 1 : 0
        known++
      }
    }
    return accepted
  }
  return {
    fill: (from, to, out) => {
      const accepts = learn()
      const codes = lane.codes
      const end = Math.min(to, codes.length)
      for (let row = from; row < end; row++) out[row - from] = accepts[codes[row] as number] as number
      if (end < to) out.fill(accepts[0] as number, Math.max(end - from, 0), to - from)
    },
    test: (row) => learn()[lane.at(row)] === 1,
  }
}

/** Operators by lane type. */
export const setTypeOperators = {
  optionSet: setOperators(SET_DOMAINS.optionSet),
  refSet: setOperators(SET_DOMAINS.refSet),
} as const
