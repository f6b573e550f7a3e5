import * as z from 'zod/mini'
import { accountTexts } from '../../account/text-context.ts'
import { boardArg, itemRef, openGroup, rowsOf } from '../../board/board-command.ts'
import type { BoardReader } from '../../board/board-reader.ts'
import { defineCommand } from '../../command.ts'
import { itemIdOf } from '../../connection/connection.ts'
import { DomainError, must } from '../../errors.ts'
import { idOf } from '../../ids.ts'
import { can } from '../../rights/can.ts'
import { hiddenColumns } from '../../rights/readable.ts'
import { boardResource } from '../../rights/board-resource.ts'
import { scopeOf } from '../../scope.ts'
import { refuseDeletedBoard } from '../purged.ts'
import { maxItemTitleLength } from '../title-length.ts'
import { boardsLedTo } from '../transfer/boards-led-to.ts'
import { refuseLargeFamily, standingFamily } from '../transfer/family.ts'
import { matchColumns } from '../transfer/match-columns.ts'
import { sightsFrom } from '../transfer/transfer-cell.ts'
import type { Transfer } from '../transfer/transfer-cell.ts'
import { isCopied, writeCopies } from '../transfer/write-copies.ts'
import { refuseOverfull } from './create.ts'
import { chosenColumns } from './move-to-board.ts'

/**
 * Copies items to another board, or on their own: into a group or below a parent, behind `after`. The copies are new items
 * without history; links lead from them to what the originals name. Time that was spent is not spent twice, and what whoever
 * copies may not see is left out. Messages are copied by `update.copy`: `copies` names every item that was copied, and its copy.
 */
export const copyItemsToBoard = defineCommand({
  name: 'item.copyToBoard',
  version: 1,
  args: z.strictObject({
    board: boardArg,
    rows: z.array(itemRef).check(z.minLength(1), z.maxLength(500)),
    to: boardArg,
    group: z.optional(z.int().check(z.gte(1))),
    parent: z.optional(itemRef),
    after: z.optional(z.nullable(itemRef)),
    columns: z.optional(chosenColumns),
    /** Whether sub-items are copied too; they are, unless this is false. */
    subItems: z.optional(z.boolean()),
    /** What the titles of the copies end with, those of sub-items excepted: ` (copy)`. */
    suffix: z.optional(z.string().check(z.maxLength(40))),
  }),
  result: z.object({
    copied: z.int(),
    rows: z.array(z.int()),
    copies: z.array(z.object({ item: idOf('item'), copy: idOf('item') })),
  }),
  serverOnly: true,
  reads: ({ board, to }, accountId) => ({
    lock: [scopeOf('board', to)],
    look: [scopeOf('board', board), scopeOf('account', accountId)],
  }),
  looksBeyond: (states, { board }) => boardsLedTo(states, board),
  can: (states, { board, to }, { principal }) => {
    const [from, into] = [states.get(scopeOf('board', board)), states.get(scopeOf('board', to))]
    if (from?.record('board', board) === undefined || into?.record('board', to) === undefined) return false
    return (
      can(principal, 'board.read', boardResource(from, board)) && can(principal, 'item.edit', boardResource(into, to))
    )
  },
  apply: (tx, args, env) => {
    const boards = tx.boards()
    const source = must(boards.get(args.board), 'the board that is copied from')
    const target = tx.board(args.to)
    refuseDeletedBoard(source)
    refuseDeletedBoard(target.reader)
    const named = rowsOf(source, args.rows)
    const whole = standingFamily(source, named)
    const family = args.subItems === false ? { roots: whole.roots, rows: whole.roots } : whole
    const { rows, roots } = family
    refuseLargeFamily(family)
    refuseOverfull(target.reader, rows.length)

    const parent = args.parent === undefined ? null : (rowsOf(target.reader, [args.parent])[0] ?? null)
    const group = parent === null ? args.group : Number(target.reader.system(parent, 'group'))
    if (group === undefined)
      throw new DomainError('invalid', 'Say a group or a parent for the copies.', { field: 'group' })
    openGroup(target.reader, group)
    const after =
      typeof args.after === 'string' || typeof args.after === 'number'
        ? rowsOf(target.reader, [args.after])[0]
        : args.after

    const hidden = hiddenColumns(env.principal, source, boardResource(source, source.boardId))
    const transfer: Transfer = {
      source,
      target: target.reader,
      matches: matchColumns(source, target.reader, {
        principal: env.principal,
        ...(args.columns && { chosen: args.columns }),
      }).filter((match) => !hidden.has(match.from.number) && isCopied(match, args.board === args.to)),
      texts: {
        ...accountTexts(tx.scope(scopeOf('account', env.accountId)).reader),
        item: sightsFrom(boards, env.principal),
      },
      leaving: new Set(),
      boards,
    }
    const suffix = args.suffix ?? ''
    const ids = rows.map(() => env.newId())
    const made = writeCopies(
      target,
      transfer,
      { family, ids, place: { group, parent }, after, titleOf: titled(source, suffix) },
      env,
    )
    const copies = rows.map((row, at) => ({ item: itemIdOf(source, row), copy: ids[at] ?? '' }))
    return { copied: rows.length, rows: roots.map((row) => must(made[rows.indexOf(row)], 'a row of a copy')), copies }
  },
})

function titled(source: BoardReader, suffix: string): (row: number) => string {
  return (row) => `${String(source.system(row, 'title') ?? '').slice(0, maxItemTitleLength - suffix.length)}${suffix}`
}
