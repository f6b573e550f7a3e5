import type { BoardReader } from '../board/board-reader.ts'
import { toBoardColumn } from '../board/columns.ts'
import type { DeriveSchema } from '../derived/derivation.ts'
import { cycleThrough, readsOf } from '../derived/plan.ts'
import { DomainError } from '../errors.ts'
import type { Fields } from '../record.ts'
import type { KindRegistry } from './kind.ts'

/**
 * Refuses a derived column that would follow from itself, by the names of those it goes round. `fields` are those that it is going
 * to have; where the code of its kind is not here, whoever has it refuses.
 */
export function refuseCycle(board: BoardReader, id: string, fields: Fields, kinds: KindRegistry): void {
  const column = toBoardColumn(id, fields, kinds)
  if (!column?.kind.derive) return
  const columns = [
    ...board.columns().filter(({ number, fields }) => number !== column.number && fields['deletedAt'] === undefined),
    column,
  ]
  const byNumber = new Map(columns.map((each) => [each.number, each]))
  const schema: DeriveSchema = {
    boardId: board.boardId,
    title: '',
    column: (number) => byNumber.get(number) ?? board.column(number),
    columns: () => columns,
    board: () => undefined,
  }
  const cycle = cycleThrough(column.number, readsOf(columns, schema, kinds), board.boardId)
  if (cycle === null) return
  const titles = [...cycle, column.number].map((number) => `“${schema.column(number)?.title ?? ''}”`)
  throw new DomainError('conflict', `These columns would follow from each other in a circle: ${titles.join(' → ')}.`, {
    columns: cycle,
  })
}
