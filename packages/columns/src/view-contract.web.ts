import type { AggregateKind, AggregateValue } from '@fulcrum/columnar'
import type {
  BoardColumn,
  ColumnKind,
  DeriveSchema,
  DerivedReader,
  FormatContext,
  ItemRef,
  Json,
  LabelUses,
  LabelUsesElsewhere,
  ParseContext,
} from '@fulcrum/domain'
import type { AvatarPerson, GridColumn, GridMove, IconName } from '@fulcrum/ui'
import type { ComponentType } from 'react'
import type { FilesPort } from './shared/files.web.ts'
import type { ItemsPort, SourceCell } from './shared/items.web.ts'

/** A person whom cells draw and editors offer. */
export interface ViewPerson extends AvatarPerson {
  readonly email?: string
  /** Says what sort of person it is where it matters: "Guest", "Not invited yet". */
  readonly note?: string
}

/** What views know of the world. Keep its identity while nothing in it changes. */
export interface ViewContext extends FormatContext, ParseContext {
  /** The people who can be chosen, the likeliest first. */
  readonly people: readonly ViewPerson[]
  /** Anybody whom a cell may name, also those who cannot be chosen any more. */
  readonly person: (id: string) => ViewPerson | undefined
  /** Who is looking: offered first as "Assign to me". */
  readonly me?: string | undefined
  /** The account's day, as whole days since 1970-01-01. */
  readonly today: number
  /** 0 is Sunday. */
  readonly weekStart: number
  /** Where items that cells can name are found and opened; absent where none can be named. */
  readonly items?: ItemsPort
  /** Where files are sent and found; absent where none can be. */
  readonly files?: FilesPort
}

export type { FilesPort, Upload } from './shared/files.web.ts'
export type { FoundItem, ItemsPort, SourceCell, SourceColumn } from './shared/items.web.ts'

/** The other cells of an item. */
export interface CellPlace {
  readonly columns: () => readonly BoardColumn[]
  /** What stands in another column of the item. */
  readonly valueOf: (column: number) => Json
}

/**
 * Where a cell stands, for kinds whose cells do more than hold a value: given where the reader may edit it. What it does is a
 * command of the board, run as the reader; refusals are told by whoever runs it.
 */
export interface CellHost extends CellPlace {
  readonly item: ItemRef
  readonly column: number
  readonly run: (command: string, args: { readonly [name: string]: Json }) => void
}

/** Draws a value. `late` colours it as overdue; only the caller knows whether it is. */
export interface CellProps<S, V> {
  readonly value: V | null
  readonly settings: S
  readonly context: ViewContext
  readonly late?: boolean
  /** The cell has room for several lines. */
  readonly wraps?: boolean
  readonly host?: CellHost | undefined
}

/** What reads labels of a column, and how some of them become one: work of the whole board, not of the column alone. */
export interface LabelTools {
  /** Looks through the board: for when somebody asks. */
  readonly uses: (numbers: readonly number[]) => LabelUses
  /** Asks what reads them on other boards and in templates; null where nobody can be asked. */
  readonly elsewhere: (numbers: readonly number[]) => Promise<LabelUsesElsewhere | null>
  /** `templates` are the boards of templates that go along. */
  readonly merge: (from: readonly number[], into: number, templates: readonly string[]) => void
}

/**
 * Edits a value. It handles its own keys: Enter, Tab and picking commit, Escape cancels; keys it leaves alone it does not
 * prevent. `onDraft` hears every good value on the way, so that whoever holds the editor can commit when it is left.
 */
export interface EditorProps<S, V> {
  /** The kind of the value, all of it: it reads what is typed. */
  readonly kind: ColumnKind
  readonly value: V | null
  readonly settings: S
  readonly context: ViewContext
  /** The column's title: the accessible name. */
  readonly label: string
  /** The key that opened the editor; it begins with this text instead of the old value. */
  readonly initialText?: string | undefined
  readonly onCommit: (value: V | null, then: GridMove) => void
  readonly onCancel: () => void
  readonly onDraft?: ((value: V | null) => void) | undefined
  /** Given to those who may change the column: labels can then be made, renamed, recoloured and retired. */
  readonly onSettings?: ((settings: S) => void) | undefined
  /** Given with `onSettings` where the board is here. */
  readonly labelTools?: LabelTools | undefined
  readonly host?: CellHost | undefined
}

/** The board of a column, for forms of columns that follow from others. */
export interface SettingsBoard {
  /** The column's own number. */
  readonly self: number
  readonly schema: DeriveSchema
  readonly reader: DerivedReader
  /** Items of the board to try settings on: the first that are shown. */
  readonly rows: readonly number[]
}

/** The form of a column's settings. Every good change is told at once. */
export interface SettingsProps<S> {
  /** Given where the column stands on a board that is here. */
  readonly board?: SettingsBoard | undefined
  readonly settings: S
  readonly context: ViewContext
  readonly onChange: (settings: S) => void
}

/** What stands under a group: the answer of one aggregate. */
export interface SummaryProps<S> {
  readonly aggregate: AggregateKind
  readonly result: AggregateValue
  readonly settings: S
  readonly context: ViewContext
}

/** How a kind looks: the other half of a `ColumnKind`, under the same id. */
export interface ColumnView<S extends Json = Json, V extends Json = Json> {
  readonly id: string
  readonly icon: IconName
  /** Pixels of a new column. */
  readonly width: number
  /** Where settings change how much room a value takes. */
  readonly widthOf?: (settings: S) => number
  readonly align?: GridColumn['align']
  /** `tight` for cells that are filled edge to edge. */
  readonly padding?: GridColumn['padding']
  /** Where the editor stands; `toggle` has none but `toggle`, `none` cannot be edited. */
  readonly editor: NonNullable<GridColumn['editor']>
  readonly Cell: ComponentType<CellProps<S, V>>
  readonly Editor?: ComponentType<EditorProps<S, V>>
  /** Fetches what the editor draws when it opens; called when there is time, so that it also opens without a network. */
  readonly preload?: () => Promise<unknown>
  /** The value after a click, Enter or Space of `me` on a `toggle` cell. */
  readonly toggle?: (value: V | null, settings: S, me: string | undefined) => V | null
  /** Set where a toggle only puts the reader in or takes them out: then what others do at the same time counts too. */
  readonly togglesSelf?: true
  /**
   * Set where a cell has parts of its own to click (a link, a timer), so that it must not stand inside a button: where it is
   * filled, or also where it is empty.
   */
  readonly live?: 'filled' | 'always'
  /**
   * Set where cells show those of other items, and setting one sets those: which they are, or a sentence that says why none can
   * be set. The editor is given to everybody, also to those who may edit nothing here.
   */
  readonly sources?: (settings: S, host: CellPlace, context: ViewContext) => readonly SourceCell[] | string
  /** Cells hold nothing: they, and the editor that the keyboard opens, run a command. */
  readonly runs?: true
  readonly Settings?: ComponentType<SettingsProps<S>>
  /** Without settings of its own a column of this kind says nothing: they are asked for as soon as one is made. */
  readonly setUpFirst?: boolean
  readonly Summary?: ComponentType<SummaryProps<S>>
}

/** Declares the view of a kind. */
export function defineColumnView<const I extends string, S extends Json, V extends Json>(
  view: ColumnView<S, V> & { readonly id: I },
): ColumnView & { readonly id: I } {
  // @NOTE as in `defineColumn`: settings and values that come here have passed the kind's schemas.
  return view as unknown as ColumnView & { readonly id: I }
}
