import type * as z from 'zod/mini'

/** What a node may hold: blocks, text with marks and nodes in it, plain text, or the parts of one kind of list or table. */
export type DocContent = 'blocks' | 'inline' | 'text' | 'listItems' | 'taskItems' | 'rows' | 'cells' | 'nothing'

/**
 * What a thing of a doc names outside of the doc: something that whoever puts it there must have. The id of a cell is that of its
 * item, a blank, and that of its column; that of a view is that of its board, a blank, and its own.
 */
export interface DocReference {
  readonly kind: 'file' | 'member' | 'team' | 'item' | 'board' | 'doc' | 'cell' | 'view'
  readonly id: string
}

/** The attributes of a node or a mark, as they are stored: those that are null are left out. */
export type DocAttributes = { readonly [name: string]: unknown }

/** A kind of node: where it may stand, what it may hold, and its attributes. Nothing else is stored. */
export interface DocNodeKind {
  readonly name: string
  /** In which content it may stand. */
  readonly within: readonly DocContent[]
  readonly holds: DocContent
  readonly attributes: { readonly [name: string]: z.ZodMiniType }
  readonly references?: (attributes: DocAttributes) => readonly DocReference[]
}

/** A kind of mark on text. */
export interface DocMarkKind {
  readonly name: string
  readonly attributes: { readonly [name: string]: z.ZodMiniType }
}

/** One node of a doc as plain data; `text` nodes have text and marks. */
export interface DocNode {
  readonly type: string
  readonly attrs?: DocAttributes
  readonly content?: readonly DocNode[]
  readonly text?: string
  readonly marks?: readonly { readonly type: string; readonly attrs?: DocAttributes }[]
}
