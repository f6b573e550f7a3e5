import { assert } from '../../errors.ts'
import { CodeLane, isOption } from '../../lanes/code-lane.ts'
import type { LaneValue } from '../../types.ts'
import type { OperatorId } from '../filter.ts'
import type { Matcher } from '../matcher.ts'
import type { Operator } from '../operator.ts'

/** Operators of boolean lanes. */
export const booleanOperators: readonly Operator[] = [truth('isTrue', true), truth('isFalse', false)]

/** Operators of option lanes. */
export const optionOperators: readonly Operator[] = [options('anyOf', true), options('noneOf', false)]

/** A cell that is absent is neither true nor false. */
function truth(id: OperatorId, wanted: boolean): Operator {
  return {
    id,
    operand: 'none',
    matchesBlank: false,
    refuses: (value) => (value === undefined || value === null ? null : 'takes no value'),
    compile: (lane) => codeMatcher(lane, [wanted], true),
  }
}

function options(id: OperatorId, listed: boolean): Operator {
  return {
    id,
    operand: 'list',
    matchesBlank: !listed,
    refuses: (value) =>
      Array.isArray(value) && value.every(isOption) ? null : 'takes a list of option numbers from 1 to 65535',
    compile: (lane, value) => codeMatcher(lane, Array.isArray(value) ? value : [], listed),
  }
}

/** Matches the cells that hold one of the values (`listed`), or those that do not. */
function codeMatcher(lane: unknown, values: readonly LaneValue[], listed: boolean): Matcher {
  assert(lane instanceof CodeLane, 'codes are asked of a lane without codes')
  const accepted = new Uint8Array(lane.domain.maxCode + 1).fill(listed ? 0 : 1)
  for (const value of values) {
    const code = lane.domain.codeOf(value)
    if (code !== undefined) accepted[code] = listed ? 1 : 0
  }
  return {
    fill: (from, to, out) => {
      const codes = lane.codes
      const end = Math.min(to, codes.length)
      for (let row = from; row < end; row++) out[row - from] = accepted[codes[row] as number] as number
      if (end < to) out.fill(accepted[0] as number, Math.max(end - from, 0), to - from)
    },
    test: (row) => accepted[lane.at(row)] === 1,
  }
}
