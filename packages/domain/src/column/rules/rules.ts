import * as z from 'zod/mini'
import type { BoardReader } from '../../board/board-reader.ts'
import type { BoardColumn } from '../../board/columns.ts'
import type { Json } from '../../json.ts'
import { jsonValue } from '../../json-value.ts'
import { stages } from '../kind.ts'
import type { Stage } from '../kind.ts'
import { finishingColumn } from './limits.ts'
import { maxPatternLength } from './pattern.ts'

/** What a column may ask of its cells. */
export const ruleNames = ['required', 'unique', 'range', 'pattern', 'limits'] as const

export type RuleName = (typeof ruleNames)[number]

const number = z.number()

/** A cell must be filled before its item comes to one of these choices of another column, and as long as it is there. */
const entering = z.strictObject({
  column: z.int(),
  /** Choices by their numbers. */
  choices: z.optional(z.array(z.int()).check(z.minLength(1), z.maxLength(200))),
  /** Every choice of these stages, also those that come to the column later. */
  stages: z.optional(z.array(z.enum(stages)).check(z.minLength(1))),
})

/** How many items may stand in one choice: one more is refused, or only shown to be too many. */
const limit = z.strictObject({
  choice: z.int(),
  most: z.int().check(z.gte(1, 'A limit takes at least 1.'), z.lte(9_999, 'A limit takes at most 9,999.')),
  over: z.enum(['warn', 'refuse']),
})

/** The rules of a column as they are given and kept. */
export const columnRulesArg = z.strictObject({
  /** Always, or only where an item enters some statuses. */
  required: z.optional(z.union([z.literal('always'), entering])),
  /** No two items have the same value; case and spaces make no difference. */
  unique: z.optional(z.literal(true)),
  /** The least and the greatest value, both allowed: numbers, or days since 1970-01-01. */
  range: z.optional(z.strictObject({ min: z.optional(number), max: z.optional(number) })),
  /** What the whole text looks like, as docs/columns.md says. */
  pattern: z.optional(z.string().check(z.maxLength(maxPatternLength))),
  /** How many items may stand in some of the choices at once. */
  limits: z.optional(z.array(limit).check(z.maxLength(500))),
  /** What a new item has where nothing else is said: a value, the account's day, or whoever makes it. */
  default: z.optional(
    z.union([z.strictObject({ value: jsonValue(20_000) }), z.strictObject({ take: z.enum(['today', 'me']) })]),
  ),
  /** What is said to whoever breaks a rule. */
  message: z.optional(z.string().check(z.trim(), z.maxLength(300, 'Use at most 300 characters for the message.'))),
})

export type ColumnRules = z.infer<typeof columnRulesArg>

/** Where an item comes to, when a cell has to be filled. */
export interface Entering {
  readonly column: number
  readonly choices: ReadonlySet<number>
  readonly stages: ReadonlySet<Stage>
}

/** A column that has rules. */
export interface RuledColumn extends BoardColumn {
  readonly rules: ColumnRules
  readonly entering: Entering | null
  /** The column that says which items count no more in its limits; null where it has none. */
  readonly finishing: BoardColumn | null
}

/** The rules of a board's columns. */
export interface BoardRules {
  readonly columns: readonly RuledColumn[]
  /** Whose cells have to be filled when an item enters something of another column, by its number. */
  readonly waitingFor: ReadonlyMap<number, readonly RuledColumn[]>
}

/** The rules of a column; none where it has none. */
export function rulesOf({ fields }: Pick<BoardColumn, 'fields'>): ColumnRules {
  // @NOTE what is stored passed the schema.
  return (fields['rules'] ?? {}) as ColumnRules
}

const ofBoards = new WeakMap<readonly BoardColumn[], BoardRules | null>()

/** The rules of the columns that are there and not deleted; null where there are none. */
export function boardRules(board: Pick<BoardReader, 'columns'>): BoardRules | null {
  const columns = board.columns()
  const known = ofBoards.get(columns)
  if (known !== undefined) return known
  const found = rulesOfAll(columns)
  ofBoards.set(columns, found)
  return found
}

/** A column under rules, which may be others than it has. */
export function ruledColumn(column: BoardColumn, rules: ColumnRules, columns: readonly BoardColumn[]): RuledColumn {
  const finishing = rules.limits === undefined ? undefined : finishingColumn({ columns: () => columns }, column.number)
  return { ...column, rules, entering: enteringOf(rules, columns), finishing: finishing ?? null }
}

function rulesOfAll(columns: readonly BoardColumn[]): BoardRules | null {
  const ruled = columns
    .filter(({ fields }) => fields['rules'] !== undefined && fields['deletedAt'] === undefined)
    .map((column) => ruledColumn(column, rulesOf(column), columns))
  if (ruled.length === 0) return null
  const waitingFor = new Map<number, RuledColumn[]>()
  for (const column of ruled) {
    if (column.entering === null) continue
    waitingFor.set(column.entering.column, [...(waitingFor.get(column.entering.column) ?? []), column])
  }
  return { columns: ruled, waitingFor }
}

/** What an item has to enter; null also where that column is not there now. */
function enteringOf({ required }: ColumnRules, columns: readonly BoardColumn[]): Entering | null {
  if (typeof required !== 'object') return null
  const column = columns.find(({ number }) => number === required.column)
  if (!column || column.fields['deletedAt'] !== undefined) return null
  return { column: column.number, choices: new Set(required.choices), stages: new Set(required.stages) }
}

/** Whether a value of the other column is one of those that a cell has to be filled for. */
export function isEntered({ choices, stages }: Entering, { kind, settings }: BoardColumn, value: Json): boolean {
  if (value === null) return false
  const stage = kind.stageOf?.(value, settings) ?? null
  if (stage !== null && stages.has(stage)) return true
  const choice = kind.toLanes(value, settings)[kind.defaultLane]
  return typeof choice === 'number'
    ? choices.has(choice)
    : Array.isArray(choice) && choice.some((each) => choices.has(Number(each)))
}

/** Whether a new item has to come with a value: it is connected to others only once it is there. */
export function asksAtStart({ kind }: Pick<BoardColumn, 'kind'>): boolean {
  return kind.connections === undefined
}

/** Whether a column is there for an item: some are for items only, some for sub-items. */
export function isFor({ fields }: Pick<BoardColumn, 'fields'>, isSubItem: boolean): boolean {
  const scope = fields['appliesTo'] ?? 'both'
  return scope === 'both' || (scope === 'subitems') === isSubItem
}
