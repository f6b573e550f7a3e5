import type { BoardColumn } from '@fulcrum/domain'
import { inDigits, t } from '@fulcrum/ui/messages'
import { paperElement as element } from '../../../shell/paper.ts'
import { cellValue } from '../model/row-reader.ts'
import type { BoardScene } from '../scene.tsx'

/** More cells than these are no document that anybody reads, and no browser lays them out in time. */
export const mostPrintedCells = 200_000

/** What a printed board says of itself. */
export interface PrintedHead {
  readonly view: string
  readonly when: string
}

/**
 * The items of a view as a document: all of them, not only those that are drawn, each section a table whose head comes again on
 * every page. Null while they are not here.
 */
export function printSheet(scene: BoardScene, { view, when }: PrintedHead): HTMLElement | null {
  const { model, records } = scene
  if (model === null) return null
  const sheet = element('article', { className: 'print-sheet' })
  const count = model.infos.reduce((sum, { id }) => sum + model.countOf(id), 0)
  const items = t('{count, plural, one {# item} other {# items}}', { count })
  sheet.append(
    element('h1', { textContent: records.name }),
    element('p', {
      textContent: `${view} · ${scene.narrowed ? t('{items} that match the filter', { items }) : items} · ${when}`,
    }),
  )
  const cells = count * (scene.columns.length + 1)
  if (cells > mostPrintedCells) {
    const [has, most] = [cells, mostPrintedCells].map((each) => each.toLocaleString('en'))
    const why = t(
      'This view has {has} cells, and at most {most} are printed. Filter it, hide columns, or export the board.',
      { has, most },
    )
    sheet.append(element('p', { className: 'print-refused', textContent: why }))
    return sheet
  }
  for (const { id, title } of model.infos) {
    const rows = model.rowsOf(id)
    if (rows.length === 0) continue
    const table = element('table')
    const head = element('thead')
    const names = element('tr')
    const name = element('th', { textContent: `${title} (${inDigits(rows.length)})`, scope: 'col' })
    names.append(name, ...scene.columns.map((column) => element('th', { textContent: column.title, scope: 'col' })))
    head.append(names)
    const body = element('tbody')
    for (const row of rows) appendRow(body, scene, row, 0)
    table.append(head, body)
    sheet.append(table)
  }
  return sheet
}

function appendRow(body: HTMLElement, scene: BoardScene, row: number, depth: number): void {
  const { state, columns, plan, model } = scene
  const line = element('tr')
  const title = element('th', { scope: 'row' })
  title.style.paddingInlineStart = `${depth * 14}px`
  title.append(
    element('small', { textContent: `${state.keyOf(row)} ` }),
    element('bdi', { textContent: String(state.system(row, 'title') ?? '') }),
  )
  line.append(title, ...columns.map((column) => element('td', { textContent: textOf(scene, row, column) })))
  body.append(line)
  if (plan.flat) return
  for (const child of model?.subRows(row) ?? []) appendRow(body, scene, child, depth + 1)
}

function textOf({ reader, context }: BoardScene, row: number, column: BoardColumn): string {
  const value = reader === null ? null : cellValue(reader, row, column)
  if (value === null) return ''
  return (column.kind.display ?? column.kind.format)(value, column.settings, context)
}
