import type { AggregateKind, LaneType, LaneValue, OperatorId } from '@fulcrum/columnar'
import type * as z from 'zod/mini'
import type { Derive, LateDerive } from '../derived/derivation.ts'
import type { DerivedLanes, DerivedLanesOptions } from '../derived/derived-lanes.ts'
import type { Result } from '../errors.ts'
import type { Json } from '../json.ts'
import type { Ask } from './ask.ts'
import type { MergedLabel } from './merged-numbers.ts'

/** What a column means to the engine. */
export const columnRoles = [
  'status',
  'owner',
  'estimate',
  'sprint',
  'type',
  'priority',
  'start',
  'due',
  'dependency',
] as const

export type ColumnRole = (typeof columnRoles)[number]

/** What a status label means to the engine. */
export const stages = ['backlog', 'todo', 'doing', 'review', 'done', 'canceled'] as const

export type Stage = (typeof stages)[number]

/** What turning texts into values may need to know. */
export interface ParseContext {
  /** Finds a person by name, e-mail or id. */
  readonly findPerson: (text: string) => string | null
  /** How `03/04/2024` is read. */
  readonly dayFirst: boolean
  /** The zone of times that name none. */
  readonly timeZone: string
  /** Finds an item that a cell may name by its key, `ENG-12`; absent where nothing is known of items. */
  readonly findItem?: (text: string) => string | null
}

/** What turning values into texts may need to know. */
export interface FormatContext {
  readonly personName: (id: string) => string
  readonly locale: string
  readonly timeZone: string
  /** Turns the row of an item into its key, `ENG-12`. */
  readonly keyOf?: (row: number) => string
  /** What is known of an item that a cell names; absent where nothing is known of items. */
  readonly item?: (id: string) => ItemSight
}

/**
 * What somebody knows of an item by its id. Four things that are never mixed: the item, that there is none any more (`gone`),
 * that they may not know (`no-access`), and that it is not here yet (`loading`).
 */
export type ItemSight =
  | {
      readonly is: 'item'
      readonly id: string
      readonly board: string
      readonly row: number
      readonly key: string
      readonly title: string
      readonly stage: Stage | null
      readonly archived: boolean
    }
  | { readonly is: 'gone' | 'no-access' | 'loading' }

/** One way to filter by a column: a word for people, and the engine's operator on one lane. */
export interface KindOperator {
  readonly id: string
  readonly label: string
  readonly lane: string
  readonly op: OperatorId
  /**
   * What the person has to give: nothing, one thing, several, or two bounds (`days`, `numbers`). `value` is a value of the
   * kind, given by its own editor; the engine gets what `toLanes` makes of it. A day asked of an instant lane means that
   * day in the account's zone: `lt` its first moment, `gt` its last, `eq` and `between` from the first to the last.
   */
  readonly takes: 'nothing' | 'value' | 'text' | 'number' | 'day' | 'days' | 'numbers' | 'options' | 'people'
}

/** A system lane that a kind shows instead of cells of its own. */
export type SystemSource = 'row' | 'createdAt' | 'createdBy' | 'updatedAt' | 'updatedBy'

/**
 * What shows the cells of a kind: how they are kept, written, ordered, grouped and summed up. Everything that the engine, SQL, CSV,
 * API and search need is said in terms of lanes, once; a kind picks lanes and writes none of those.
 *
 * S: the settings, V: the value of a cell, both JSON.
 */
export interface ColumnSight<S extends Json = Json, V extends Json = Json> {
  readonly id: string
  readonly label: string
  /** Raised when settings change shape; `migrations[i]` takes settings of version i to i + 1. */
  readonly version: number
  readonly migrations: readonly ((settings: Json) => Json)[]
  readonly defaultSettings: S
  /** The lanes of a value, by name. The engine's lane is `c<number>` for the default lane, else `c<number>.<name>`. */
  readonly storage: (settings: S) => { readonly [lane: string]: LaneType }
  readonly defaultLane: string
  /** Set for kinds that show what every item has; their cells cannot be edited. */
  readonly source?: { readonly [lane: string]: SystemSource }
  /**
   * Set for kinds whose cells follow from others. Both sides compute them; they are never stored, logged or sent, and cannot
   * be edited. Code that is large may come late: `KindRegistry.prepare` fetches it before the cells are asked for. Such a kind is
   * declared by `defineDerivedColumn`.
   */
  readonly derive?: Derive<S, V> | LateDerive<S, V>
  /** What keeps derived cells up: the same of every kind that has any. */
  readonly keepUp?: KeepUp
  readonly toLanes: (value: V, settings: S) => { readonly [lane: string]: LaneValue }
  /** The value behind the lanes; null where the cell is empty. Exactly the inverse of `toLanes`. */
  readonly fromLanes: (lanes: (lane: string) => LaneValue, settings: S) => V | null
  readonly operators: readonly KindOperator[]
  /** The text of a value, which `parse` reads back to the same value. */
  readonly format: (value: V, settings: S, context: FormatContext) => string
  /** The names of what stands in an option lane by its number, deleted ones too; `mergedInto` is what one became. */
  readonly names?: (settings: S) => readonly MergedLabel[]
  /** What people read of a value in their language (`1,250.50 h`, `24 Nov 2026`); `format` where a kind has none. */
  readonly display?: (value: V, settings: S, context: FormatContext) => string
  /** The lane by which the kind sorts, and for options their positions. */
  readonly sort: { readonly lane: string; readonly rank?: (settings: S) => readonly number[] }
  /** The lane by which the kind groups, if it does, and the order of the groups, by their keys in the engine: those of sets are texts. */
  readonly group?: { readonly lane: string; readonly order?: (settings: S) => readonly (number | string | null)[] }
  readonly aggregates: readonly AggregateKind[]
  /** The lane that an aggregate reads, where it is not the default lane. */
  readonly aggregateLanes?: { readonly [aggregate in AggregateKind]?: string }
  /** What a group's foot shows until somebody chooses: the first is the default; empty shows nothing. */
  readonly defaultAggregate: AggregateKind | null
  /** Lanes that a text search looks at. */
  readonly searchLanes: readonly string[]
  /** The lane with the text of a cell, where that can be shown over several lines. */
  readonly wraps?: string
  readonly roles: readonly ColumnRole[]
  /** Where a cell holds other things' ids, the lane that does and what they are ids of. */
  readonly references?: { readonly lane: string; readonly to: 'member' | 'item' }
  /** Set for kinds whose cells name items, of this board or of others. Their cells are set by `item.connect`. */
  readonly connections?: ConnectionsOf<S, V>
  /** The settings with another column in the place of one: for kinds whose settings name columns of their own board by number. */
  readonly withColumn?: (settings: S, from: number, to: number) => S
  /** For kinds whose settings name columns of other boards by number: which, and the settings with another in the place of one. */
  readonly farColumns?: {
    readonly of: (settings: S) => readonly { readonly board: string; readonly column: number }[]
    readonly replaced: (settings: S, place: FarReplacement) => S
    /** The labels of such columns that they name, by number. */
    readonly labels?: (settings: S) => readonly FarLabel[]
    /** The one column whose cells these cells are, as texts, where they are those of one. */
    readonly shown?: (settings: S) => FarColumn | null
  }
  /** Set for kinds whose values say how far work is; null where a value says nothing of it. */
  readonly stageOf?: (value: V, settings: S) => Stage | null
  /**
   * Set for kinds whose cells are lists of `Session`: written by the commands of sessions, while whole values only add to what
   * stands there. `running` is the lane that names whose timers run.
   */
  readonly tracksTime?: { readonly running: string }
  /** Set for kinds whose cells hold files: those of a value that the server keeps. Who writes one there must have it already. */
  readonly files?: (value: V) => readonly HeldFile[]
  /**
   * What rules columns of this kind have: which lane unique, range and pattern look at where it is not the default one, and
   * which of them make no sense though the lane could.
   */
  readonly rules?: { readonly lane?: string; readonly not?: readonly ('unique' | 'range' | 'pattern' | 'default')[] }
  /** What the settings say that new items begin with, for kinds whose settings do. */
  readonly initial?: (settings: S) => V | null
}

/**
 * A column kind: what shows its cells, and what takes in values and settings. `columns/src/<id>/column.ts` holds one, its view lies
 * beside it, and for a kind with which an app may begin its sight, without schemas and readers of texts, in `sight.ts`.
 */
export interface ColumnKind<S extends Json = Json, V extends Json = Json> extends ColumnSight<S, V> {
  /** One sentence for the menu in which people choose a kind. */
  readonly description: string
  readonly settings: z.ZodMiniType<S>
  /**
   * Settings under which these texts, the most frequent first, are values, for a column that becomes one of this kind; `from` are
   * its settings now. Without it a changed column begins with the default ones.
   */
  readonly settingsFor?: (texts: readonly string[], from: Json) => S
  readonly value: z.ZodMiniType<V>
  /** Says what is wrong with a well-formed value under these settings (an option that does not exist), or null. */
  readonly check?: (value: V, settings: S) => string | null
  /** Reads pasted or imported text; empty text is null. */
  readonly parse: (text: string, settings: S, context: ParseContext) => Result<V | null>
  /**
   * How values that stand below each other go on, for kinds whose values can: the one at a place, counted from the first, which
   * may lie before it. Null where these values are no series, or there is none at that place.
   */
  readonly series?: (values: readonly V[], settings: S) => ((at: number) => V | null) | null
  /**
   * How a form asks somebody for a value. Absent, by one line of text that `parse` reads, where it can be asked for at all.
   */
  readonly asks?: (settings: S) => Ask
  /** What is otherwise under these settings, for kinds whose values are of a type that the settings say. */
  readonly variant?: (settings: S) => KindVariant<S>
  /** Set for kinds whose cells hold labels of the settings by number: how some of them become one of the others. */
  readonly labels?: {
    /** The settings with the merged ones out of choice. Refuses labels that are not there, or that cannot be chosen. */
    readonly settings: (settings: S, merge: LabelMerge) => S
    readonly value: (value: V, settings: S, merge: LabelMerge) => V
    /** The settings with a label of another column of the kind, under its number; null where that or the name is taken, or there is no room. */
    readonly withLabelOf: (settings: S, other: S, label: number) => S | null
  }
  /** The settings that name the label which others of a column became: for kinds whose settings name labels of their board. */
  readonly withLabels?: (settings: S, column: number, merge: LabelMerge) => S
  readonly examples: readonly KindExample<S, V>[]
}

/** Labels of a column, by number, that become one of its others. */
export interface LabelMerge {
  readonly from: readonly number[]
  readonly into: number
}

/** Makes what keeps the derived cells of a board up. */
export type KeepUp = (options: DerivedLanesOptions) => DerivedLanes

/** A file of the server's store, as a cell names it. */
export interface HeldFile {
  readonly name: string
  readonly sizeBytes: number
  readonly type: string
  /** SHA-256 of the content, in lower-case hexadecimal. */
  readonly hash: string
}

/** What may depend on a column's settings. */
export type KindVariant<S extends Json = Json> = Partial<
  Pick<
    ColumnKind<S>,
    'operators' | 'sort' | 'group' | 'aggregates' | 'aggregateLanes' | 'defaultAggregate' | 'searchLanes' | 'references'
  >
>

/** A kind as it is under some settings. */
export function kindUnder(kind: ColumnKind, settings: Json): ColumnKind {
  return kind.variant ? { ...kind, ...kind.variant(settings) } : kind
}

/** A column of a board, and the one that stands in its place. */
export interface FarReplacement {
  readonly board: string
  readonly from: number
  readonly to: number
  /** What the other one calls a label of the first, or the one that it became; undefined where it has none of that name. */
  readonly labelName: (label: number) => string | undefined
}

/** A label of a column of another board. */
export interface FarLabel {
  readonly board: string
  readonly column: number
  readonly label: number
}

/** A column of another board, and the connection through which it is read. */
export interface FarColumn {
  readonly through: number
  readonly board: string
  readonly column: number
}

/** How a kind connects items. The ids stand in the lane that `references` names. */
export interface ConnectionsOf<S extends Json, V extends Json> {
  readonly of: (settings: S) => Connections
  /**
   * The settings with another partner for a board, which is added where they do not name it. Only kinds whose value is the list
   * of ids have it: such a column can be shown on the other board too.
   */
  readonly withPartner?: (settings: S, board: string, partner: string | null) => S
  /** What an item waits for by this value. */
  readonly waits?: (value: V, settings: S) => readonly Wait[]
  /** The value by which an item waits for these; there is at least one. */
  readonly waiting?: (waits: readonly Wait[]) => V
}

/** To what a column connects. */
export interface Connections {
  /**
   * The boards whose items may be named. `partner` is the column there (its id) that shows the same connections from the other
   * side; two columns are partners where each names the other.
   */
  readonly boards: readonly { readonly board: string; readonly partner: string | null }[]
  /** Whether items wait for those that they name: then none may wait for itself, over any number of boards. */
  readonly acyclic?: boolean
  /** Whether an item that waits is held back: it may not go on before what it waits for. */
  readonly refuses?: boolean
  /** Who may let an item go on though it waits; nobody where absent. */
  readonly override?: 'owners' | 'editors'
}

/** `item` must have `reached` this, and `lag` days have gone by, before the one that waits may `enter` that. */
export interface Wait {
  readonly item: string
  readonly reached: 'start' | 'finish'
  readonly enter: 'start' | 'finish'
  /** Whole days; negative ones let the two overlap. None where absent. */
  readonly lag?: number
}

/** Settings with values and the texts that stand for them; the contract suite runs over them. */
export interface KindExample<S extends Json, V extends Json> {
  readonly settings: S
  readonly values: readonly { readonly value: V; readonly text: string }[]
  readonly badTexts?: readonly string[]
  readonly badValues?: readonly Json[]
}

/** Declares a kind: its settings and value types are inferred and checked here, and known by its schemas from then on. */
export function defineColumn<const I extends string, S extends Json, V extends Json>(
  kind: ColumnKind<S, V> & { readonly id: I },
): ColumnKind & { readonly id: I } {
  // @NOTE the one place where the two types are forgotten; whoever holds a kind parses with its schemas before calling it.
  return kind as unknown as ColumnKind & { readonly id: I }
}

/** Declares what shows a kind: its settings and value types are inferred and checked here. */
export function defineSight<const I extends string, S extends Json, V extends Json>(
  sight: ColumnSight<S, V> & { readonly id: I },
): ColumnSight<S, V> & { readonly id: I } {
  return sight
}

/** A sight among those of other kinds: as in `defineColumn`, the two types are forgotten. */
export function anySight<const I extends string, S extends Json, V extends Json>(
  sight: ColumnSight<S, V> & { readonly id: I },
): ColumnSight & { readonly id: I } {
  // @NOTE values and settings of a column are of its kind's types wherever they come from.
  return sight as unknown as ColumnSight & { readonly id: I }
}

/** The engine's name of a column's lane. */
export function laneKey(column: number, kind: Pick<ColumnKind, 'defaultLane'>, lane: string): string {
  return lane === kind.defaultLane ? `c${column}` : `c${column}.${lane}`
}
