import type { LaneType } from '@fulcrum/columnar'
import type { Json } from '../../json.ts'
import type { ColumnKind } from '../kind.ts'
import type { RuleName } from './rules.ts'

/** Which rules columns of a kind may have. */
export interface AllowedRules {
  readonly rules: ReadonlySet<RuleName>
  /** The lane that unique, range and pattern look at, and its type. */
  readonly lane: string
  readonly type: LaneType | undefined
  /** The lanes that a range holds for: a span of days has two. */
  readonly ranged: readonly string[]
  readonly default: { readonly value: boolean; readonly today: boolean; readonly me: boolean }
}

const byType: { readonly [type in LaneType]?: readonly RuleName[] } = {
  text: ['unique', 'pattern'],
  number: ['unique', 'range'],
  day: ['unique', 'range'],
  instant: ['unique', 'range'],
  option: ['limits'],
  optionSet: ['limits'],
}

/** Which rules a column may have: what the lanes of its kind allow, less what the kind takes out. None where nobody edits cells. */
export function allowedRules(kind: ColumnKind, settings: Parameters<ColumnKind['storage']>[0]): AllowedRules {
  const lanes = kind.storage(settings)
  const lane = kind.rules?.lane ?? kind.defaultLane
  const type = lanes[lane]
  const isFilled = kind.source === undefined && kind.derive === undefined
  const not: ReadonlySet<string> = new Set(kind.rules?.not)
  const isPlain = kind.connections === undefined && kind.tracksTime === undefined
  const ofLane = isPlain && type !== undefined ? (byType[type] ?? []) : []
  const rules = isFilled ? (['required', ...ofLane] as const).filter((rule) => !not.has(rule)) : []
  const takesDefault = isFilled && isPlain && kind.initial === undefined && !not.has('default')
  return {
    rules: new Set(rules),
    lane,
    type,
    ranged: type === 'day' ? Object.keys(lanes).filter((name) => lanes[name] === 'day') : [lane],
    default: {
      value: takesDefault,
      today: takesDefault && type === 'day',
      me: takesDefault && kind.references?.to === 'member',
    },
  }
}

/** A choice alone as a cell of the column holds it: where cells hold several, as the only one. */
export function choiceValue(kind: ColumnKind, settings: Parameters<ColumnKind['storage']>[0], choice: number): Json {
  return allowedRules(kind, settings).type === 'optionSet' ? [choice] : choice
}
