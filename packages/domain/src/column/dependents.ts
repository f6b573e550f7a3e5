import type { BoardReader } from '../board/board-reader.ts'
import type { DeriveSchema } from '../derived/derivation.ts'
import { inputColumns } from '../derived/plan.ts'
import { DomainError } from '../errors.ts'
import { sameJson } from '../json.ts'
import type { Json } from '../json.ts'
import type { BoardWriter } from '../transaction.ts'
import type { KindRegistry } from './kind.ts'

/** The derived columns of a board that read a column themselves. Deleted ones are left out. */
export function dependentsOf(board: BoardReader, column: number): number[] {
  return board.columns().flatMap(({ number, kind, fields }) => {
    if (!kind.derive || fields['deletedAt'] !== undefined) return []
    const reads = board.derivedFrom(number) ?? []
    return reads.some((input) => inputColumns(input, board.boardId).includes(column)) ? [number] : []
  })
}

/** Whether anything on its board follows from a column, by its id. */
export function hasDependents(board: BoardReader, id: string): boolean {
  return dependentsOf(board, Number(board.record('column', id)?.['number'])).length > 0
}

/**
 * A column is of another kind or type now: those that follow from it, and those that follow from these, take that in with the
 * same change, as if each were saved again. One that cannot be saved like this stays as it is, and its cells say why.
 */
export function renewDependents(board: BoardWriter, column: number, kinds: KindRegistry, schema: DeriveSchema): void {
  const renewed = new Set([column])
  const waiting = dependentsOf(board.reader, column)
  for (let at = waiting.shift(); at !== undefined; at = waiting.shift()) {
    const found = board.reader.column(at)
    if (!found || renewed.has(at)) continue
    renewed.add(at)
    const settings = savedAgain(found.kind.id, found.settings, kinds, schema)
    if (settings === null || sameJson(settings, found.settings)) continue
    board.put('column', found.id, { settings, settingsVersion: found.kind.version })
    waiting.push(...dependentsOf(board.reader, at))
  }
}

function savedAgain(kind: string, settings: Json, kinds: KindRegistry, schema: DeriveSchema): Json | null {
  try {
    return kinds.completeSettings(kind, settings, schema)
  } catch (error) {
    if (!(error instanceof DomainError)) throw error
    return null
  }
}
