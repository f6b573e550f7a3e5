import type { Fields, Json } from '@fulcrum/domain'

// A board as it was, over HTTP:
//
//   GET /sync/past?board=…&at=…   a body like that of `/sync/chunks`, whose first chunk is the header: `PastHeader` as JSON
//
// `at` is in milliseconds UTC. The answer is by the rights of today.

/** The lane under whose name the header stands in the stream. */
export const pastHeader = '!head'

/** What a past board is besides its items. */
export interface PastHeader {
  readonly at: number
  /** The last change in it; 0 where all of it is imported history. */
  readonly version: number
  /** False before the board began: then nothing follows. */
  readonly isThere: boolean
  readonly records: readonly (readonly [table: string, id: string, fields: Fields])[]
}

/** `board.life`: when a board was, and how much happened in it when. */
export interface BoardLife {
  readonly version: number
  /** The first moment that it can be looked at. */
  readonly since: number
  readonly until: number
  /** How many changes there were in each of equal parts of the time from `since` to `until`. */
  readonly density: readonly number[]
}

/** `board.moments`: the changes before and after a moment. */
export interface BoardMoments {
  readonly previous: BoardMoment | null
  readonly next: BoardMoment | null
}

export interface BoardMoment {
  readonly at: number
  readonly actor: string | null
  readonly command: string
}

/** `board.compare`: what became of the items of a board between two moments. */
export interface BoardComparison {
  readonly from: number
  /** Null: as it is now. */
  readonly to: number | null
  readonly counts: Readonly<Record<'added' | 'removed' | 'done' | 'moved' | 'changed', number>>
  /** The columns that are named by `cells`, as they are at the later moment. */
  readonly columns: readonly { readonly id: string; readonly fields: Fields }[]
  readonly groups: readonly { readonly number: number; readonly title: string }[]
  readonly items: readonly ComparedItem[]
  /** Items that are not the same and do not fit into one answer. */
  readonly left: number
}

export interface ComparedItem {
  readonly id: string
  readonly row: number
  readonly key: string
  readonly title: string
  readonly kinds: readonly ('added' | 'removed' | 'done' | 'moved' | 'changed')[]
  /** The members that its cells name, then or later. */
  readonly people: readonly string[]
  readonly cells: readonly ComparedCell[]
}

export interface ComparedCell {
  /** A column by its short number, or what every item has. */
  readonly column: number | 'title' | 'group' | 'parent'
  readonly from: Json
  readonly to: Json
}
