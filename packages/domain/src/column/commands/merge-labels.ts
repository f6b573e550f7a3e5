import * as z from 'zod/mini'
import { templateOf } from '../../blueprint/template-of.ts'
import { boardArg, knownRecord, liveRecord } from '../../board/board-command.ts'
import type { BoardState } from '../../board/board-state.ts'
import { toBoardColumn } from '../../board/columns.ts'
import type { BoardColumn } from '../../board/columns.ts'
import { defineCommand } from '../../command.ts'
import type { CommandEnv, States } from '../../command.ts'
import { DomainError } from '../../errors.ts'
import { idOf } from '../../ids.ts'
import { editableColumn } from '../../item/cells.ts'
import { refuseDeletedBoard } from '../../item/purged.ts'
import { sameJson } from '../../json.ts'
import type { Json } from '../../json.ts'
import { maxCellsPerChange } from '../../patch.ts'
import { boardResource } from '../../rights/board-resource.ts'
import { can } from '../../rights/can.ts'
import { scopeOf } from '../../scope.ts'
import type { BoardWriter, Transaction } from '../../transaction.ts'
import { viewKind } from '../../view/kinds/all.ts'
import { dependentsOf, renewDependents } from '../dependents.ts'
import type { LabelMerge } from '../kind.ts'
import { rulesWithLabels, viewWithLabels } from '../label-merge.ts'
import { liveViews, rowsWithLabels } from '../label-uses.ts'
import { boardsBehind, schemaWith } from '../other-boards.ts'
import { rulesOf } from '../rules/rules.ts'
import { keepStamps } from '../keep-stamps.ts'
import { columnInCopy, maxTemplatesAlong, mergeInCopy } from '../template-labels.ts'

const labelNumber = z.int().check(z.gte(1))

/**
 * Makes some labels of a column one of its others: cells, filters and settings of views, forms, formulas and rules name that one then,
 * and the merged ones are retired under their names. `also` are boards that were kept as templates of this one: as far as they
 * have the labels still, the same is done there. They get the one that stays where they lack it.
 *
 * One call moves as many cells as one change holds. Whoever merges labels of more calls again, under one batch, until `more` is
 * false: the last call retires the labels and takes along what names them, so that until then all of them can be chosen.
 */
export const mergeLabels = defineCommand({
  name: 'column.mergeLabels',
  version: 1,
  args: z.strictObject({
    board: boardArg,
    id: idOf('column'),
    from: z.array(labelNumber).check(z.minLength(1), z.maxLength(500)),
    into: labelNumber,
    also: z.optional(z.array(boardArg).check(z.maxLength(maxTemplatesAlong))),
  }),
  result: z.object({ items: z.int(), views: z.int(), more: z.boolean() }),
  reads: ({ board, also = [] }) => ({
    lock: [board, ...also].map((id) => scopeOf('board', id)),
    needs: [scopeOf('board', board)],
  }),
  looksBeyond: (states, { board, id, also = [] }) => {
    const number = Number(boardIn(states, board)?.record('column', id)?.['number'])
    const isRead = (state: BoardState): boolean => dependentsOf(state, number).length > 0
    return [board, ...also].flatMap((each) => boardsBehind(states, each, isRead))
  },
  can: (states, { board, also = [] }, { principal }) =>
    [board, ...also].every((each) => {
      const state = boardIn(states, each)
      // What is not here is asked where it is.
      if (state === undefined) return each !== board
      return state.record('board', each) !== undefined && can(principal, 'board.structure', boardResource(state, each))
    }),
  apply: (tx, { board: boardId, id, from, into, also = [] }, env) => {
    const board = tx.board(boardId)
    refuseDeletedBoard(board.reader)
    knownRecord(board.reader, 'column', id, env)
    const fields = liveRecord(board.reader, 'column', id)
    const column = editableColumn(board.reader, Number(fields['number']), env)
    const place: Place = { board, column, merge: { from, into }, settings: mergedSettings(column, { from, into }) }
    const copies = copiesOf(tx, place, also, env)
    const places = [place, ...copies]
    let [items, more] = [0, false]
    for (const each of places) {
      const moved = moveCells(each, maxCellsPerChange - items)
      items += moved.items
      more ||= moved.more
    }
    if (more) {
      for (const each of copies) takeOverLabel(each)
      return { items, views: 0, more }
    }
    const views = places.map((each) => retire(tx, each, env))
    return { items, views: views[0] ?? 0, more }
  },
})

/** A board on which labels of a column become one, and the settings of the column then. */
interface Place {
  readonly board: BoardWriter
  readonly column: BoardColumn
  readonly merge: LabelMerge
  readonly settings: Json
}

function boardIn(states: States, boardId: string): BoardState | undefined {
  // @NOTE the scope's kind says that its state is a board's.
  return states.get(scopeOf('board', boardId)) as BoardState | undefined
}

function mergedSettings({ kind, settings, id }: BoardColumn, merge: LabelMerge): Json {
  if (!kind.labels) throw new DomainError('invalid', `A ${kind.label} column has no labels to merge.`, { id })
  return kind.labels.settings(settings, merge)
}

/** The templates that are here, as far as they have the labels; a client has few of them, and leaves the others to the server. */
function copiesOf(tx: Transaction, { board, column, merge }: Place, also: readonly string[], env: CommandEnv): Place[] {
  const known = tx.boards()
  return [...new Set(also)].flatMap((boardId): Place[] => {
    const copy = known.get(boardId)
    if (copy === undefined) return []
    if (templateOf(copy.board)?.from !== board.reader.boardId) {
      throw new DomainError('conflict', 'One of the templates is none of this board: try again.', { board: boardId })
    }
    refuseDeletedBoard(copy)
    const found = columnInCopy(column, copy)
    const there = found && mergeInCopy(column, found, merge)
    if (!found || !there) return []
    const same = { ...editableColumn(copy, found.number, env), settings: there.settings }
    const settings = mergedSettings(same, there.merge)
    return [{ board: tx.board(boardId), column: same, merge: there.merge, settings }]
  })
}

/** Keeps the label that cells of a template have by now, where the template did not have it. */
function takeOverLabel({ board, column }: Place): void {
  const { id, number, settings, kind } = column
  if (sameJson(board.reader.column(number)?.settings ?? null, settings)) return
  board.put('column', id, { settings, settingsVersion: kind.version })
}

/** Moves cells from label to label, at most so many. */
function moveCells({ board, column, merge }: Place, most: number): { readonly items: number; readonly more: boolean } {
  const found = rowsWithLabels(board.reader, column, merge, most + 1)
  const now = found.slice(0, most)
  if (now.length > 0) {
    const rows = now.map(({ row }) => row)
    board.setCells(
      column.number,
      rows,
      now.map(({ value }) => value),
    )
    keepStamps(board, rows)
  }
  return { items: now.length, more: found.length > now.length }
}

/** Retires the labels and takes along what names them; gives in how many views. */
function retire(tx: Transaction, { board, column, merge, settings }: Place, env: CommandEnv): number {
  const changes = { settings, settingsVersion: column.kind.version, ...changedRules(column, column, merge) }
  board.put('column', column.id, changes)
  const views = mergeInViews(board, column, merge)
  mergeInColumns(board, column, merge)
  const schema = schemaWith(board.reader, tx.boards(), env.principal)
  const after = toBoardColumn(column.id, { ...column.fields, ...changes }, env.kinds)
  if (after) renewDependents(board, after.number, new Map([[after.number, after]]), { kinds: env.kinds, schema })
  return views
}

function changedRules(of: BoardColumn, column: BoardColumn, merge: LabelMerge): { readonly rules?: Json } {
  const rules = rulesOf(of)
  // @NOTE rules are JSON.
  const after = rulesWithLabels(rules, of.number, column, merge) as Json
  return sameJson(after, rules as Json) ? {} : { rules: after }
}

function mergeInViews(board: BoardWriter, column: BoardColumn, merge: LabelMerge): number {
  const changed = liveViews(board.reader).flatMap(({ id, kind, spec }) => {
    // @NOTE view specs are JSON.
    const after = viewWithLabels(spec, column, merge, viewKind(kind)) as Json
    return sameJson(after, spec as Json) ? [] : [{ id, after }]
  })
  for (const { id, after } of changed) board.put('view', id, { spec: after })
  return changed.length
}

/** What is computed with the labels, and rules of other columns that name them. */
function mergeInColumns(board: BoardWriter, column: BoardColumn, merge: LabelMerge): void {
  for (const each of board.reader.columns()) {
    const { id, kind, settings, fields, number } = each
    if (fields['deletedAt'] !== undefined || number === column.number) continue
    const after = kind.withLabels?.(settings, column.number, merge)
    const changes = {
      ...(after !== undefined && !sameJson(after, settings) && { settings: after, settingsVersion: kind.version }),
      ...changedRules(each, column, merge),
    }
    if (Object.keys(changes).length > 0) board.put('column', id, changes)
  }
}
