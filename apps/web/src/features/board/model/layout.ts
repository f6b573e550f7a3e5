import type { GroupKey, LiveView } from '@fulcrum/columnar'
import type { GridSection } from '@fulcrum/ui'
import type { RowIds } from './row-ids.ts'
import type { SectionInfo } from './sections.ts'
import { sectionLines, type OpenRow, type SectionLines, type SubLine } from './tree-lines.ts'

/** What outlives the model: a board's state may be replaced, what a person opened stays open. */
export interface Openness {
  readonly rows: Set<string>
  readonly collapsed: Set<string>
}

/** A section with its lines. */
export interface Section {
  readonly info: SectionInfo
  readonly lines: SectionLines
}

/** Where a shown sub-item stands: so far below the top row that it belongs to. */
interface SubPlace {
  readonly section: number
  readonly topIndex: number
  readonly offset: number
}

/** The sections as they stand now, and where what is in them is found. */
export interface Layout {
  readonly sections: readonly Section[]
  readonly gridSections: readonly GridSection[]
  readonly sectionOfKey: ReadonlyMap<GroupKey, number>
  readonly subPlaces: ReadonlyMap<number, SubPlace>
}

interface LayoutOptions {
  readonly view: LiveView
  readonly infos: readonly SectionInfo[]
  readonly open: Openness
  readonly ids: RowIds
  /** Null where sub-items are no lines of their own parents. */
  readonly subRows: ((row: number) => readonly number[]) | null
}

/** Lays the sections out. Costs the number of sections and of open rows, never that of all rows. */
export function layOut(options: LayoutOptions): Layout {
  const { view, infos, open, ids } = options
  const sectionOfKey = new Map(infos.map(({ key }, index) => [key, index]))
  const subPlaces = new Map<number, SubPlace>()
  const openRows: OpenRow[][] = infos.map(() => [])
  for (const id of options.subRows === null ? [] : open.rows) {
    const row = ids.rowOf(id)
    const place = row === undefined ? null : view.indexOf(row)
    const section = place === null ? undefined : sectionOfKey.get(place.group)
    if (row === undefined || place === null || section === undefined) continue
    const lines = linesBelow(row, 1, options, [])
    if (lines.length === 0) continue
    lines.forEach((line, offset) => subPlaces.set(line.row, { section, topIndex: place.index, offset }))
    openRows[section]?.push({ index: place.index, lines })
  }
  for (const rows of openRows) rows.sort((left, right) => left.index - right.index)
  const sections = infos.map((info, index) => ({ info, lines: sectionLines(openRows[index] ?? []) }))
  return {
    sections,
    sectionOfKey,
    subPlaces,
    gridSections: sections.map(({ info, lines }) => ({
      id: info.id,
      title: info.title,
      rowCount: view.rows(info.key).length + lines.extra,
      collapsed: open.collapsed.has(info.id),
      ...(info.colour !== undefined && { colour: info.colour }),
    })),
  }
}

function linesBelow(row: number, depth: number, options: LayoutOptions, into: SubLine[]): readonly SubLine[] {
  for (const child of options.subRows?.(row) ?? []) {
    into.push({ row: child, depth })
    if (options.open.rows.has(options.ids.idOf(child))) linesBelow(child, depth + 1, options, into)
  }
  return into
}
