import * as z from 'zod/mini'
import { boardArg, defineBoardCommand, groupRef, itemRef, openGroup, rowsOf } from '../../board/board-command.ts'
import { DomainError, must } from '../../errors.ts'
import { idOf } from '../../ids.ts'
import { jsonValue } from '../../json-value.ts'
import { checkedValue, settableColumn, writtenValue } from '../cells.ts'
import { isTemplate } from '../template.ts'
import { itemTitle } from '../title.ts'
import { boardsLedTo } from '../transfer/boards-led-to.ts'
import { refuseLargeFamily, standingFamily } from '../transfer/family.ts'
import { matchColumns } from '../transfer/match-columns.ts'
import { isCopied, writeCopies } from '../transfer/write-copies.ts'
import { refuseOverfull } from './create.ts'

/**
 * Makes an ordinary item from a template: with its cells and sub-items, as a copy has them, in its group unless another is said.
 * `cells` take the place of the template's; null is blank.
 */
export const createFromTemplate = defineBoardCommand({
  name: 'item.createFromTemplate',
  version: 1,
  args: z.strictObject({
    board: boardArg,
    template: itemRef,
    /** Of the item, and of its sub-items, the nearest first; further ones get ids where it runs. */
    ids: z.array(idOf('item')).check(z.minLength(1), z.maxLength(500)),
    /** As the template is called, where absent. */
    title: z.optional(itemTitle),
    group: z.optional(groupRef),
    after: z.optional(z.nullable(itemRef)),
    cells: z.optional(z.array(z.strictObject({ column: z.int(), value: jsonValue(200_000) })).check(z.maxLength(200))),
  }),
  result: z.object({ row: z.int() }),
  action: 'item.create',
  looksBeyond: (states, { board }) => boardsLedTo(states, board),
  apply: (board, args, env, tx) => {
    const { reader } = board
    if (env.principal.memberId === null) throw new DomainError('forbidden', 'A form makes items of its answers only.')
    const [template] = rowsOf(reader, [args.template])
    if (template === undefined || !isTemplate(reader, template)) {
      throw new DomainError('conflict', 'This item is no template any more. Choose another one.')
    }
    const family = standingFamily(reader, [template])
    refuseLargeFamily(family)
    refuseOverfull(reader, family.rows.length)
    if (new Set(args.ids).size < args.ids.length)
      throw new DomainError('invalid', 'An id is there twice.', { field: 'ids' })
    if (args.ids.some((id) => reader.rowOf(id) !== undefined))
      throw new DomainError('conflict', 'This item exists already.', { id: args.ids[0] ?? null })
    const group = openGroup(reader, args.group ?? Number(reader.system(template, 'group')))
    const after = args.after === undefined || args.after === null ? args.after : rowsOf(reader, [args.after])[0]
    const given = (args.cells ?? []).map(({ column: number, value }) => {
      const column = settableColumn(reader, number, env)
      return { column: number, value: writtenValue(reader, column, null, checkedValue(column, value), env) }
    })
    const [row] = writeCopies(
      board,
      {
        source: reader,
        target: reader,
        matches: matchColumns(reader, reader, { principal: env.principal }).filter((match) => isCopied(match, true)),
        // What a copy leaves out is told to nobody.
        texts: {
          findPerson: () => null,
          personName: (id) => id,
          dayFirst: false,
          locale: 'en',
          timeZone: env.timeZone,
        },
        leaving: new Set(),
        boards: tx.boards(),
      },
      {
        family,
        ids: family.rows.map((_, at) => args.ids[at] ?? env.newId()),
        place: { group, parent: null },
        after,
        titleOf: (of) => args.title ?? String(reader.system(of, 'title') ?? ''),
      },
      env,
    )
    const made = must(row, 'the item that was made')
    for (const { column, value } of given) board.fillCells(column, [made], [value])
    return { row: made }
  },
})
