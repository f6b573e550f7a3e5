import type { GridDensity, GridSection } from './grid-types.ts'

/** Heights in pixels of the kinds of lines. */
export interface LineSizes {
  readonly row: number
  readonly header: number
  readonly columns: number
  readonly footer: number
}

/** A line of text in a row that has several, and what stands around them. */
const LINE_PX = 19
const LINES_PADDING_PX = 12

/** The row height of a density. */
const ROW_PX: Readonly<Record<GridDensity, number>> = { compact: 28, normal: 34, roomy: 44 }

/** The sizes of all lines at a density. */
export function lineSizes(density: GridDensity): LineSizes {
  return { row: ROW_PX[density], header: 40, columns: 30, footer: 32 }
}

/** A line of the flat list: the group header, the column header, a row, or the footer of a section. */
export interface Line {
  readonly kind: 'header' | 'columns' | 'row' | 'footer'
  readonly sectionIndex: number
  /** The row within its section; 0 for other kinds. */
  readonly rowIndex: number
}

/**
 * The vertical layout. It keeps two numbers per section and none per row, so building it costs the number of sections
 * and every mapping is a binary search over sections. Where rows have several lines of text it keeps a number per row, made anew
 * only when one of them has other lines.
 */
export interface Geometry {
  readonly sections: readonly GridSection[]
  readonly sizes: LineSizes
  /** Top of each section in pixels; one more entry: the whole height. */
  readonly tops: Float64Array
  /** Index of each section's first line; one more entry: the number of lines. */
  readonly firstLines: Float64Array
  /** By section: top of each row from the first row's, and the end of the last one; undefined where all rows have one line. */
  readonly rowTops: readonly (Float64Array | undefined)[]
  readonly heightPx: number
  readonly lineCount: number
}

/** How many rows of a section are drawn. */
export function shownRows(section: GridSection): number {
  return section.collapsed === true && section.headless !== true ? 0 : section.rowCount
}

function isOpen(section: GridSection): boolean {
  return section.headless === true || section.collapsed !== true
}

function headerLines(section: GridSection): number {
  return section.headless === true ? 0 : 1
}

function footerLines(section: GridSection): number {
  return isOpen(section) && section.footless !== true ? 1 : 0
}

/** Height above the first row: what sticks to the top while the section is scrolled through. */
export function stickyPx(section: GridSection, sizes: LineSizes): number {
  return headerLines(section) * sizes.header + (isOpen(section) ? sizes.columns : 0)
}

/** Height of a row with so many lines of text. */
export function rowHeight(sizes: LineSizes, lines: number): number {
  return lines <= 1 ? sizes.row : Math.max(sizes.row, lines * LINE_PX + LINES_PADDING_PX)
}

/** For how many lines of text a row has room; the inverse of `rowHeight`. */
export function linesIn(heightPx: number): number {
  return Math.max(1, Math.floor((heightPx - LINES_PADDING_PX) / LINE_PX))
}

const knownTops = new WeakMap<Uint8Array, { readonly rowPx: number; readonly tops: Float64Array }>()

function topsOf(lines: Uint8Array, sizes: LineSizes): Float64Array {
  const known = knownTops.get(lines)
  if (known?.rowPx === sizes.row) return known.tops
  const tops = new Float64Array(lines.length + 1)
  let top = 0
  lines.forEach((count, row) => {
    tops[row] = top
    top += rowHeight(sizes, count)
  })
  tops[lines.length] = top
  knownTops.set(lines, { rowPx: sizes.row, tops })
  return tops
}

/** Lays the sections out one below the other. `linesOf` says the lines of a section's shown rows, where some have several. */
export function layOut(
  sections: readonly GridSection[],
  sizes: LineSizes,
  linesOf: (sectionIndex: number) => Uint8Array | undefined = () => undefined,
): Geometry {
  const rowTops: (Float64Array | undefined)[] = []
  const tops = new Float64Array(sections.length + 1)
  const firstLines = new Float64Array(sections.length + 1)
  let top = 0
  let line = 0
  sections.forEach((section, index) => {
    tops[index] = top
    firstLines[index] = line
    const rows = shownRows(section)
    const columns = isOpen(section) ? 1 : 0
    const lines = rows === 0 ? undefined : linesOf(index)
    const own = lines?.length === rows ? topsOf(lines, sizes) : undefined
    rowTops.push(own)
    top += stickyPx(section, sizes) + (own?.[rows] ?? rows * sizes.row) + footerLines(section) * sizes.footer
    line += headerLines(section) + columns + rows + footerLines(section)
  })
  tops[sections.length] = top
  firstLines[sections.length] = line
  return { sections, sizes, tops, firstLines, rowTops, heightPx: top, lineCount: line }
}

/** Top of a row in pixels from the first row of its section; behind the last row where they end. */
export function rowTop({ rowTops, sizes }: Geometry, sectionIndex: number, rowIndex: number): number {
  return rowTops[sectionIndex]?.[rowIndex] ?? rowIndex * sizes.row
}

/** Height of a row. */
export function rowPx(geometry: Geometry, sectionIndex: number, rowIndex: number): number {
  return rowTop(geometry, sectionIndex, rowIndex + 1) - rowTop(geometry, sectionIndex, rowIndex)
}

/** The row at so many pixels below the first row of its section, not clamped to those that are there. */
export function rowBelow({ rowTops, sizes }: Geometry, sectionIndex: number, yPx: number): number {
  const tops = rowTops[sectionIndex]
  if (tops === undefined || yPx < 0) return Math.floor(yPx / sizes.row)
  return lastAtMost(tops, tops.length, yPx)
}

/** The last index whose value is <= `value`; `values` ascend and the first is <= `value`. */
function lastAtMost(values: Float64Array, count: number, value: number): number {
  let low = 0
  let high = count - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((values[middle] ?? 0) <= value) low = middle
    else high = middle - 1
  }
  return low
}

/** The section at a height; clamped to the first and last one. */
export function sectionAt(geometry: Geometry, yPx: number): number {
  return lastAtMost(geometry.tops, geometry.sections.length, Math.max(0, yPx))
}

/** The line with this index, or `undefined` outside the list. */
export function lineAt(geometry: Geometry, index: number): Line | undefined {
  if (index < 0 || index >= geometry.lineCount) return undefined
  // Collapsed headless sections have no lines; the last section starting at or before the index is the one that has it.
  const sectionIndex = lastAtMost(geometry.firstLines, geometry.sections.length, index)
  const section = geometry.sections[sectionIndex]
  if (section === undefined) return undefined
  let within = index - (geometry.firstLines[sectionIndex] ?? 0)
  if (headerLines(section) === 1) {
    if (within === 0) return { kind: 'header', sectionIndex, rowIndex: 0 }
    within -= 1
  }
  if (within === 0) return { kind: 'columns', sectionIndex, rowIndex: 0 }
  within -= 1
  if (within < shownRows(section)) return { kind: 'row', sectionIndex, rowIndex: within }
  return { kind: 'footer', sectionIndex, rowIndex: 0 }
}

/** The index of a line; the inverse of `lineAt`. */
export function indexOfLine(geometry: Geometry, line: Line): number {
  const section = geometry.sections[line.sectionIndex]
  if (section === undefined) return -1
  const first = geometry.firstLines[line.sectionIndex] ?? 0
  if (line.kind === 'header') return first
  const columns = first + headerLines(section)
  if (line.kind === 'columns') return columns
  if (line.kind === 'row') return columns + 1 + line.rowIndex
  return columns + 1 + shownRows(section)
}

/** Top of a row in pixels from the top of its section. */
export function rowTopInSection(geometry: Geometry, sectionIndex: number, rowIndex: number): number {
  const section = geometry.sections[sectionIndex]
  if (section === undefined) return 0
  return stickyPx(section, geometry.sizes) + rowTop(geometry, sectionIndex, rowIndex)
}

/** Top and height of a line in pixels from the top of the whole list. */
export function lineBox(geometry: Geometry, line: Line): { readonly topPx: number; readonly heightPx: number } {
  const section = geometry.sections[line.sectionIndex]
  const top = geometry.tops[line.sectionIndex] ?? 0
  const { sizes } = geometry
  if (section === undefined || line.kind === 'header') return { topPx: top, heightPx: sizes.header }
  if (line.kind === 'columns') return { topPx: top + headerLines(section) * sizes.header, heightPx: sizes.columns }
  const rowTopPx = top + rowTopInSection(geometry, line.sectionIndex, line.rowIndex)
  if (line.kind === 'row') return { topPx: rowTopPx, heightPx: rowPx(geometry, line.sectionIndex, line.rowIndex) }
  return { topPx: rowTopPx + rowTop(geometry, line.sectionIndex, shownRows(section)), heightPx: sizes.footer }
}

/** The part of one section to draw: rows `firstRow` to `endRow` (exclusive). */
export interface SectionWindow {
  readonly sectionIndex: number
  readonly firstRow: number
  readonly endRow: number
}

/** Which sections and rows meet the pixels `fromPx` to `toPx`. */
export function windowOf(geometry: Geometry, fromPx: number, toPx: number): readonly SectionWindow[] {
  const out: SectionWindow[] = []
  const { sections, sizes, tops } = geometry
  if (sections.length === 0) return out
  for (let at = sectionAt(geometry, fromPx); at < sections.length && (tops[at] ?? 0) < toPx; at += 1) {
    const section = sections[at]
    if (section === undefined) break
    const rows = shownRows(section)
    const rowsTop = (tops[at] ?? 0) + stickyPx(section, sizes)
    const firstRow = Math.min(rows, Math.max(0, rowBelow(geometry, at, fromPx - rowsTop)))
    const last = rowBelow(geometry, at, toPx - rowsTop)
    // A row that begins where the pixels end does not meet them.
    const end = rowTop(geometry, at, last) < toPx - rowsTop ? last + 1 : last
    const endRow = Math.min(rows, Math.max(firstRow, end))
    out.push({ sectionIndex: at, firstRow, endRow })
  }
  return out
}

/**
 * The tallest element we ask a browser for. Firefox stops at 17.8 million pixels, Chromium and Safari at 33.5 million.
 */
export const MAX_CANVAS_PX = 12_000_000

/** The sizes that relate the scroller to the list. */
export interface ScrollSizes {
  /** Height of the scrolled element: the list's, at most `MAX_CANVAS_PX`. */
  readonly canvasPx: number
  readonly listPx: number
  readonly viewportPx: number
}

/**
 * Where the list stands when the scroller is at `physicalPx`. In a list taller than the canvas the first and last quarter
 * map pixel for pixel, so both ends can be reached by the wheel; only the middle is compressed.
 */
export function toVirtual(physicalPx: number, sizes: ScrollSizes): number {
  const { canvasPx, listPx } = sizes
  if (listPx <= canvasPx) return physicalPx
  const end = canvasPx / 4
  if (physicalPx <= end) return physicalPx
  if (physicalPx >= canvasPx - end) return listPx - (canvasPx - physicalPx)
  return end + (physicalPx - end) * ((listPx - 2 * end) / (canvasPx - 2 * end))
}

/** The inverse of `toVirtual`. */
export function toPhysical(virtualPx: number, sizes: ScrollSizes): number {
  const { canvasPx, listPx } = sizes
  if (listPx <= canvasPx) return virtualPx
  const end = canvasPx / 4
  if (virtualPx <= end) return virtualPx
  if (virtualPx >= listPx - end) return canvasPx - (listPx - virtualPx)
  return end + (virtualPx - end) * ((canvasPx - 2 * end) / (listPx - 2 * end))
}

/**
 * Where the list stands after a scroll. Short moves (wheel, keys, touch) count pixel for pixel, a jump (scrollbar) goes by
 * `toVirtual`, and at either end of the canvas the list is at its end too.
 */
export function scrolledTo(
  before: { readonly physicalPx: number; readonly virtualPx: number },
  physicalPx: number,
  sizes: ScrollSizes,
): number {
  const maxVirtual = Math.max(0, sizes.listPx - sizes.viewportPx)
  if (sizes.listPx <= sizes.canvasPx) return physicalPx
  if (physicalPx <= 0) return 0
  if (physicalPx >= sizes.canvasPx - sizes.viewportPx - 1) return maxVirtual
  const delta = physicalPx - before.physicalPx
  const moved = Math.abs(delta) <= sizes.viewportPx * 2 ? before.virtualPx + delta : toVirtual(physicalPx, sizes)
  return Math.min(maxVirtual, Math.max(0, moved))
}
