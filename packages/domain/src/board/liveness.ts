import type { LaneValue, Table } from '@fulcrum/columnar'
import { asideCells } from '../item/set-aside.ts'
import type { SystemCell } from '../patch.ts'
import type { BoardReader } from './board-reader.ts'

/** A board whose table holds what is live. */
type LiveBoard = Pick<BoardReader, 'exists' | 'group' | 'children'> & { readonly items: Table }

/**
 * Decides anew which of these rows are live, and those below them whose parents came or went. Gives how many more items without
 * a parent are live now.
 */
export function refreshLiveness(board: LiveBoard, rows: readonly number[]): number {
  const { items } = board
  const shouldBeLive = liveTest(board)
  let more = 0
  let frontier: readonly number[] = rows
  while (frontier.length > 0) {
    const [insert, remove]: [number[], number[]] = [[], []]
    for (const row of frontier) {
      const isLive = items.has(row)
      if (shouldBeLive(row) !== isLive) (isLive ? remove : insert).push(row)
    }
    if (insert.length === 0 && remove.length === 0) return more
    items.edit({ insert, remove })
    more += rootsAmong(items, insert) - rootsAmong(items, remove)
    const below: number[] = []
    for (const row of [...insert, ...remove]) for (const child of board.children(row)) below.push(child)
    frontier = below
  }
  return more
}

/** How many items of a board are live and have no parent. */
export function countLiveRoots(items: Table): number {
  let roots = 0
  for (let row = 0; row < items.rowCount; row++) if (items.has(row) && items.get('parent', row) === null) roots += 1
  return roots
}

function rootsAmong(items: Table, rows: readonly number[]): number {
  const parents = items.laneOf('parent')
  let roots = 0
  for (const row of rows) if (parents.isBlank(row)) roots += 1
  return roots
}

/** Whether a row should be live, by the cells that decide it. Lanes and groups are looked up once for all rows. */
function liveTest(board: LiveBoard): (row: number) => boolean {
  const { items } = board
  const lane = (cell: SystemCell) => items.laneOf(cell)
  const [deleted, groups, parents] = [lane('deletedAt'), lane('group'), lane('parent')]
  const aside = asideCells.map(lane)
  const live = new Map<LaneValue, boolean>()
  const isLiveGroup = (number: LaneValue): boolean => {
    const known = live.get(number)
    if (known !== undefined) return known
    const group = board.group(Number(number))
    const isLive = group !== undefined && group['deletedAt'] === undefined
    live.set(number, isLive)
    return isLive
  }
  return (row) => {
    if (!board.exists(row) || !deleted.isBlank(row) || aside.some((each) => !each.isBlank(row))) return false
    if (!isLiveGroup(groups.get(row))) return false
    const parent = parents.get(row)
    return parent === null || items.has(Number(parent))
  }
}
