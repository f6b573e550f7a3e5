import { PatchFold, must, recordTable } from '@fulcrum/domain'
import type { BoardState, CellColumn } from '@fulcrum/domain'

const contentCells = ['title', 'updates', 'lastUpdateAt', 'aliases'] as const

/** Takes out of a board's past what some of its items said; that they were there stays. */
export function emptyItems(past: BoardState, rows: readonly number[]): void {
  const fold = new PatchFold()
  const columns: CellColumn[] = [...contentCells, ...past.columns().map(({ number }) => number)]
  for (const row of rows) {
    if (!past.exists(row)) continue
    for (const column of columns) fold.set(column, row, null)
  }
  fold.putInto(past)
}

/** The same with records, each named by table and id; of columns among them the cells too. */
export function emptyRecords(past: BoardState, names: ReadonlySet<string>): void {
  const fold = new PatchFold()
  for (const name of names) {
    const [table = '', id = ''] = name.split(' ')
    const record = past.record(table, id)
    if (!record) continue
    if (table === 'column') {
      const number = Number(record['number'])
      for (let row = 0; row < past.rowCount; row++) if (past.exists(row)) fold.set(number, row, null)
    }
    const content = must(recordTable(table), table).content ?? []
    fold.takeRecord({ op: 'put', table, id, fields: Object.fromEntries(content.map((field) => [field, null])) })
  }
  fold.putInto(past)
}
