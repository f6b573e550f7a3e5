import type { GridPaste } from './grid-types.ts'
import { parseTsv } from './tsv.ts'

/**
 * The rows of cells in what was pasted. Spreadsheets give their cells as tabbed text and as HTML; the HTML is read where the text
 * is not there, or says nothing of columns that the HTML has.
 * @example pastedCells({ text: 'a\tb', html: '' }) // [['a', 'b']]
 */
export function pastedCells({ text, html }: GridPaste): readonly (readonly string[])[] {
  if (html !== '' && !text.includes('\t') && /<table[\s>]/i.test(html)) {
    const cells = tableCells(html)
    if (cells.length > 0 && (text.trim() === '' || columnsOf(cells) > 1)) return cells
  }
  return parseTsv(text)
}

/** In how many columns anything stands: pages and mails lay out plain sentences in tables, too. */
function columnsOf(cells: readonly (readonly string[])[]): number {
  return new Set(cells.flatMap((line) => line.flatMap((cell, at) => (cell === '' ? [] : [at])))).size
}

/** The cells of the first table, if it holds no further one: that is a layout. The document that is read is no page: nothing in it runs, and nothing is fetched. */
function tableCells(html: string): string[][] {
  const table = new DOMParser().parseFromString(html, 'text/html').querySelector('table')
  const rows: string[][] = []
  if (table?.querySelector('table')) return rows
  /** Columns that a cell above reaches into, and for how many rows more. */
  const reaching: number[] = []
  for (const line of table?.rows ?? []) {
    const cells: string[] = []
    const fill = (): void => {
      while ((reaching[cells.length] ?? 0) > 0) {
        reaching[cells.length] = (reaching[cells.length] ?? 0) - 1
        cells.push('')
      }
    }
    for (const cell of line.cells) {
      fill()
      const text = textOf(cell)
      for (let across = 0; across < Math.min(cell.colSpan, maxSpan); across += 1) {
        reaching[cells.length] = Math.min(cell.rowSpan, maxSpan) - 1
        cells.push(across === 0 ? text : '')
      }
    }
    fill()
    rows.push(cells)
  }
  return rows
}

/** A cell that says it is wider than any sheet would fill the memory with nothing. */
const maxSpan = 100

/** What stands in a cell, with its line breaks; white space in HTML is only layout. */
function textOf(cell: Element): string {
  const parts: string[] = []
  const walk = (node: Node): void => {
    for (const child of node.childNodes) {
      if (child.nodeType === Node.TEXT_NODE) parts.push((child.textContent ?? '').replace(/[ \t\r\n]+/g, ' '))
      else if (child instanceof Element && !/^(?:script|style|template)$/i.test(child.tagName)) {
        if (/^(?:br|p|div|li)$/i.test(child.tagName) && parts.join('').trim() !== '') parts.push('\n')
        walk(child)
      }
    }
  }
  walk(cell)
  return parts
    .join('')
    .replaceAll('\u00a0', ' ')
    .replace(/ *\n */g, '\n')
    .trim()
}
