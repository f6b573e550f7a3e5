import type { BoardColumn } from '../board/columns.ts'
import type { CommandEnv } from '../command.ts'
import { DomainError } from '../errors.ts'
import { isPurged } from '../item/purged.ts'
import { can } from '../rights/can.ts'
import { boardResource } from '../rights/board-resource.ts'
import { maxCellsPerChange } from '../patch.ts'
import type { BoardWriter, Transaction } from '../transaction.ts'
import { changedRefs, connectionsOf, itemIdOf, partnerOf, refsOf } from './connection.ts'
import type { Partner } from './connection.ts'

interface CellChange {
  readonly added: Set<string>
  readonly removed: Set<string>
}

/** Gathers what connecting items does to the columns on the other side, and writes it: both sides always say the same. */
export class LinkWriter {
  private readonly tx: Transaction
  private readonly from: BoardWriter
  private readonly column: BoardColumn
  private readonly partners: readonly Partner[]
  private readonly cells = new Map<Partner, Map<number, CellChange>>()

  constructor(tx: Transaction, from: BoardWriter, column: BoardColumn) {
    this.tx = tx
    this.from = from
    this.column = column
    const boards = tx.boards()
    this.partners = (connectionsOf(column)?.boards ?? []).flatMap(({ board }) => {
      const reader = boards.get(board)
      return (reader && partnerOf({ board: from.reader.boardId, column }, reader)) ?? []
    })
  }

  /** Notes that a row of the column names other items than before. */
  note(row: number, added: readonly string[], removed: readonly string[]): void {
    const own = itemIdOf(this.from.reader, row)
    for (const id of added) this.change(id)?.added.add(own)
    for (const id of removed) this.change(id)?.removed.add(own)
  }

  /** Writes the other sides; refused where the principal may not edit them. `for good` leaves no way back in the log. */
  write(env: CommandEnv, how: 'set' | 'for good' = 'set'): void {
    for (const [{ board, column }, rows] of this.cells) {
      const resource = { ...boardResource(board, board.boardId), column: column.fields }
      if (!can(env.principal, 'column.edit', resource)) {
        const message = 'The other board shows this connection too, and you may not edit it there.'
        throw new DomainError('forbidden', message, { board: board.boardId })
      }
      if (rows.size > maxCellsPerChange) {
        throw new DomainError('too-large', 'This connects too many items at once: do it in smaller parts.')
      }
      const values = [...rows].map(([row, { added, removed }]) => {
        const ids = changedRefs(refsOf(column, board.cell(row, column.number)), added, removed)
        const wrong = ids.length === 0 || added.size === 0 ? null : (column.kind.check?.(ids, column.settings) ?? null)
        if (wrong !== null) throw new DomainError('conflict', `On the other board: ${wrong}`, { board: board.boardId })
        return ids.length === 0 ? null : ids
      })
      const writer = this.tx.board(board.boardId)
      if (how === 'set') writer.setCells(column.number, [...rows.keys()], values)
      else writer.fillCells(column.number, [...rows.keys()], values)
    }
  }

  private change(id: string): CellChange | undefined {
    for (const partner of this.partners) {
      const row = partner.board.rowOf(id)
      if (row === undefined || isPurged(partner.board, row)) continue
      const rows = this.cells.get(partner) ?? new Map<number, CellChange>()
      this.cells.set(partner, rows)
      const change = rows.get(row) ?? { added: new Set(), removed: new Set() }
      rows.set(row, change)
      return change
    }
    return undefined
  }
}
