import type { GridDensity, GridSection } from './grid-types.ts'

/** Heights in pixels of the kinds of lines. */
export interface LineSizes {
  readonly row: number
  readonly header: number
  readonly columns: number
  readonly footer: number
}

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
 * and every mapping is a binary search over sections.
 */
export interface Geometry {
  readonly sections: readonly GridSection[]
  readonly sizes: LineSizes
  /** Top of each section in pixels; one more entry: the whole height. */
  readonly tops: Float64Array
  /** Index of each section's first line; one more entry: the number of lines. */
  readonly firstLines: Float64Array
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

/** Lays the sections out one below the other. */
export function layOut(sections: readonly GridSection[], sizes: LineSizes): Geometry {
  const tops = new Float64Array(sections.length + 1)
  const firstLines = new Float64Array(sections.length + 1)
  let top = 0
  let line = 0
  sections.forEach((section, index) => {
    tops[index] = top
    firstLines[index] = line
    const rows = shownRows(section)
    const columns = isOpen(section) ? 1 : 0
    top += stickyPx(section, sizes) + rows * sizes.row + footerLines(section) * sizes.footer
    line += headerLines(section) + columns + rows + footerLines(section)
  })
  tops[sections.length] = top
  firstLines[sections.length] = line
  return { sections, sizes, tops, firstLines, heightPx: top, lineCount: line }
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
  return stickyPx(section, geometry.sizes) + rowIndex * geometry.sizes.row
}

/** Top and height of a line in pixels from the top of the whole list. */
export function lineBox(geometry: Geometry, line: Line): { readonly topPx: number; readonly heightPx: number } {
  const section = geometry.sections[line.sectionIndex]
  const top = geometry.tops[line.sectionIndex] ?? 0
  const { sizes } = geometry
  if (section === undefined || line.kind === 'header') return { topPx: top, heightPx: sizes.header }
  if (line.kind === 'columns') return { topPx: top + headerLines(section) * sizes.header, heightPx: sizes.columns }
  const rowTop = top + rowTopInSection(geometry, line.sectionIndex, line.rowIndex)
  if (line.kind === 'row') return { topPx: rowTop, heightPx: sizes.row }
  return { topPx: rowTop + shownRows(section) * sizes.row, heightPx: sizes.footer }
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
    const firstRow = Math.min(rows, Math.max(0, Math.floor((fromPx - rowsTop) / sizes.row)))
    const endRow = Math.min(rows, Math.max(firstRow, Math.ceil((toPx - rowsTop) / sizes.row)))
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
