import type { FormatContext, ParseContext } from '../column/kind.ts'
import type { ViewField } from '../view/fields.ts'

/**
 * Filters as people type them, over the same conditions that they choose by click:
 *
 *     filter    = all { "or" all }
 *     all       = part { "and" part }
 *     part      = "not" part | "(" filter ")" | "all" "(" list ")" | "any" "(" list ")" | condition
 *     condition = column operator [ value ]
 *
 * A column is its title, an operator one of the words that filters show (`is not`, `is before`) or a sign for it (`=`, `<`), a value
 * what the operator takes. What would be read otherwise stands in quotes. What has no words (a column that is gone) is written by its
 * number, `#4`, and between backticks, so that every filter can be printed and read back to the same.
 */
export interface FilterLanguage {
  /** What a condition can name, in the order in which it is offered. */
  readonly fields: readonly ViewField[]
  /** The groups of the board that can be named. */
  readonly groups: readonly Named<number>[]
  /** The people who can be named; whoever types is `me`. */
  readonly people: readonly Named<string>[]
  /** Whole days since 1970-01-01. */
  readonly today: number
  readonly texts: FormatContext & ParseContext
}

/** Something that a text can name. */
export interface Named<Id> {
  readonly id: Id
  readonly name: string
}

/** Why a text is no filter, and which part of it. */
export interface FilterProblem {
  readonly message: string
  readonly from: number
  readonly to: number
}

/** What may stand at a place of a text. */
export type Expected =
  | { readonly of: 'part'; readonly from: number }
  | { readonly of: 'joiner'; readonly from: number }
  | { readonly of: 'operator'; readonly from: number; readonly field: ViewField }
  | { readonly of: 'value'; readonly from: number; readonly field: ViewField; readonly operator: string }

/** Stops the reading of a text. */
export class FilterRefusal extends Error {
  override readonly name = 'FilterRefusal'
  readonly from: number
  readonly to: number

  constructor(message: string, from: number, to: number) {
    super(message)
    this.from = from
    this.to = to
  }
}

/** The options that a field's conditions can name. */
export function optionsOf(field: ViewField, { groups }: FilterLanguage): readonly Named<number>[] {
  if (field.column === 'group') return groups
  const names = field.source?.kind.names?.(field.source.settings) ?? []
  return names.map(({ number, name }) => ({ id: number, name }))
}
