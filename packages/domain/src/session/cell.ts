import type { BoardReader } from '../board/board-reader.ts'
import type { BoardColumn } from '../board/columns.ts'
import { rowsOf } from '../board/board-command.ts'
import type { ItemRef } from '../board/board-command.ts'
import type { CommandEnv } from '../command.ts'
import { DomainError, notFound } from '../errors.ts'
import { checkedValue, editableColumn } from '../item/cells.ts'
import type { Json } from '../json.ts'
import { can } from '../rights/can.ts'
import { boardResource } from '../rights/board-resource.ts'
import type { BoardWriter } from '../transaction.ts'
import { mayTrackOthers } from './merge.ts'
import { sessionKey } from './session.ts'
import type { Session } from './session.ts'

/** A cell of tracked time that the principal may edit. */
export interface SessionCell {
  readonly column: BoardColumn
  readonly row: number
  readonly sessions: readonly Session[]
}

/** The sessions that stand in a cell of a column that tracks time. */
export function sessionsAt(board: BoardReader, row: number, column: number): readonly Session[] {
  // @NOTE a kind that tracks time has no other values.
  return (board.cell(row, column) ?? []) as unknown as readonly Session[]
}

/** The cell that a command names, where its column tracks time and the principal may edit it. */
export function sessionCell(board: BoardReader, column: number, item: ItemRef, env: CommandEnv): SessionCell {
  const found = editableColumn(board, column, env)
  if (found.kind.tracksTime === undefined) {
    throw new DomainError('invalid', 'This column does not track time.', { column })
  }
  const row = rowsOf(board, [item])[0] ?? 0
  return { column: found, row, sessions: sessionsAt(board, row, column) }
}

/** A session of the cell; who may not know of it and who is too late hear the same. */
export function sessionOf({ sessions }: SessionCell, named: Pick<Session, 'person' | 'start'>): Session {
  const session = sessions.find((each) => sessionKey(each) === sessionKey(named))
  if (!session) throw notFound('session')
  return session
}

/** Puts other sessions into the cell, checked as every door checks them. */
export function putSessions(board: BoardWriter, { column, row }: SessionCell, sessions: readonly Session[]): void {
  const value = sessions.length === 0 ? null : (sessions as unknown as Json)
  board.setCells(column.number, [row], [checkedValue(column, value)])
}

/** The person as whom time is tracked: the principal, or another one where the principal may manage the board. */
export function trackedPerson(board: BoardReader, person: string | undefined, env: CommandEnv): string {
  const wanted = person ?? env.principal.memberId
  if (wanted === null) throw new DomainError('invalid', 'Say whose time it is.', { field: 'person' })
  if (wanted !== env.principal.memberId && !mayTrackOthers(board, env)) {
    throw new DomainError('forbidden', 'Only owners of the board change the tracked time of others.', {})
  }
  return wanted
}

/** The instant that a command speaks of: an earlier one where the client was offline, never a later one. */
export function instantOf(at: number | undefined, { now }: CommandEnv): number {
  return Math.min(at ?? now, now)
}

/** Every cell of the board in which a person's timer runs. */
export function runningCells(board: BoardReader, person: string, env: CommandEnv): SessionCell[] {
  return board.columns().flatMap((column) => {
    const lane = column.kind.tracksTime?.running
    if (lane === undefined) return []
    const readable = can(env.principal, 'column.read', {
      ...boardResource(board, board.boardId),
      column: column.fields,
    })
    if (!readable) return []
    const rows = board.rowsNaming(column.number, lane, person)
    return rows.map((row) => ({ column, row, sessions: sessionsAt(board, row, column.number) }))
  })
}

/** The sessions with a person's running one ended. */
export function stopped(sessions: readonly Session[], person: string, at: number): readonly Session[] {
  return sessions.map((each) =>
    each.person === person && each.end === null ? { ...each, end: Math.max(each.start, at) } : each,
  )
}
