import { fail, ok } from '../../errors.ts'
import type { Result } from '../../errors.ts'
import { takes } from './char-set.ts'
import type { CharSet } from './char-set.ts'
import { parsePattern, PatternError } from './pattern-parser.ts'
import type { PatternNode } from './pattern-parser.ts'

/** A pattern is at most this long. */
export const maxPatternLength = 300
/** A pattern has at most this many places, with its counted repeats written out. */
const maxPlaces = 1_000
/** So many states are remembered; where a pattern has more, each character is gone through place by place. */
const maxStates = 500
const maxKnownChars = 4_096

/** How much work may still be done: a place of a pattern at a character is one. */
export interface PatternBudget {
  left: number
}

/** A pattern that was read. */
export interface Pattern {
  readonly text: string
  /** Whether the whole value is what the pattern says; null where the budget ended before that was known. */
  readonly matches: (value: string, budget?: PatternBudget) => boolean | null
}

/**
 * Reads a pattern, whose matching takes time in proportion to the value's length, whatever the pattern: all ways through it are
 * followed at once, none is tried after another. `compilePattern('[A-Z]{2,5}-\\d+')`
 */
export function compilePattern(text: string): Result<Pattern> {
  if (text === '') return fail('Type a pattern.')
  if (text.length > maxPatternLength) return fail(`A pattern has at most ${maxPatternLength} characters.`)
  try {
    const machine = new Machine(programOf(parsePattern(text)))
    return ok({ text, matches: (value, budget) => machine.matches(value, budget) })
  } catch (error) {
    if (!(error instanceof PatternError)) throw error
    return fail(`${error.message} (at character ${error.at + 1})`)
  }
}

/** A step of a pattern: take a character, go two ways, or be at the end. */
type Step =
  | { readonly is: 'char'; readonly set: number }
  | { readonly is: 'fork'; first: number; second: number }
  | { readonly is: 'end' }

interface Program {
  readonly steps: readonly Step[]
  readonly sets: readonly CharSet[]
}

function programOf(node: PatternNode): Program {
  const steps: Step[] = []
  const sets: CharSet[] = []
  const push = (step: Step): void => {
    if (steps.length >= maxPlaces) throw new PatternError('The pattern is too large: repeat less often.', 0)
    steps.push(step)
  }
  const fork = (): Extract<Step, { is: 'fork' }> => {
    const step = { is: 'fork' as const, first: steps.length + 1, second: steps.length + 1 }
    push(step)
    return step
  }
  const write = (part: PatternNode): void => {
    if (part.is === 'char') {
      push({ is: 'char', set: sets.length })
      sets.push(part.set)
    } else if (part.is === 'row') part.parts.forEach(write)
    else if (part.is === 'either') writeEither(part.ways)
    else writeRepeat(part)
  }
  const writeEither = (ways: readonly PatternNode[]): void => {
    const ends: Extract<Step, { is: 'fork' }>[] = []
    ways.forEach((way, index) => {
      const choice = index < ways.length - 1 ? fork() : null
      write(way)
      if (choice === null) return
      // Both ways of this fork lead behind the last way.
      ends.push(fork())
      choice.second = steps.length
    })
    for (const end of ends) end.first = end.second = steps.length
  }
  const writeRepeat = ({ of, min, max }: Extract<PatternNode, { is: 'repeat' }>): void => {
    for (let count = 0; count < min; count++) write(of)
    if (max === null) {
      const loop = fork()
      const start = steps.length - 1
      write(of)
      const back = fork()
      back.first = back.second = start
      loop.second = steps.length
      return
    }
    const exits: Extract<Step, { is: 'fork' }>[] = []
    for (let count = min; count < max; count++) {
      exits.push(fork())
      write(of)
    }
    for (const exit of exits) exit.second = steps.length
  }
  write(node)
  push({ is: 'end' })
  return { steps, sets }
}

/** The places at which one can be after the same characters. */
interface Places {
  readonly at: readonly number[]
  readonly isEnd: boolean
  /** Where each class of characters leads. */
  readonly next: Map<number, Places>
}

/** Follows all ways through a program at once, and remembers where characters led. */
class Machine {
  private readonly program: Program
  private readonly seen: Uint32Array
  private round = 0
  private readonly start: Places
  private readonly known = new Map<string, Places>()
  private readonly classOfCode = new Map<number, number>()
  private readonly classOfSets = new Map<string, number>()
  private readonly setsOfClass: (readonly boolean[])[] = []

  constructor(program: Program) {
    this.program = program
    this.seen = new Uint32Array(program.steps.length)
    this.start = this.placesOf([0])
  }

  matches(value: string, budget: PatternBudget = { left: Infinity }): boolean | null {
    let places = this.start
    let remembers = true
    for (const char of value) {
      if (--budget.left < 0) return null
      if (places.at.length === 0) return false
      const kind = this.classOf(char.codePointAt(0) ?? 0)
      const led = remembers ? places.next.get(kind) : undefined
      if (led) {
        places = led
        continue
      }
      budget.left -= places.at.length
      const next = this.step(places, kind)
      if (remembers && this.known.size >= maxStates) {
        this.forget()
        remembers = false
      }
      places = remembers ? this.remembered(places, kind, next) : next
    }
    return places.isEnd
  }

  private step(places: Places, kind: number): Places {
    const sets = this.setsOfClass[kind] ?? []
    const next: number[] = []
    for (const at of places.at) {
      const step = this.program.steps[at]
      if (step?.is === 'char' && sets[step.set] === true) next.push(at + 1)
    }
    return this.placesOf(next)
  }

  private remembered(from: Places, kind: number, next: Places): Places {
    const key = `${next.isEnd ? '!' : ''}${next.at.join()}`
    const same = this.known.get(key) ?? next
    this.known.set(key, same)
    from.next.set(kind, same)
    return same
  }

  private forget(): void {
    this.known.clear()
    this.start.next.clear()
  }

  /** The places that can be reached without a character more, those only that take one. */
  private placesOf(from: readonly number[]): Places {
    this.round++
    const at: number[] = []
    let isEnd = false
    const todo = [...from]
    for (let place = todo.pop(); place !== undefined; place = todo.pop()) {
      if (this.seen[place] === this.round) continue
      this.seen[place] = this.round
      const step = this.program.steps[place]
      if (step?.is === 'char') at.push(place)
      else if (step?.is === 'fork') todo.push(step.second, step.first)
      else isEnd = true
    }
    return { at: at.sort((left, right) => left - right), isEnd, next: new Map() }
  }

  /** Characters are of one class where the same sets take them. */
  private classOf(code: number): number {
    const known = this.classOfCode.get(code)
    if (known !== undefined) return known
    const taken = this.program.sets.map((set) => takes(set, code))
    const key = taken.map(Number).join('')
    const kind = this.classOfSets.get(key) ?? this.setsOfClass.length
    if (kind === this.setsOfClass.length) this.setsOfClass.push(taken)
    this.classOfSets.set(key, kind)
    if (this.classOfCode.size >= maxKnownChars) this.classOfCode.clear()
    this.classOfCode.set(code, kind)
    return kind
  }
}
