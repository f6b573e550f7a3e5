import type { HeldFile } from '../column/kind.ts'
import type { Json } from '../json.ts'

/** A piece of rich text. Which there are, what they hold and what their attributes may be is a closed set: see `nodes/all.ts`. */
export interface RichNode {
  readonly type: string
  readonly attrs?: { readonly [name: string]: Json }
  readonly content?: readonly RichNode[]
  /** Of the type `text` alone. */
  readonly text?: string
  readonly marks?: readonly RichMark[]
}

/** How some words stand out. */
export interface RichMark {
  readonly type: string
  readonly attrs?: { readonly [name: string]: Json }
}

/** A whole text: blocks one below the other. Data alone: nothing in it is markup, and whoever draws it knows every type. */
export interface RichText extends RichNode {
  readonly type: 'doc'
  readonly content: readonly RichNode[]
}

/** What is put where: `text` is of words without marks. */
export type RichPlace = 'block' | 'inline' | 'text' | 'listItem' | 'taskItem'

/** What an attribute may be: gives the value that is kept, or undefined where it may not be that. */
export type ReadAttr = (value: unknown) => Json | undefined

/** A type of pieces. Types are values: a new one is a definition, a line in `all.ts` and a way to draw it. */
export interface RichNodeKind {
  readonly type: string
  readonly place: Exclude<RichPlace, 'text'>
  /** What it holds; null holds nothing. */
  readonly holds: RichPlace | null
  /** It means nothing without something in it. */
  readonly needsContent?: boolean
  readonly attrs?: { readonly [name: string]: ReadAttr }
  /** What it says as plain text, `inside` being what its content says. */
  readonly words: (node: RichNode, inside: string) => string
  /** The file that it shows. */
  readonly file?: (node: RichNode) => HeldFile
}

/** A way in which words stand out. */
export interface RichMarkKind {
  readonly type: string
  readonly attrs?: { readonly [name: string]: ReadAttr }
}

/** Declares a type of pieces. */
export function defineRichNode<const T extends RichNodeKind>(kind: T): T {
  return kind
}
