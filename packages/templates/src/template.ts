import type { BoardViewSpec, ColumnRole, ColumnRules, Json, Stage, viewKinds } from '@fulcrum/domain'

/** What a template is for; the gallery shows them by this. */
export const purposes = ['delivery', 'quality', 'planning', 'operations', 'people'] as const

export type Purpose = (typeof purposes)[number]

/** When and for whom boards are made of a template. */
export interface TemplateDay {
  /** Days since 1970-01-01. */
  readonly today: number
  /** Who uses it: sample items are theirs; null for nobody. */
  readonly memberId: string | null
}

/** A column's number on its board, by its key. */
export type ColumnNumber = (key: string) => number

/** What a cell or a setting is made of once the set has its ids. */
export interface Around {
  readonly day: TemplateDay
  readonly boardId: (key: string) => string
  readonly columnId: (board: string, column: string) => string
  readonly column: (board: string, column: string) => number
  readonly itemId: (key: string) => string
  /** The number of a label of the column that the cell is in. */
  readonly label: (name: string) => number
}

/** A value as it is, or made of what is around it. */
export type Made = Json | ((around: Around) => Json)

export interface TemplateColumn {
  readonly key: string
  readonly title: string
  readonly kind: string
  readonly settings?: Made
  readonly role?: ColumnRole
  readonly description?: string
  readonly rules?: ColumnRules
  readonly appliesTo?: 'items' | 'subitems' | 'both'
  /** The column of another board that shows the same connections: its cells are filled from the other side. */
  readonly back?: { readonly board: string; readonly column: string }
}

export interface TemplateGroup {
  readonly key: string
  readonly title: string
  readonly colour?: string
}

export interface TemplateItem {
  /** For those that others name. */
  readonly key?: string
  readonly title: string
  readonly group: string
  /** The key of the item of which it is a part. */
  readonly partOf?: string
  readonly cells?: { readonly [column: string]: Made }
}

export interface TemplateView {
  readonly name: string
  readonly kind: (typeof viewKinds)[number]['id']
  readonly spec?: (column: ColumnNumber) => BoardViewSpec
}

export interface TemplateBoard {
  readonly key: string
  readonly name: string
  /** What it is for and how to work with it; people read it on the board. */
  readonly about: string
  readonly columns: readonly TemplateColumn[]
  readonly groups: readonly TemplateGroup[]
  readonly views: readonly TemplateView[]
  readonly items: readonly TemplateItem[]
}

/** One of some ways to work, between which whoever uses a template chooses. */
export interface TemplateWay {
  readonly id: string
  readonly name: string
  readonly description: string
}

/** Boards that belong together, as data. */
export interface Template {
  readonly id: string
  readonly name: string
  /** One sentence: what it is good for. */
  readonly description: string
  readonly purpose: Purpose
  /** Other words by which people look for it. */
  readonly words: readonly string[]
  /** How to work with it, in a few steps. */
  readonly steps: readonly string[]
  /** Absent where there is one way only. */
  readonly ways?: readonly [TemplateWay, TemplateWay, ...TemplateWay[]]
  readonly boards: (way: string) => readonly TemplateBoard[]
}

/** Declares a template; `sets/roadmap.ts` is a small one. */
export function defineTemplate(template: Template): Template {
  return template
}

/** A label of a column: name, colour, and how far work is where it says so. */
export type LabelWords = readonly [name: string, colour: string, stage?: Stage]
