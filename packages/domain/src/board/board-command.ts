import * as z from 'zod/mini'
import { colours } from '../colours.ts'
import { defineCommand } from '../command.ts'
import type { Command, CommandEnv, MovedItem, States } from '../command.ts'
import { DomainError, must, notFound } from '../errors.ts'
import { idOf } from '../ids.ts'
import {
  hasMoved,
  isPurged,
  movedItem,
  purgedItem,
  refuseDeletedBoard,
  refusePurgedBoard,
  rowLeftBy,
} from '../item/purged.ts'
import type { Json } from '../json.ts'
import { mayReadColumn } from '../rights/readable.ts'
import { boardResource } from '../rights/board-resource.ts'
import { can } from '../rights/can.ts'
import type { Action, BoardResource } from '../rights/can.ts'
import { scopeOf } from '../scope.ts'
import type { Scope } from '../scope.ts'
import type { Fields } from '../record.ts'
import type { BoardWriter, Transaction } from '../transaction.ts'
import { keptRecord } from '../trash/purged-record.ts'
import type { BoardReader } from './board-reader.ts'

/** The actions whose rule looks at a board and at nothing else. */
export type BoardAction = {
  [A in Action]: BoardResource extends Parameters<typeof can<A>>[2] ? A : never
}[Action]

interface BoardCommand<Args extends { readonly board: string }> {
  readonly name: string
  readonly version: number
  readonly args: z.ZodMiniType<Args>
  readonly result?: z.ZodMiniType
  readonly action: BoardAction
  /** The items that `apply` looks at, where it needs no other: then it runs where only these are known. */
  readonly items?: (args: Args) => readonly ItemRef[]
  /** See `Command.looksBeyond`; what it names is in `tx.boards()`. */
  readonly looksBeyond?: (states: States, args: Args) => readonly Scope[]
  /** See `Command.judgesBeyond`. */
  readonly judgesBeyond?: boolean
  readonly apply: (board: BoardWriter, args: Args, env: CommandEnv, tx: Transaction) => Json | void
  /** See `Command.follow`. */
  readonly follow?: (args: Args, moved: MovedItem) => Args | null
  readonly undo?: { readonly none: string }
  readonly rules?: { readonly none: string }
  readonly internal?: boolean
}

/** The id of the board in a command's arguments. */
export const boardArg = idOf('board')

/** Declares a command that reads and writes one board and nothing else: most of them. */
export function defineBoardCommand<Args extends { readonly board: string }>(
  command: BoardCommand<Args>,
): Command<Args> {
  const { action, apply, items, ...rest } = command
  return defineCommand<string, Args>({
    ...rest,
    reads: (args) => ({ lock: [scopeOf('board', args.board)], ...(items && { items: items(args) }) }),
    can: (states, args, env) => {
      const state = must(states.get(scopeOf('board', args.board)), 'the board')
      return (
        state.record('board', args.board) !== undefined && can(env.principal, action, boardResource(state, args.board))
      )
    },
    apply: (tx, args, env) => {
      const board = tx.board(args.board)
      // What the server does by itself (emptying the trash, counting messages) goes on there.
      if (command.internal === true) refusePurgedBoard(board.reader)
      else refuseDeletedBoard(board.reader)
      return apply(board, args, env, tx)
    },
  })
}

/** An item in arguments: its row, or its id where the row is not known yet (items made by this client and not yet committed). */
export const itemRef = z.union([z.int().check(z.gte(0)), idOf('item')])

export type ItemRef = z.infer<typeof itemRef>

/** A group in arguments: its number, or its id where the number is not known yet: another may get it in the same moment. */
export const groupRef = z.union([z.int().check(z.gte(1)), idOf('group')])

export type GroupRef = z.infer<typeof groupRef>

/** The number of a group into which items can be put: it is there and not deleted. */
export function openGroup(board: BoardReader, ref: GroupRef): number {
  const fields = typeof ref === 'number' ? board.group(ref) : board.record('group', ref)
  if (!fields) throw notFound('group')
  const number = Number(fields['number'])
  if (fields['deletedAt'] === undefined) return number
  throw new DomainError('conflict', 'This group was deleted. Restore it first, or choose another one.', {
    group: number,
  })
}

/** The rows of items, all of which must exist and not be deleted. */
export function rowsOf(board: BoardReader, refs: readonly ItemRef[]): number[] {
  return refs.map((ref) => {
    const row = typeof ref === 'number' ? ref : board.rowOf(ref)
    const left = row === undefined && typeof ref === 'string' ? rowLeftBy(board, ref) : undefined
    if (left !== undefined) throw movedItem(board, left)
    if (row === undefined || !board.exists(row)) throw notFound('item')
    if (hasMoved(board, row)) throw movedItem(board, row)
    if (board.system(row, 'deletedAt') !== null) {
      // Answers are stored for longer than the trash keeps an item: none may say its title.
      if (isPurged(board, row)) throw purgedItem(row)
      throw new DomainError('conflict', 'This item was deleted. Restore it from the trash first.', { row })
    }
    return row
  })
}

/** A record of the board that is there and not deleted. */
export function liveRecord(board: BoardReader, table: 'group' | 'column' | 'view', id: string) {
  const fields = keptRecord(board, table, id)
  if (fields['deletedAt'] !== undefined) {
    throw new DomainError('conflict', `This ${table} was deleted. Restore it first.`, { table, id })
  }
  return fields
}

/** A record of the board that the principal may know of: one answer for what is missing and what is hidden from them. */
export function knownRecord(
  board: BoardReader,
  table: 'group' | 'column' | 'view',
  id: string,
  { principal }: CommandEnv,
): Fields {
  const fields = board.record(table, id)
  if (!fields) throw notFound(table)
  const resource = boardResource(board, board.boardId)
  if (table === 'column' && !mayReadColumn(principal, board, fields, resource)) throw notFound(table)
  return fields
}

/** The next short number of a table; numbers of deleted records are not used again. */
export function nextNumber(board: BoardReader, table: 'group' | 'column'): number {
  let highest = 0
  for (const [, fields] of board.records(table)) highest = Math.max(highest, Number(fields['number']))
  return highest + 1
}

/** The rank of the last record of a table, for putting another behind it. */
export function lastRank(records: Iterable<readonly [string, { readonly rank?: Json }]>): string | null {
  let last: string | null = null
  for (const [, { rank }] of records) if (typeof rank === 'string' && (last === null || rank > last)) last = rank
  return last
}

/** The rank behind a record (null is first), before whatever follows it now. */
export function rankAfter(
  records: Iterable<readonly [string, { readonly rank?: Json }]>,
  afterId: string | null,
): { readonly before: string | null; readonly after: string | null } {
  const sorted = [...records]
    .map(([id, { rank }]) => ({ id, rank: String(rank ?? '') }))
    .sort((left, right) => (left.rank < right.rank ? -1 : 1))
  const at = afterId === null ? -1 : sorted.findIndex(({ id }) => id === afterId)
  return { before: sorted[at]?.rank ?? null, after: sorted[at + 1]?.rank ?? null }
}

/** The title of something: shown everywhere, so one line, never empty and never long. */
export function titleArg(maxLength = 255): z.ZodMiniType<string> {
  return z.pipe(
    z.pipe(
      z.string(),
      z.transform((text: string) => text.replaceAll(/\p{Cc}+/gu, ' ').trim()),
    ),
    z
      .string()
      .check(
        z.minLength(1, 'Type a name.'),
        z.maxLength(maxLength, `Use at most ${maxLength} characters for the name.`),
      ),
  )
}

export const colourArg = z.enum(colours)
