import type { GridRow, GridSection } from '@fulcrum/ui'

/** What a timeline draws of a board: sections, and the rows in them. */
export interface LineSource {
  readonly sections: readonly GridSection[]
  readonly rowAt: (sectionIndex: number, rowIndex: number) => GridRow | undefined
}

/** A head or a row in its place from above. */
export type Line =
  | { readonly kind: 'head'; readonly top: number; readonly section: number }
  | {
      readonly kind: 'row'
      readonly top: number
      readonly row: GridRow
      readonly section: number
      readonly index: number
    }

/** How tall heads and rows are. */
export interface LineSizes {
  readonly head: number
  readonly row: number
}

/** Where everything stands, without looking at rows: costs the number of sections. */
export interface LineLayout {
  readonly height: number
  readonly topOf: (section: number, index: number) => number
  /** What stands between two heights. */
  readonly between: (from: number, to: number) => readonly Line[]
}

/** Lays sections out one below the other. */
export function layOutLines(source: LineSource, sizes: LineSizes): LineLayout {
  const { sections } = source
  const tops: number[] = []
  let height = 0
  for (const section of sections) {
    tops.push(height)
    height += sizes.head + rowsOf(section) * sizes.row
  }
  const topOf = (section: number, index: number): number => (tops[section] ?? 0) + sizes.head + index * sizes.row
  return {
    height,
    topOf,
    between: (from, to) => {
      const lines: Line[] = []
      sections.forEach((section, at) => {
        const top = tops[at] ?? 0
        const count = rowsOf(section)
        const first = topOf(at, 0)
        if (top >= to || first + count * sizes.row <= from) return
        if (first > from) lines.push({ kind: 'head', top, section: at })
        const start = Math.max(0, Math.floor((from - first) / sizes.row))
        const end = Math.min(count, Math.ceil((to - first) / sizes.row))
        for (let index = start; index < end; index += 1) {
          const row = source.rowAt(at, index)
          if (row !== undefined) lines.push({ kind: 'row', top: topOf(at, index), row, section: at, index })
        }
      })
      return lines
    },
  }
}

function rowsOf({ collapsed, rowCount }: GridSection): number {
  return collapsed === true ? 0 : rowCount
}
