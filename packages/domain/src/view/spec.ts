import * as z from 'zod/mini'
import type { Json, JsonObject } from '../json.ts'
import { jsonObject, jsonValue } from '../json-value.ts'
import { maxFilterDepth, maxFilterParts, maxViewSettings } from './limits.ts'

/** What a view names: a column by number, or what every item has. */
export const viewColumn = z.union([z.int(), z.enum(['title', 'group', 'key', 'createdAt', 'updatedAt'])])

export type ViewColumn = z.infer<typeof viewColumn>

/** One line of a filter in people's terms: a column, the kind's operator, and what it takes. */
export interface FilterCondition {
  readonly column: ViewColumn
  readonly operator: string
  readonly value?: Json
}

/** A filter, nested at most `maxFilterDepth` deep. */
export type FilterSpec =
  | { readonly and: readonly FilterSpec[] }
  | { readonly or: readonly FilterSpec[] }
  | { readonly not: FilterSpec }
  | FilterCondition

const condition = z.strictObject({
  column: viewColumn,
  operator: z.string().check(z.maxLength(40)),
  value: z.optional(jsonValue(20_000)),
})

function filterOfDepth(depth: number): z.ZodMiniType<FilterSpec> {
  if (depth === 0) return condition as unknown as z.ZodMiniType<FilterSpec>
  const inner = filterOfDepth(depth - 1)
  const list = z.array(inner).check(z.maxLength(maxFilterParts))
  return z.union([
    condition,
    z.strictObject({ and: list }),
    z.strictObject({ or: list }),
    z.strictObject({ not: inner }),
  ]) as unknown as z.ZodMiniType<FilterSpec>
}

/** Conditions in groups, as views keep them. */
export const filterSpec = filterOfDepth(maxFilterDepth)

/** How a view shows a board. Columns that it does not name stand behind the named ones, in the board's order. */
export interface BoardViewSpec {
  readonly filter?: FilterSpec | null
  readonly sort?: readonly { readonly column: ViewColumn; readonly direction: 'asc' | 'desc' }[]
  /** null groups by the board's groups. */
  readonly groupBy?: ViewColumn | null
  readonly columns?: readonly {
    readonly column: number | 'title'
    readonly width?: number
    readonly hidden?: boolean
  }[]
  readonly aggregates?: readonly { readonly column: number; readonly kind: string }[]
  /** What only views of its kind have; the kind says what it may be. */
  readonly settings?: JsonObject
}

/** How a view is given and kept. */
export const boardViewSpec = z.strictObject({
  filter: z.optional(z.nullable(filterSpec)),
  sort: z.optional(
    z.array(z.strictObject({ column: viewColumn, direction: z.enum(['asc', 'desc']) })).check(z.maxLength(10)),
  ),
  groupBy: z.optional(z.nullable(viewColumn)),
  columns: z.optional(
    z
      .array(
        z.strictObject({
          column: z.union([z.int(), z.literal('title')]),
          width: z.optional(z.int().check(z.gte(40), z.lte(2_000))),
          hidden: z.optional(z.boolean()),
        }),
      )
      .check(z.maxLength(600)),
  ),
  aggregates: z.optional(
    z.array(z.strictObject({ column: z.int(), kind: z.string().check(z.maxLength(20)) })).check(z.maxLength(600)),
  ),
  settings: z.optional(jsonObject(maxViewSettings)),
}) as unknown as z.ZodMiniType<BoardViewSpec & Json>
