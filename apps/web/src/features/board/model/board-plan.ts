import type { GroupKey, ViewSpec } from '@fulcrum/columnar'
import type { ReactNode } from 'react'
import type { SectionInfo } from './sections.ts'

/** What stands with the values of cells: that a rule of their column is against them, and the colours of the view. */
export interface CellMarks {
  /** All of it in words, so that a cell is drawn again when they change. */
  readonly said: (row: number, columnId: string) => string
  readonly draw: (row: number, columnId: string) => ReactNode
}

/** What a board shows. */
export interface BoardPlan {
  /** Filter, order, groups and totals, as the engine takes them. */
  readonly spec: ViewSpec
  /** The sections for the groups that occur. */
  readonly sections: (occurring: readonly { readonly key: GroupKey }[]) => readonly SectionInfo[]
  /** Every item is a row of its own, sub-items too. */
  readonly flat: boolean
  readonly collate: (left: string, right: string) => number
  /** What stands with the values of cells; absent until it is here. */
  readonly marks?: CellMarks | undefined
  /** What the drawing of a cell depends on beside the lanes of its column. */
  readonly alsoDrawn?: (row: number, columnId: string) => boolean | string
}

/** Shows nothing: the plan of a model until it is told another. */
export const emptyPlan: BoardPlan = { spec: {}, flat: false, collate: () => 0, sections: () => [] }
