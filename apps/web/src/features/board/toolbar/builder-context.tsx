import { must } from '@fulcrum/domain'
import type { FilterCondition, ViewColumn, ViewField } from '@fulcrum/domain'
import { createContext, use } from 'react'
import type { FilterGroup } from '../model/filter-tree.ts'

/** What the parts of the builder share. */
export interface Builder {
  readonly root: FilterGroup
  readonly find: (column: ViewColumn) => ViewField | undefined
  /** The condition whose value opens as it is drawn: it was added just now. */
  readonly editing: number | undefined
  readonly setEditing: (id: number | undefined) => void
  /** Whether a change would be one, and one that can be stored. */
  readonly mayBecome: (next: FilterGroup) => boolean
  /** Shows and says the changed filter; then the focus goes to a part. */
  readonly change: (next: FilterGroup, focus?: number) => void
  readonly setCondition: (id: number, condition: FilterCondition) => void
}

const BuilderContext = createContext<Builder | null>(null)

export const BuilderProvider = BuilderContext.Provider

export function useBuilder(): Builder {
  return must(use(BuilderContext), 'a filter builder above')
}
