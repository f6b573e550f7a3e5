import type { AccountRole, Cause, Json, Patch, Scope, Stage, TrashPart } from '@fulcrum/domain'

// Answers of the queries: `POST /api/<noun>.<verb>` with the arguments as JSON. Each is filtered by the reader's rights.

/** `tree.list`: the workspaces with the boards that this person may see. */
export interface TreeBoard {
  readonly id: string
  readonly workspaceId: string
  readonly folderId: string | null
  readonly name: string
  readonly access: 'main' | 'private' | 'shareable'
  readonly rank: string
  readonly itemCount: number
  readonly archived: boolean
  readonly hidden: boolean
  readonly deletedAt: number | null
  /** The name of the template of which it is a board. */
  readonly template: string | null
  /** The asker may make items on it. */
  readonly mayAdd: boolean
}

/**
 * `tree.list`: where those boards stand, and to a guest where the docs do that they see: guests are told of no other workspace or
 * folder.
 */
export interface TreePlaces {
  readonly workspaces: readonly {
    readonly id: string
    readonly name: string
    readonly colour: string | null
    readonly rank: string
    readonly demo: boolean
  }[]
  readonly folders: readonly {
    readonly id: string
    readonly workspaceId: string
    readonly name: string
    readonly rank: string
  }[]
}

/** `template.list`: boards of this account's own that others can be made of. */
export interface OwnTemplate {
  readonly id: string
  readonly name: string
  readonly description: string | null
  readonly workspaceId: string
  readonly boards: readonly { readonly id: string; readonly name: string; readonly itemCount: number }[]
  /** Whether the asker may rename and delete it. */
  readonly mayManage: boolean
}

/** `item.search`: an item that can be named in a cell. */
export interface FoundItem {
  readonly id: string
  readonly board: string
  readonly boardName: string
  readonly row: number
  readonly key: string
  readonly title: string
}

/** `item.find`: an item that a key means. `had` is the key as it was, where it has another one now. */
export interface KeyedItem extends FoundItem {
  readonly had: string | null
  readonly deleted: boolean
}

/** `item.named`: an item that a text names, as it is called now. */
export interface NamedItem {
  readonly id: string
  readonly board: string
  readonly row: number
  readonly key: string
  readonly title: string
  readonly deleted: boolean
  /** The label of its status; null where it has none, or where the asker may not read it. */
  readonly status: { readonly text: string; readonly colour: string; readonly stage: Stage | null } | null
}

/** `item.cells`: a cell that a text shows, as it is now for the reader. `id` is as it was asked. */
export interface NamedCell {
  readonly id: string
  readonly board: string
  readonly row: number
  readonly key: string
  readonly title: string
  readonly deleted: boolean
  readonly column: string
  readonly kind: string
  readonly settings: Json
  readonly value: Json
}

/** `item.days`: an item of another board as a plan shows it that waits for it; `days` is null where it has none, or none for the reader. */
export interface DatedItem {
  readonly id: string
  readonly board: string
  readonly boardName: string
  readonly row: number
  readonly key: string
  readonly title: string
  readonly days: { readonly start: number; readonly end: number } | null
}

/** `view.glances`: the first items of a view that a text shows, as they are now for the reader. `id` is as it was asked. */
export interface ViewGlance {
  readonly id: string
  readonly board: string
  readonly boardName: string
  /** Empty where it is all of the board. */
  readonly name: string
  /** Of all that the view shows. */
  readonly count: number
  readonly columns: readonly { readonly title: string; readonly kind: string; readonly settings: Json }[]
  readonly rows: readonly {
    readonly row: number
    readonly key: string
    readonly title: string
    readonly values: readonly Json[]
  }[]
}

/** `update.versions`: what a message said from a moment on; `content` is null where that was plain text. */
export interface UpdateVersion {
  readonly at: number
  readonly actor: string | null
  readonly body: string
  readonly content: Json
}

/** Where a found word stands in a text: from, to. */
export type FoundMark = readonly [from: number, to: number]

/** An item that `search.all` found, and by which of its texts. */
export interface FoundAnywhere extends FoundItem {
  readonly marks: readonly FoundMark[]
  readonly where: 'key' | 'title' | 'cell' | 'message'
  /** The title of the column of a cell. */
  readonly column: string | null
  /** What stands around the words, where they are not in the title. */
  readonly excerpt: string | null
  readonly excerptMarks: readonly FoundMark[]
}

/** `search.all`: what is called so, the likeliest first. */
export interface SearchAnswer {
  readonly items: readonly FoundAnywhere[]
  readonly boards: readonly {
    readonly id: string
    readonly name: string
    readonly workspaceId: string
    readonly marks: readonly FoundMark[]
  }[]
  readonly people: readonly {
    readonly id: string
    readonly name: string
    readonly role: AccountRole
    readonly marks: readonly FoundMark[]
  }[]
  /** The words that were searched for in place of misspelt ones. */
  readonly corrected: readonly string[]
}

/** A column as home shows and edits it. */
export interface HomeColumn {
  readonly number: number
  readonly title: string
  readonly kind: string
  readonly settings: Json
  readonly mayEdit: boolean
}

/** A board with something on home. */
export interface HomeBoard {
  readonly id: string
  readonly name: string
  readonly prefix: string
  readonly status: HomeColumn | null
  readonly due: HomeColumn | null
}

/** An item of which the reader is an owner. `day` is the one on which it is due. */
export interface HomeItem {
  readonly id: string
  readonly board: string
  readonly row: number
  readonly key: string
  readonly title: string
  readonly updatedAt: number
  readonly updatedBy: string | null
  readonly status: Json
  readonly due: Json
  readonly stage: Stage | null
  readonly day: number | null
}

/** An item that somebody else changed. */
export interface HomeChange {
  readonly id: string
  readonly board: string
  readonly row: number
  readonly key: string
  readonly title: string
  readonly by: string
  readonly at: number
}

/** `home.mine`: what is the reader's, over all boards. */
export interface HomeAnswer {
  /** The account's day. */
  readonly today: number
  readonly boards: readonly HomeBoard[]
  readonly items: readonly HomeItem[]
  readonly changed: readonly HomeChange[]
}

/** `use.count`: what hangs on something that is about to be deleted. */
export interface UseCount {
  /** Cells that name the items, and the items that these cells are of. */
  readonly links: number
  readonly linkingItems: number
  /** Columns whose cells follow from it or connect to it. */
  readonly columns: readonly {
    readonly board: string
    readonly boardName: string
    readonly title: string
    readonly kind: string
  }[]
  /** Such columns that the asker may not see. */
  readonly hiddenColumns: number
}

/** `cell.why`: what made a cell what it is, newest first. */
export interface WhyEntry {
  readonly version: number
  readonly id: string
  readonly at: number
  readonly actor: string | null
  readonly cause: Cause
  readonly command: string
  readonly from: Json
  readonly to: Json
  readonly historic: boolean
  /** The change also made the item: it had the value from the start. */
  readonly made: boolean
  /** The item was purged since: the values are gone. */
  readonly purged?: true
  /** Which cell changed, where the one that was asked for follows from others; on which board, where that is another one. */
  readonly of?: { readonly row: number; readonly column: number | string; readonly board?: string }
}

/** `item.activity`: the changes of one item, newest first. */
export interface ActivityEntry {
  readonly scope: Scope
  readonly version: number
  readonly id: string
  readonly at: number
  readonly actor: string | null
  readonly cause: Cause
  readonly command: string
  readonly batch: string | null
  readonly historic: boolean
  readonly patches: readonly Patch[]
  readonly inverse: readonly Patch[]
  /** What it is about was purged since: null stands for what was said. */
  readonly purged?: true
  /** The key that the item had then: it was on another board, whose cells are told as the columns of this one say them. */
  readonly was?: string
}

/** `change.stack`: what undo and redo would take next on a board, by the person's own changes. */
export interface StackAnswer {
  readonly undo: readonly StackChange[]
  readonly redo: readonly StackChange[]
}

export interface StackChange {
  readonly change: string
  readonly command: string
  readonly at: readonly { readonly scope: Scope; readonly version: number }[]
  /** Set where the step is a whole batch: then `change.undoBatch` or `change.redoBatch` takes it, by this id. */
  readonly batch?: string
}

/** `change.undoBatch` and `change.redoBatch`: how much of a batch was taken back, and how much somebody had changed since. */
export interface BatchAnswer {
  readonly batch: string
  readonly changes: number
  readonly taken: number
  readonly kept: number
}

/** `item.previewTransfer`: what moving or copying items to a board would do. */
export interface TransferPreview {
  /** How many go, their sub-items counted, and how many with each that has no parent among them. */
  readonly items: number
  readonly roots: readonly { readonly row: number; readonly items: number }[]
  /** Boards that a move has to name. */
  readonly also: readonly string[]
  /** There are cells that the asker may not see: they cannot move the items. */
  readonly hidden: boolean
  /** The columns there that can take cells. */
  readonly open: readonly TransferTarget[]
  readonly columns: readonly TransferColumn[]
}

export interface TransferTarget {
  readonly number: number
  readonly title: string
  readonly kind: string
}

/** A column here, with the one there that takes its cells. */
export interface TransferColumn extends TransferTarget {
  readonly to: number | null
  /** Only some may read it: its cells are never kept as text. */
  readonly forSome: boolean
  /** The columns there that could take them. */
  readonly fits: readonly number[]
  readonly filled: number
  readonly converted: number
  /** Cells of which something stays as text only. */
  readonly left: number
  readonly examples: readonly string[]
  /** Labels that the column there does not have. */
  readonly missing: readonly string[]
  /** The settings with which that column would have them, where the asker may change it. */
  readonly completed: { readonly id: string; readonly settings: Json } | null
}

/** `column.previewKind`: what changing a column's kind would do. */
export interface KindPreview {
  /** The settings that the new column would have. */
  readonly settings: Json
  /** Cells that hold something: each converts or is lost; of those that convert some are written otherwise. */
  readonly filled: number
  readonly converted: number
  readonly rewritten: number
  readonly lost: number
  readonly rewrittenExamples: readonly KindExample[]
  readonly lostExamples: readonly KindExample[]
}

/** A cell's text, what it would be written as, and why it would be lost. */
export interface KindExample {
  readonly text: string
  readonly becomes: string | null
  readonly why: string | null
}

/** `trash.list`: something of a board that can be brought back. */
export interface TrashEntry {
  readonly id: string
  /** Of an item. */
  readonly row: number | null
  readonly key: string | null
  readonly title: string
  /** Of a column or a view: its kind. */
  readonly kind: string | null
  /** When it was put away, in ms UTC, and by whom; null where that is not known. */
  readonly at: number
  readonly by: string | null
  /** Until when it is kept, in ms UTC; null is for good. */
  readonly until: number | null
  /** How many items come back with it. */
  readonly holds: number
  /** Items and groups in which it is and that are put away, too; `title` is that of the nearest. */
  readonly within: {
    readonly title: string
    readonly rows: readonly number[]
    readonly groups: readonly string[]
  } | null
  readonly mayRestore: boolean
}

/** `trash.list`: a page of it, the newest first, and how much there is of each part. */
export interface TrashAnswer {
  readonly entries: readonly TrashEntry[]
  readonly counts: Readonly<Record<TrashPart, number>>
  readonly next: string | null
}
