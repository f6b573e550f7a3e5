import * as z from 'zod/mini'
import { defineCommand } from '../../command.ts'
import { DomainError } from '../../errors.ts'
import type { Json } from '../../json.ts'
import type { CellColumn } from '../../patch.ts'
import { systemCells } from '../../patch.ts'
import type { Fields } from '../../record.ts'
import type { Scope } from '../../scope.ts'
import { scopeId, scopeKind } from '../../scope.ts'
import type { Transaction } from '../../transaction.ts'

/** The command by which an archive comes in. Its changes say how the account came to it, and are no part of what it holds. */
export const archivePutName = 'archive.put'

// @NOTE only the server runs it, with lists of its own making that it has checked: they are long, so they are not looked at again.
const listOf = <T>() => z.custom<T[]>((given) => Array.isArray(given))

const write = z.strictObject({
  scope: z.custom<Scope>((given) => typeof given === 'string'),
  /** Records that are made. */
  create: z.optional(listOf<readonly [table: string, id: string, fields: Fields]>()),
  /** Fields of records that are there. */
  put: z.optional(listOf<readonly [table: string, id: string, fields: Fields]>()),
  /** Cells of items that are made here, by row. */
  cells: z.optional(listOf<readonly [column: CellColumn, rows: number[], values: Json[]]>()),
})

const known: ReadonlySet<unknown> = new Set(systemCells)

/** Puts what an archive holds as it stands there: with its ids, ranks, numbers, people and times. Several scopes at once. */
export const putArchive = defineCommand({
  name: archivePutName,
  version: 1,
  args: z.strictObject({ writes: z.array(write) }),
  internal: true,
  rules: { none: 'An archive holds what stood there, and is to be there again as it was.' },
  standing: true,
  undo: { none: 'What an archive brought is deleted with its workspace.' },
  reads: ({ writes }) => ({ lock: writes.map(({ scope }) => scope) }),
  // Only the server runs it, in the name of whoever it has asked before.
  can: (_states, _args, { principal }) => principal.kind === 'system' || principal.kind === 'operator',
  apply: (tx, { writes }) => {
    for (const each of writes) putOne(tx, each)
  },
})

function putOne(tx: Transaction, { scope, create = [], put = [], cells = [] }: z.infer<typeof write>): void {
  const isBoard = scopeKind(scope) === 'board'
  const writer = isBoard ? tx.board(scopeId(scope)) : tx.scope(scope)
  for (const [table, id, fields] of create) writer.create(table, id, fields)
  for (const [table, id, fields] of put) writer.put(table, id, fields)
  if (cells.length === 0) return
  if (!isBoard) throw new DomainError('invalid', 'Only boards have items.')
  const board = tx.board(scopeId(scope))
  for (const [column, rows, values] of cells) {
    if (typeof column !== 'number' && !known.has(column)) {
      throw new DomainError('invalid', `Items have no cell "${String(column)}".`)
    }
    board.fillCells(column, rows, values)
  }
}
