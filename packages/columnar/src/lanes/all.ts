import type { LaneType } from '../types.ts'
import { CODE_DOMAINS, CodeLane } from './code-lane.ts'
import { JsonLane } from './json-lane.ts'
import type { Lane } from './lane.ts'
import { NUMBER_DOMAINS, NumberLane } from './number-lane.ts'
import { SET_DOMAINS, SetLane } from './set-lane.ts'
import { TextLane } from './text-lane.ts'

/** What a lane type is, and the number that names it in an encoded chunk (never reused). */
interface LaneKind {
  readonly wireNumber: number
  create(key: string): Lane
}

/** Every lane type. */
export const LANE_KINDS: Readonly<Record<LaneType, LaneKind>> = {
  text: { wireNumber: 1, create: (key) => new TextLane(key) },
  number: { wireNumber: 2, create: (key) => new NumberLane(key, NUMBER_DOMAINS.number) },
  boolean: { wireNumber: 3, create: (key) => new CodeLane(key, CODE_DOMAINS.boolean) },
  instant: { wireNumber: 4, create: (key) => new NumberLane(key, NUMBER_DOMAINS.instant) },
  day: { wireNumber: 5, create: (key) => new NumberLane(key, NUMBER_DOMAINS.day) },
  option: { wireNumber: 6, create: (key) => new CodeLane(key, CODE_DOMAINS.option) },
  optionSet: { wireNumber: 7, create: (key) => new SetLane(key, SET_DOMAINS.optionSet) },
  refSet: { wireNumber: 8, create: (key) => new SetLane(key, SET_DOMAINS.refSet) },
  json: { wireNumber: 9, create: (key) => new JsonLane(key) },
}
