import type * as z from 'zod/mini'
import type { LabelMerge } from '../../column/kind.ts'
import type { Json, JsonObject } from '../../json.ts'
import type { ViewBoard } from '../fields.ts'
import type { BoardViewSpec, FilterSpec } from '../spec.ts'

/** A way to look at a board: what its views keep beside filter, order, groups and columns. */
export interface ViewKind<S extends object = object> {
  /** As it is stored and as programs say it: `kanban`. */
  readonly id: string
  /** As people say it: `Kanban`. */
  readonly label: string
  /** One sentence: what it is good for. */
  readonly description: string
  /** What its settings may be. `{}` always is one of them. */
  readonly settings: z.ZodMiniType<S>
  /** How a new view of this kind begins on a board; a sentence where the board lacks what it needs. */
  readonly begin: (board: ViewBoard) => BoardViewSpec | { readonly lacks: string }
  /** True for settings that draw how the board was on former days, of which public links tell nothing. */
  readonly overDays?: (settings: S) => boolean
  /** Settings that name column `to` where they named `from`. */
  readonly withColumn?: (settings: S, from: number, to: number) => S
  /** Settings with each filter that they keep as `change` makes it. */
  readonly withFilters?: (settings: S, change: (filter: FilterSpec) => FilterSpec) => S
  /** Settings that name the label which others of a column became; `spec` is the view that has them. */
  readonly withLabels?: (settings: S, column: number, merge: LabelMerge, spec: BoardViewSpec) => S
}

/** Declares a kind; see `kanban.ts` for one. */
export function defineViewKind<S extends object>(kind: ViewKind<S>): ViewKind<S> {
  return kind
}

/** Settings as the kind knows them; of what it does not understand, which an address may say, the empty ones. */
export function readSettings<S extends object>(kind: ViewKind<S>, settings: Json | undefined): S {
  const { data } = kind.settings.safeParse(settings ?? {})
  return data ?? kind.settings.parse({})
}

/** True for views that draw how their board was on former days, of which public links tell nothing. */
export function drawsFormerDays(kind: ViewKind | undefined, settings: Json | undefined): boolean {
  return kind?.overDays?.(readSettings(kind, settings)) === true
}

/** Settings of a view with each filter in them as `change` makes it. */
export function settingsWithFilters(
  kind: ViewKind | undefined,
  settings: JsonObject,
  change: (filter: FilterSpec) => FilterSpec,
): JsonObject {
  // @NOTE what a schema of settings gives is JSON.
  return (kind?.withFilters?.(settings, change) ?? settings) as JsonObject
}

/** Settings of a view with column `to` in the place of `from`. */
export function settingsWithColumn(kind: ViewKind | undefined, settings: JsonObject, from: number, to: number) {
  // @NOTE what a schema of settings gives is JSON.
  return (kind?.withColumn?.(settings, from, to) ?? settings) as JsonObject
}
