import * as z from 'zod/mini'
import { accountTexts } from '../../account/text-context.ts'
import { boardArg, itemRef, openGroup, rowsOf } from '../../board/board-command.ts'
import type { BoardReader } from '../../board/board-reader.ts'
import type { BoardColumn } from '../../board/columns.ts'
import { itemKey } from '../../board/prefix.ts'
import { defineCommand } from '../../command.ts'
import type { CommandEnv, States } from '../../command.ts'
import { connectionsOf, itemIdOf, partnerOf, refsOf, without } from '../../connection/connection.ts'
import { LinkWriter } from '../../connection/link-writer.ts'
import { DomainError } from '../../errors.ts'
import type { Json } from '../../json.ts'
import { can } from '../../rights/can.ts'
import { hiddenColumns } from '../../rights/readable.ts'
import { boardResource } from '../../rights/board-resource.ts'
import { scopeOf } from '../../scope.ts'
import type { Transaction } from '../../transaction.ts'
import { aliasesOf, withAlias } from '../aliases.ts'
import type { ItemAlias } from '../aliases.ts'
import { ranksAt } from '../place.ts'
import { refuseDeletedBoard } from '../purged.ts'
import { asideCells } from '../set-aside.ts'
import { boardsLedTo } from '../transfer/boards-led-to.ts'
import { familyOf, refuseLargeFamily } from '../transfer/family.ts'
import { gatherCells, parentsAmong, systemOf, withDefaults } from '../transfer/gather.ts'
import { isForSome, matchColumns, ownColumns } from '../transfer/match-columns.ts'
import { sightsFrom } from '../transfer/transfer-cell.ts'
import type { Transfer } from '../transfer/transfer-cell.ts'
import { refuseOverfull } from './create.ts'

/** Which column goes into which; columns that are not named are matched by kind and title. */
export const chosenColumns = z.array(z.strictObject({ from: z.int(), to: z.nullable(z.int()) })).check(z.maxLength(500))

/**
 * Moves items with their sub-items to another board. They keep their ids, messages and history, get new keys there, and are found
 * by the old ones. What no column takes is kept as text beside the old key (`ItemAlias.left`). `also` are the boards on which
 * connections of these items show too; `item.previewTransfer` names them.
 */
export const moveItemsToBoard = defineCommand({
  name: 'item.moveToBoard',
  version: 1,
  args: z.strictObject({
    board: boardArg,
    rows: z.array(itemRef).check(z.minLength(1), z.maxLength(500)),
    to: boardArg,
    group: z.int().check(z.gte(1)),
    columns: z.optional(chosenColumns),
    also: z.optional(z.array(boardArg).check(z.maxLength(18))),
  }),
  result: z.object({ moved: z.int(), rows: z.array(z.int()) }),
  // It needs the whole of both boards, and reads texts by the account's people and language.
  serverOnly: true,
  reads: ({ board, to, also = [] }, accountId) => ({
    lock: [board, to, ...also].map((id) => scopeOf('board', id)),
    look: [scopeOf('account', accountId)],
  }),
  looksBeyond: (states, { board }) => boardsLedTo(states, board),
  can: (states, { board, to }, { principal }) => [board, to].every((id) => mayEdit(states, id, principal)),
  apply: (tx, args, env) => {
    const { board: sourceId, to: targetId, group } = args
    if (sourceId === targetId) {
      throw new DomainError('invalid', 'These items are on this board already: use item.move.', { field: 'to' })
    }
    const [source, target] = [tx.board(sourceId), tx.board(targetId)]
    refuseDeletedBoard(source.reader)
    refuseDeletedBoard(target.reader)
    openGroup(target.reader, group)
    const family = familyOf(source.reader, rowsOf(source.reader, args.rows))
    refuseLargeFamily(family)
    const { rows, roots } = family
    refuseOverfull(target.reader, rows.length)
    refuseHidden(source.reader, rows, env)

    const ids = rows.map((row) => itemIdOf(source.reader, row))
    const transfer: Transfer = {
      source: source.reader,
      target: target.reader,
      matches: matchColumns(source.reader, target.reader, {
        principal: env.principal,
        ...(args.columns && { chosen: args.columns }),
      }),
      texts: {
        ...accountTexts(tx.scope(scopeOf('account', env.accountId)).reader),
        item: sightsFrom(tx.boards(), env.principal),
      },
      leaving: new Set(ids),
      boards: tx.boards(),
    }
    const { cells, left, leftBy } = gatherCells(transfer, rows)
    refuseOpenText(leftBy)
    unlink(tx, transfer, { rows, also: args.also ?? [] }, env)

    const ranks = ranksAt(target, { group, parent: null }, undefined, roots.length, env.random())
    const rankOf = new Map(roots.map((row, index) => [row, ranks[index] ?? '']))
    const first = target.reader.rowCount
    const newRows = rows.map((_, index) => first + index)
    target.receiveItems({
      ids,
      place: [
        ['group', rows.map(() => group)],
        ['parent', parentsAmong(source.reader, rows, newRows)],
        ['rank', rows.map((row) => rankOf.get(row) ?? source.reader.system(row, 'rank'))],
        ...systemOf(source.reader, rows, ['createdBy', 'createdAt', 'updates', 'lastUpdateAt']),
      ],
      own: [
        ...systemOf(source.reader, rows, ['title', 'sourceKey', ...asideCells, 'deletedAt']),
        ['aliases', rows.map((row, at) => aliasFor(transfer, row, left[at] ?? [], env.now))],
      ],
      cells: withDefaults(transfer, rows, cells, env),
      standIns: rows.map(() => env.newId()),
    })
    source.sendAway(
      rows,
      rows.map(() => env.newId()),
    )
    return { moved: rows.length, rows: roots.map((row) => newRows[rows.indexOf(row)] ?? first) }
  },
})

function mayEdit(states: States, id: string, principal: CommandEnv['principal']): boolean {
  const state = states.get(scopeOf('board', id))
  return state?.record('board', id) !== undefined && can(principal, 'item.edit', boardResource(state, id))
}

/** Whoever takes items away takes all of them: what they may not see would else stay behind, or come where others may. */
function refuseHidden(board: BoardReader, rows: readonly number[], { principal }: CommandEnv): void {
  const hidden = hiddenColumns(principal, board, boardResource(board, board.boardId))
  const isFilled = ownColumns(board).some(
    ({ number }) => hidden.has(number) && rows.some((row) => board.cell(row, number) !== null),
  )
  if (!isFilled) return
  throw new DomainError(
    'forbidden',
    'These items have cells that you may not see. Ask an owner of the board to move them.',
  )
}

/** The text beside an old key is for whoever reads the board. */
function refuseOpenText(leftBy: ReadonlySet<BoardColumn>): void {
  const column = [...leftBy].find(isForSome)
  if (!column) return
  throw new DomainError(
    'conflict',
    `Only some may read “${column.title}”, and no column there takes all of its cells. Choose a column for it, or empty these cells first.`,
    { column: column.id },
  )
}

function aliasFor({ source, matches }: Transfer, row: number, left: NonNullable<ItemAlias['left']>, at: number): Json {
  const columns = matches.flatMap(({ from, to }) => (to === null ? [] : [[from.number, to.number] as const]))
  return withAlias(aliasesOf(source, row), {
    key: itemKey(String(source.board['prefix'] ?? ''), row),
    at,
    board: source.boardId,
    row,
    ...(columns.length > 0 && { columns }),
    ...(left.length > 0 && { left }),
  })
}

/** Takes the items out of the columns of other boards that showed their connections, where no column goes on doing so. */
function unlink(
  tx: Transaction,
  { source, target, matches, leaving, boards }: Transfer,
  { rows, also }: { readonly rows: readonly number[]; readonly also: readonly string[] },
  env: CommandEnv,
): void {
  const locked = new Set([source.boardId, target.boardId, ...also])
  for (const { from, to } of matches) {
    const shown = connectionsOf(from)?.boards.filter(({ partner }) => partner !== null) ?? []
    if (shown.length === 0) continue
    const links = new LinkWriter(tx, tx.board(source.boardId), from)
    for (const row of rows) {
      const ids = refsOf(from, source.cell(row, from.number)).filter((id) => !leaving.has(id))
      const gone = ids.filter((id) => {
        const board = shown.map((entry) => boards.get(entry.board)).find((each) => each?.rowOf(id) !== undefined)
        const before = board && partnerOf({ board: source.boardId, column: from }, board)
        if (!board || !before) return false
        if (!locked.has(board.boardId)) throw otherBoards(shown.map((entry) => entry.board))
        const after = to === null ? undefined : partnerOf({ board: target.boardId, column: to }, board)
        return after?.column.id !== before.column.id
      })
      links.note(row, [], gone)
    }
    links.write(env)
  }
}

function otherBoards(boards: readonly string[]): DomainError {
  const message = 'Connections of these items show on other boards too: name these boards.'
  return new DomainError('conflict', message, { boards: without(boards, []) })
}
