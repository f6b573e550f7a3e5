import type { BoardReader } from '../board/board-reader.ts'
import type { BoardState } from '../board/board-state.ts'
import type { BoardColumn } from '../board/columns.ts'
import type { Stage } from '../column/kind.ts'
import type { States } from '../command.ts'
import { DomainError } from '../errors.ts'
import type { Json } from '../json.ts'
import type { CellColumn } from '../patch.ts'
import type { Principal } from '../principal.ts'
import { can } from '../rights/can.ts'
import { boardResource } from '../rights/board-resource.ts'
import { scopeOf } from '../scope.ts'
import type { Scope } from '../scope.ts'
import { connectionsOf } from './connection.ts'
import { keyFor, placeOf, waitingColumns } from './cycles.ts'
import { stageColumn, stageOf } from './stage.ts'

const started: ReadonlySet<Stage> = new Set(['doing', 'review', 'done'])
const finished: ReadonlySet<Stage> = new Set(['done', 'canceled'])

/** The boards that have to be looked at before cells of a column may be set: those of what its items wait for. */
export function boardsOfBlocked(states: States, boardId: string, column: CellColumn): Scope[] {
  // @NOTE the scope's kind says that its state is a board's.
  const board = states.get(scopeOf('board', boardId)) as BoardState | undefined
  if (!board || typeof column !== 'number' || stageColumn(board)?.number !== column) return []
  return refusingColumns(board).flatMap((waiting) =>
    (connectionsOf(waiting)?.boards ?? []).map((entry) => scopeOf('board', entry.board)),
  )
}

/**
 * Refuses to let items start or finish while they wait for others, where a column of theirs says so. Names what they wait for by
 * its key. Items on boards that are not here are left to the server. `override` asks to let them all the same: heard from whom the
 * columns say; others are told in `details` where asking would help.
 */
export function refuseBlocked(
  boards: Iterable<BoardReader>,
  board: BoardReader,
  number: number,
  cells: Iterable<readonly [row: number, value: Json]>,
  { principal, override }: { readonly principal: Principal; readonly override: boolean },
): void {
  const waiting = refusingColumns(board)
  const column = waiting.length === 0 ? undefined : stageColumn(board)
  if (column?.number !== number) return
  const known = [...boards]
  const mayOverride = waiting.every((each) => mayLetGo(board, each, principal))
  if (override && mayOverride) return
  for (const [row, value] of cells) {
    const before = entered(column, board.cell(row, column.number))
    const enters = entered(column, value).filter((step) => !before.includes(step))
    if (enters.length === 0) continue
    const blocking = waiting.flatMap(({ number, kind, settings }) => {
      const cell = board.cell(row, number)
      const waits = cell === null ? [] : (kind.connections?.waits?.(cell, settings) ?? [])
      return waits.flatMap(({ item, reached, enter }) => {
        const place = placeOf(item, known)
        if (!enters.includes(enter) || !place || place.board.system(place.row, 'deletedAt') !== null) return []
        const stage = stageOf(place.board, place.row)
        const isThere = stage !== null && (finished.has(stage) || (reached === 'start' && started.has(stage)))
        return isThere ? [] : [place]
      })
    })
    if (blocking.length === 0) continue
    const keys = [...new Set(blocking.map((place) => keyFor(place, principal)))]
    const message = `${keyFor({ board, row }, principal)} waits for ${keys.join(', ')}, which must come first.`
    throw new DomainError('conflict', message, { row, ...(mayOverride && { override: true }) })
  }
}

function mayLetGo(board: BoardReader, column: BoardColumn, principal: Principal): boolean {
  const who = connectionsOf(column)?.override
  if (who === undefined) return false
  return can(principal, who === 'owners' ? 'board.manage' : 'item.edit', boardResource(board, board.boardId))
}

/** The columns by which items of a board are held back. */
function refusingColumns(board: BoardReader): BoardColumn[] {
  return waitingColumns(board).filter((column) => connectionsOf(column)?.refuses === true)
}

function entered(column: BoardColumn, value: Json): ('start' | 'finish')[] {
  const stage = value === null ? null : (column.kind.stageOf?.(value, column.settings) ?? null)
  if (stage === 'done') return ['start', 'finish']
  return stage === 'doing' || stage === 'review' ? ['start'] : []
}
