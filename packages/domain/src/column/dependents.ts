import type { BoardReader } from '../board/board-reader.ts'
import { toBoardColumn } from '../board/columns.ts'
import type { BoardColumn } from '../board/columns.ts'
import type { DeriveSchema } from '../derived/derivation.ts'
import { inputColumns } from '../derived/inputs.ts'
import { readsOf } from '../derived/plan.ts'
import { DomainError } from '../errors.ts'
import { sameJson } from '../json.ts'
import type { Json } from '../json.ts'
import type { BoardWriter } from '../transaction.ts'
import type { KindRegistry } from './kind-registry.ts'

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

/** How columns of a board are going to be: those that a command changes. */
export type Coming = ReadonlyMap<number, BoardColumn>

/**
 * A column is of another kind or type now: those that follow from it, and those that follow from these, take that in with the
 * same change, as if each were saved again. One that cannot be saved like this stays as it is, and its cells say why. `coming`
 * has the column, and others that the command changes.
 */
export function renewDependents(
  board: BoardWriter,
  column: number,
  coming: Coming,
  { kinds, schema }: { readonly kinds: KindRegistry; readonly schema: DeriveSchema },
): void {
  const columns = new Map(coming)
  const whole = withColumns(schema, columns)
  const renewed = new Set([column])
  const waiting = readersOf(column, whole, kinds)
  for (let at = waiting.shift(); at !== undefined; at = waiting.shift()) {
    const found = whole.column(at)
    if (!found || renewed.has(at)) continue
    renewed.add(at)
    const settings = savedAgain(found.kind.id, found.settings, kinds, whole)
    if (settings === null || sameJson(settings, found.settings)) continue
    const fields = { ...found.fields, settings, settingsVersion: found.kind.version }
    board.put('column', found.id, { settings, settingsVersion: found.kind.version })
    const made = toBoardColumn(found.id, fields, kinds)
    if (made) columns.set(at, made)
    waiting.push(...readersOf(at, whole, kinds))
  }
}

/** The live columns that are derived from one themselves. */
function readersOf(column: number, schema: DeriveSchema, kinds: KindRegistry): number[] {
  return [...readsOf(schema.columns(), schema, kinds)]
    .filter(([, reads]) => reads.some((input) => inputColumns(input, schema.boardId).includes(column)))
    .map(([number]) => number)
    .filter((number) => schema.column(number)?.fields['deletedAt'] === undefined)
}

/** A schema as it is going to be; `columns` may change meanwhile. */
function withColumns(schema: DeriveSchema, columns: Coming): DeriveSchema {
  return {
    boardId: schema.boardId,
    title: schema.title,
    column: (number) => columns.get(number) ?? schema.column(number),
    columns: () => {
      const known = schema.columns()
      const numbers = new Set(known.map(({ number }) => number))
      const added = [...columns.values()].filter(({ number }) => !numbers.has(number))
      return [...known.map((each) => columns.get(each.number) ?? each), ...added]
    },
    board: (boardId) => schema.board(boardId),
    isPart: (boardId) => schema.isPart?.(boardId) === true,
    absence: (boardId) => schema.absence?.(boardId) ?? null,
  }
}

/** The settings of a column as its kind keeps them when they are saved; null where they cannot be. */
export function savedAgain(kind: string, settings: Json, kinds: KindRegistry, schema: DeriveSchema): Json | null {
  try {
    return kinds.completeSettings(kind, settings, schema)
  } catch (error) {
    if (!(error instanceof DomainError)) throw error
    return null
  }
}
