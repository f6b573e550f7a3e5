import { assert } from '../../errors.ts'
import { TextLane } from '../../lanes/text-lane.ts'
import { matchingKey } from '../../text.ts'
import { CHUNK_ROWS } from '../../types.ts'
import type { OperatorId } from '../filter.ts'
import type { Matcher } from '../matcher.ts'
import type { Operator } from '../operator.ts'

/** Operators of text lanes; they compare matching keys (NFKC, lower case). A blank cell has the key ''. */
export const textOperators: readonly Operator[] = [
  operator('is', isMatcher),
  operator('isNot', denied(isMatcher)),
  operator('contains', containsMatcher),
  operator('notContains', denied(containsMatcher)),
  operator('startsWith', (lane, needle) => edgeMatcher(lane, needle, () => 0)),
  operator('endsWith', (lane, needle) => edgeMatcher(lane, needle, (length) => length - needle.length)),
]

type TextMatcher = (lane: TextLane, needle: string) => Matcher

function operator(id: OperatorId, compile: TextMatcher): Operator {
  return {
    id,
    operand: 'one',
    matchesBlank: id.startsWith('not') || id === 'isNot',
    refuses: (value) => (typeof value === 'string' && value !== '' ? null : 'takes a text that is not empty'),
    compile: (lane, value) => {
      assert(lane instanceof TextLane, 'a text is asked of a lane without texts')
      return compile(lane, matchingKey(String(value)))
    },
  }
}

function denied(compile: TextMatcher): TextMatcher {
  return (lane, needle) => {
    const matcher = compile(lane, needle)
    return {
      fill: (from, to, out) => {
        matcher.fill(from, to, out)
        for (let i = 0; i < to - from; i++) out[i] = 1 - (out[i] as number)
      },
      test: (row) => !matcher.test(row),
    }
  }
}

/** A native search over the whole chunk; a hit that reaches over the end of its text is none. */
export function containsMatcher(lane: TextLane, needle: string): Matcher {
  return {
    test: (row) => lane.foldedAt(row).includes(needle),
    fill: (from, to, out) => {
      const count = to - from
      out.fill(0, 0, count)
      const folded = lane.foldedChunk(from / CHUNK_ROWS)
      if (folded === null) return
      const { text, starts } = folded
      let i = 0
      for (let at = text.indexOf(needle); at >= 0;) {
        while ((starts[i + 1] as number) <= at) i++
        if (i >= count) return
        const end = starts[i + 1] as number
        const within = at + needle.length <= end
        if (within) out[i] = 1
        at = text.indexOf(needle, within ? end : at + 1)
      }
    },
  }
}

function isMatcher(lane: TextLane, needle: string): Matcher {
  return placedMatcher(lane, needle, (length) => (length === needle.length ? 0 : -1))
}

function edgeMatcher(lane: TextLane, needle: string, placeIn: (length: number) => number): Matcher {
  return placedMatcher(lane, needle, (length) => (length >= needle.length ? placeIn(length) : -1))
}

/** Matches where the needle stands at one place, which follows from the length of the text; -1 is nowhere. */
function placedMatcher(lane: TextLane, needle: string, placeIn: (length: number) => number): Matcher {
  const testText = (text: string, start: number, end: number): boolean => {
    const place = placeIn(end - start)
    return place >= 0 && text.startsWith(needle, start + place)
  }
  return {
    test: (row) => {
      const text = lane.foldedAt(row)
      return testText(text, 0, text.length)
    },
    fill: (from, to, out) => {
      const folded = lane.foldedChunk(from / CHUNK_ROWS)
      if (folded === null) return void out.fill(0, 0, to - from)
      const { text, starts } = folded
      for (let i = 0; i < to - from; i++) {
        out[i] = testText(text, starts[i] as number, starts[i + 1] as number) ? 1 : 0
      }
    },
  }
}
