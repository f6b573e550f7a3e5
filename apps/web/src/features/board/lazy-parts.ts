import { createElement, use, type ComponentType } from 'react'
import { later, laterPart, loadUntilHere, quietPart } from '../../shell/later.ts'

type Parts = typeof import('./parts.tsx')

const parts = later<Parts>(() => import('./parts.tsx'))

/** What makes a board more than its first rows: the live view of all items, and what can be done to them. */
export const engine = later(() => import('./engine.ts'))

/** The words of a filter, of which many boards have none: asked for while a board is being opened, before its rows. */
export const filterChips = later(() => import('./toolbar/filter-chips.tsx'))

export const FilterChips = quietPart(filterChips, (part) => part.FilterChips)

/** Fetches what opens only when somebody asks for it; called when there is time, so that it also opens without a network. */
export function loadParts(): Promise<Parts> {
  return loadUntilHere(parts)
}

/** Does something with them: now where they are here, else as soon as they are. Without a connection, which is said above, it does nothing. */
export function withParts(act: (parts: Parts) => void): void {
  const here = parts.here()
  if (here === undefined) void parts.load().then(act, () => undefined)
  else act(here)
}

/** A component of them. It draws at once where they are here, so that no key is lost that is pressed right after. */
function part<P extends object>(pick: (parts: Parts) => ComponentType<P>): ComponentType<P> {
  return function Part(props: P) {
    return createElement(pick(parts.here() ?? use(parts.load())), props)
  }
}

/** It stands in the page itself, where keys wait for it. */
export const AboutEditor = laterPart(parts, (all) => all.AboutEditor)

/** Nothing stands in its place: most boards have no templates. */
export const FromTemplate = quietPart(parts, (all) => all.FromTemplate)

export const ChangeKind = part((all) => all.ChangeKind)
export const ColumnRulesForm = part((all) => all.ColumnRulesForm)
export const ColumnSettings = part((all) => all.ColumnSettings)
export const ExportBoard = part((all) => all.ExportBoard)
export const HiddenColumns = part((all) => all.HiddenColumns)
export const LocalCondition = part((all) => all.LocalCondition)
export const SortEditor = part((all) => all.SortEditor)
export const WantedCells = part((all) => all.WantedCells)
