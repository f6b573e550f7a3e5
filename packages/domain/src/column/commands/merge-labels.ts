import * as z from 'zod/mini'
import { boardArg, defineBoardCommand, knownRecord, liveRecord } from '../../board/board-command.ts'
import { toBoardColumn } from '../../board/columns.ts'
import type { BoardColumn } from '../../board/columns.ts'
import { DomainError } from '../../errors.ts'
import { idOf } from '../../ids.ts'
import { editableColumn } from '../../item/cells.ts'
import { sameJson } from '../../json.ts'
import type { Json } from '../../json.ts'
import { maxCellsPerChange } from '../../patch.ts'
import type { BoardWriter } from '../../transaction.ts'
import { viewKind } from '../../view/kinds/all.ts'
import { hasDependents, renewDependents } from '../dependents.ts'
import type { LabelMerge } from '../kind.ts'
import { rulesWithLabels, viewWithLabels } from '../label-merge.ts'
import { liveViews, rowsWithLabels } from '../label-uses.ts'
import { boardsBehind, schemaWith } from '../other-boards.ts'
import { rulesOf } from '../rules/rules.ts'
import { keepStamps } from '../keep-stamps.ts'

const labelNumber = z.int().check(z.gte(1))

/**
 * Makes some labels of a column one of its others: cells, filters and settings of views, formulas and rules name that one then, and
 * the merged ones are retired under their names.
 *
 * One call moves as many cells as one change holds. Whoever merges labels of more calls again, under one batch, until `more` is
 * false: the last call retires the labels and takes along what names them, so that until then all of them can be chosen.
 */
export const mergeLabels = defineBoardCommand({
  name: 'column.mergeLabels',
  version: 1,
  args: z.strictObject({
    board: boardArg,
    id: idOf('column'),
    from: z.array(labelNumber).check(z.minLength(1), z.maxLength(500)),
    into: labelNumber,
  }),
  result: z.object({ items: z.int(), views: z.int(), more: z.boolean() }),
  action: 'board.structure',
  looksBeyond: (states, { board, id }) => boardsBehind(states, board, (state) => hasDependents(state, id)),
  apply: (board, { id, from, into }, env, tx) => {
    const { reader } = board
    knownRecord(reader, 'column', id, env)
    const fields = liveRecord(reader, 'column', id)
    const column = editableColumn(reader, Number(fields['number']), env)
    const { labels } = column.kind
    if (!labels) throw new DomainError('invalid', `A ${column.kind.label} column has no labels to merge.`, { id })
    const merge: LabelMerge = { from, into }
    const settings = labels.settings(column.settings, merge)
    const found = rowsWithLabels(reader, column, merge, maxCellsPerChange + 1)
    const now = found.slice(0, maxCellsPerChange)
    if (now.length > 0) {
      const rows = now.map(({ row }) => row)
      board.setCells(
        column.number,
        rows,
        now.map(({ value }) => value),
      )
      keepStamps(board, rows)
    }
    if (found.length > now.length) return { items: now.length, views: 0, more: true }
    const changes = { settings, settingsVersion: column.kind.version, ...changedRules(column, column, merge) }
    board.put('column', id, changes)
    const views = mergeInViews(board, column, merge)
    mergeInColumns(board, column, merge)
    const schema = schemaWith(reader, tx.boards(), env.principal)
    const after = toBoardColumn(id, { ...fields, ...changes }, env.kinds)
    if (after) renewDependents(board, after.number, new Map([[after.number, after]]), { kinds: env.kinds, schema })
    return { items: now.length, views, more: false }
  },
})

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
