import type { TableDelta, TableFollower } from '@fulcrum/columnar'
import type { BoardState } from '../board/board-state.ts'
import type { BoardColumn } from '../board/columns.ts'
import { goneSince } from '../item/gone.ts'
import { standingCells } from '../item/set-aside.ts'
import type { DerivedBoard } from './derivation.ts'
import type { BoardOutlook } from './outlook.ts'

/** Another board as it looks from here: seen but for some columns, deleted, or not to be seen. */
export type OtherBoard = 'no-access' | 'gone' | SeenBoard

/** A board of which its reader does not see some columns. */
export interface SeenBoard {
  readonly outlook: BoardOutlook
  readonly hidden: ReadonlySet<number>
}

/** Whether a column would follow from itself, by way of other boards: to each other such columns are as if deleted. */
export type InCircle = (boardId: string, column: number) => boolean

/** Another board as cells of this one read it: what is deleted is not there, what is hidden is not known. */
export function seenBoard({ outlook, hidden }: SeenBoard, inCircle: InCircle): DerivedBoard {
  const { state } = outlook
  const shown = (column: BoardColumn): BoardColumn =>
    inCircle(state.boardId, column.number) ? { ...column, fields: { ...column.fields, deletedAt: 0 } } : column
  let list: readonly BoardColumn[] = []
  let of: readonly BoardColumn[] | null = null
  let byNumber = new Map<number, BoardColumn>()
  const columns = (): readonly BoardColumn[] => {
    if (of !== outlook.columns()) {
      of = outlook.columns()
      list = of.filter(({ number }) => !hidden.has(number)).map(shown)
      byNumber = new Map(list.map((column) => [column.number, column]))
    }
    return list
  }
  return {
    boardId: state.boardId,
    get title() {
      return state.title
    },
    columns,
    column: (number) => {
      columns()
      return byNumber.get(number)
    },
    rowOf: (itemId) => {
      const row = state.rowOf(itemId)
      return row === undefined || !isThere(state, row) ? undefined : row
    },
    exists: (row) => isThere(state, row),
    isLive: (row) => state.isLive(row),
    lane: (key, row) => outlook.lane(key, row),
    cell: (row, column) => (hidden.has(column) ? null : outlook.cell(row, column)),
    keyOf: (row) => state.keyOf(row),
  }
}

function isThere(state: BoardState, row: number): boolean {
  return state.isLive(row) || (state.exists(row) && goneSince(state, row) === null)
}

/** What cells elsewhere follow from beside this board's columns and cells: how keys begin, which groups are deleted, circles. */
export function markOf(outlook: BoardOutlook, inCircle: InCircle): string {
  const { boardId, board, state } = outlook
  const gone: string[] = []
  for (const [id, { deletedAt }] of state.records('group')) if (deletedAt !== undefined) gone.push(id)
  const circular = outlook.columns().filter(({ number }) => inCircle(boardId, number))
  return [board['prefix'], gone, circular.map(({ number }) => number)].join(' ')
}

/** Lanes by which items come, go and are moved. */
const placeLanes: ReadonlySet<string> = new Set(standingCells)

/** Tells of rows whose cells, as an outlook has them, changed; null is all. */
export function followRows(outlook: BoardOutlook, changed: (rows: ReadonlySet<number> | null) => void): TableFollower {
  const { state } = outlook
  const isMeant = (lane: string): boolean => !lane.startsWith('~') || outlook.publicLane(lane) !== lane
  const below = (row: number, rows: Set<number>): void => {
    if (rows.has(row)) return
    rows.add(row)
    for (const child of state.children(row)) below(child, rows)
  }
  return {
    before: () => undefined,
    after: (delta: TableDelta) => {
      const rows = new Set<number>([...delta.inserted, ...delta.removed])
      for (const { lane, rows: touched } of delta.cells) {
        if (!isMeant(lane)) continue
        for (const row of touched) {
          if (placeLanes.has(lane)) below(row, rows)
          else rows.add(row)
        }
      }
      if (rows.size > 0) changed(rows)
    },
    replaced: (lanes) => {
      if (lanes === null || [...lanes].some(isMeant)) changed(null)
    },
    announce: () => undefined,
  }
}
