import * as z from 'zod/mini'
import { accountTexts } from '../../account/text-context.ts'
import { boardArg, liveRecord, knownRecord, nextNumber } from '../../board/board-command.ts'
import type { BoardReader } from '../../board/board-reader.ts'
import { toBoardColumn } from '../../board/columns.ts'
import type { BoardColumn } from '../../board/columns.ts'
import { maxColumnsPerBoard } from '../../board/limits.ts'
import { defineCommand } from '../../command.ts'
import type { CommandEnv } from '../../command.ts'
import { DomainError, must, notFound } from '../../errors.ts'
import { idOf } from '../../ids.ts'
import { editableColumn } from '../../item/cells.ts'
import { refuseDeletedBoard } from '../../item/purged.ts'
import { sameJson } from '../../json.ts'
import type { Json } from '../../json.ts'
import type { Fields } from '../../record.ts'
import { jsonValue } from '../../json-value.ts'
import { can } from '../../rights/can.ts'
import { boardResource } from '../../rights/board-resource.ts'
import { scopeOf } from '../../scope.ts'
import type { BoardWriter } from '../../transaction.ts'
import { viewKind } from '../../view/kinds/all.ts'
import { replaceColumn } from '../../view/replace-column.ts'
import type { BoardViewSpec } from '../../view/spec.ts'
import { allowedRules } from '../rules/allowed.ts'
import type { ColumnRules } from '../rules/rules.ts'
import { conversionOf, convertCell } from '../conversion.ts'
import type { Conversion } from '../conversion.ts'
import { hasDependents, renewDependents } from '../dependents.ts'
import { keepStamps } from '../keep-stamps.ts'
import { boardsBehind, schemaWith } from '../other-boards.ts'

/** Cells that one call converts: so few that reading their texts holds nobody up. */
export const cellsPerStep = 500
const bytesPerStep = 128 * 1024
/** Clocks of servers differ by less than this. */
const clockMarginMs = 60_000

/**
 * Changes the kind of a column. A column of the new kind, with the converted cells, takes the old one's place in the board
 * and its views; the old one goes to the trash with every cell as it was, so that what no value of the new kind can say is
 * not gone.
 *
 * One call converts some cells and answers where to go on: whoever changes a large column calls again with `from` and `since`
 * of the answer, under one batch, until `next` is null. Until then the board shows the old column, which people go on editing:
 * the last call takes over what they changed meanwhile. Cut in the middle, nothing has changed for anybody.
 */
export const changeColumnKind = defineCommand({
  name: 'column.changeKind',
  version: 1,
  args: z.strictObject({
    board: boardArg,
    id: idOf('column'),
    /** The id of the column that takes its place. */
    to: idOf('column'),
    kind: z.string().check(z.maxLength(40)),
    settings: z.optional(jsonValue(200_000)),
    /** The row to go on from, and when the first call was: what the last call answered. */
    from: z.optional(z.int().check(z.gte(0))),
    since: z.optional(z.int().check(z.gte(0))),
  }),
  result: z.object({
    next: z.nullable(z.int()),
    since: z.int(),
    number: z.int(),
    converted: z.int(),
    lost: z.int(),
  }),
  // It reads texts by the account's people, zone and language, which a client may know otherwise.
  serverOnly: true,
  reads: ({ board }, accountId) => ({ lock: [scopeOf('board', board)], look: [scopeOf('account', accountId)] }),
  looksBeyond: (states, { board, id }) => boardsBehind(states, board, (state) => hasDependents(state, id)),
  can: (states, { board }, { principal }) => {
    const state = must(states.get(scopeOf('board', board)), 'the board')
    return state.record('board', board) !== undefined && can(principal, 'board.structure', boardResource(state, board))
  },
  apply: (tx, { board: boardId, id, to, kind, settings, from = 0, since }, env) => {
    const board = tx.board(boardId)
    const { reader } = board
    refuseDeletedBoard(reader)
    knownRecord(reader, 'column', id, env)
    const fields = liveRecord(reader, 'column', id)
    const old = editableColumn(reader, Number(fields['number']), env)
    const texts = accountTexts(tx.scope(scopeOf('account', env.accountId)).reader)
    const conversion = conversionOf(old, { kind: env.kinds.get(kind), settings }, texts)
    const staged = stagedColumn(reader, to, conversion)
    const number = staged?.number ?? nextNumber(reader, 'column')
    if (number > maxColumnsPerBoard) {
      throw new DomainError('too-many', `A board holds at most ${maxColumnsPerBoard} columns, deleted ones counted.`, {
        limit: maxColumnsPerBoard,
      })
    }
    const start = since ?? env.now
    const step = nextStep(reader, { old, staged, conversion }, from, start - clockMarginMs)
    const made = { ...takenOver(fields, conversion), number }
    if (staged === undefined) {
      const unfinished = { title: `${old.title} (unfinished change)`.slice(0, 255), deletedAt: env.now }
      board.create('column', to, step.next === null ? made : { ...made, ...unfinished })
    }
    writeCells(board, number, step)
    if (step.next === null) {
      if (staged !== undefined) board.put('column', to, { ...absent(staged.fields, made), ...made, deletedAt: null })
      board.put('column', id, { deletedAt: env.now })
      replaceInViews(board, old, { number, kind: conversion.to.kind })
      const after = toBoardColumn(to, made, env.kinds)
      const coming = replaceInSettings(board, old, number, env)
      if (after) coming.set(number, after)
      const schema = schemaWith(reader, tx.boards(), env.principal)
      renewDependents(board, number, coming, { kinds: env.kinds, schema })
    }
    return { next: step.next, since: start, number, converted: step.converted, lost: step.lost }
  },
})

/** The column that an earlier call made; it waits in the trash. */
function stagedColumn(reader: BoardReader, to: string, { to: target }: Conversion): BoardColumn | undefined {
  const fields = reader.record('column', to)
  if (fields === undefined) return undefined
  const column = reader.column(Number(fields['number']))
  if (column === undefined) throw notFound('column')
  if (
    fields['deletedAt'] === undefined ||
    column.kind.id !== target.kind.id ||
    !sameJson(column.settings, target.settings)
  ) {
    throw new DomainError('conflict', 'Another column has this id: give a new one.', { id: to })
  }
  return column
}

interface Step {
  readonly rows: readonly number[]
  readonly values: readonly Json[]
  readonly next: number | null
  readonly converted: number
  readonly lost: number
}

interface Columns {
  readonly old: BoardColumn
  readonly staged: BoardColumn | undefined
  readonly conversion: Conversion
}

/** As many cells from a row on as one change holds; at the end also those before it that somebody changed since. */
function nextStep(reader: BoardReader, columns: Columns, from: number, since: number): Step {
  const { old, staged, conversion } = columns
  const rows: number[] = []
  const values: Json[] = []
  let [looked, bytes, lost, converted] = [0, 0, 0, 0]
  const isFull = (): boolean => looked >= cellsPerStep || bytes >= bytesPerStep
  const result = (next: number | null): Step => ({ rows, values, next, converted, lost })
  const put = (row: number, after: Json): void => {
    rows.push(row)
    values.push(after)
  }
  const convert = (value: Json): Json => {
    looked += 1
    const { value: after, text, lost: why } = convertCell(conversion, value)
    bytes += text.length
    if (why === null) converted += 1
    else lost += 1
    return after
  }
  for (let row = from; row < reader.rowCount; row++) {
    if (isFull()) return result(row)
    const value = reader.cell(row, old.number)
    const after = value === null ? null : convert(value)
    if (after !== null) put(row, after)
  }
  if (staged === undefined) return result(null)
  for (let row = 0; row < Math.min(from, reader.rowCount); row++) {
    if (Number(reader.system(row, 'updatedAt') ?? 0) < since) continue
    const value = reader.cell(row, old.number)
    const was = reader.cell(row, staged.number)
    const after = value === null ? null : convertCell(conversion, value).value
    if (sameJson(after, was)) continue
    if (isFull()) return result(reader.rowCount)
    if (value !== null) convert(value)
    put(row, after)
  }
  return result(null)
}

/** Writes converted cells. The items keep who changed them last and when: what they say is the same. */
function writeCells(board: BoardWriter, column: number, { rows, values }: Step): void {
  if (rows.length === 0) return
  board.setCells(column, rows, values)
  keepStamps(board, rows)
}

/** What the new column has of the old one. */
function takenOver(fields: Fields, { to }: Conversion): { readonly [field: string]: Json } {
  const { role, deletedAt: _, rules: asked, ...kept } = fields
  const keepsRole = to.kind.roles.some((known) => known === role)
  return {
    ...kept,
    ...(keepsRole && role !== undefined && { role }),
    ...keptRules(asked ?? null, to),
    kind: to.kind.id,
    settings: to.settings,
    settingsVersion: to.kind.version,
  }
}

/** Of the rules those that hold for values of the other kind too. */
function keptRules(rules: Json, { kind, settings }: Conversion['to']): { readonly rules?: Json } {
  const { required, message } = (rules ?? {}) as ColumnRules
  if (required === undefined || !allowedRules(kind, settings).rules.has('required')) return {}
  return { rules: { required, ...(message !== undefined && { message }) } as Json }
}

/** Null for the fields that are to go. */
function absent(fields: Fields, wanted: Fields): { readonly [field: string]: null } {
  return Object.fromEntries(
    Object.keys(fields)
      .filter((field) => wanted[field] === undefined)
      .map((field) => [field, null]),
  )
}

function replaceInViews(board: BoardWriter, old: BoardColumn, to: { number: number; kind: BoardColumn['kind'] }): void {
  for (const [id, { spec, kind, deletedAt }] of board.reader.records('view')) {
    if (deletedAt !== undefined || spec === undefined || spec === null) continue
    // @NOTE a stored spec passed its schema.
    const replaced = replaceColumn(spec as BoardViewSpec, { from: old, to }, viewKind(kind))
    board.put('view', id, { spec: replaced as Json })
  }
}

/** Columns that follow from the old one follow from the new one. Gives them, and the old one, as they are going to be. */
function replaceInSettings(
  board: BoardWriter,
  old: BoardColumn,
  to: number,
  { kinds, now }: CommandEnv,
): Map<number, BoardColumn> {
  const coming = new Map<number, BoardColumn>([[old.number, { ...old, fields: { ...old.fields, deletedAt: now } }]])
  for (const { id, kind, settings, fields } of board.reader.columns()) {
    if (fields['deletedAt'] !== undefined || kind.withColumn === undefined) continue
    const changes = { settings: kind.withColumn(settings, old.number, to), settingsVersion: kind.version }
    board.put('column', id, changes)
    const column = toBoardColumn(id, { ...fields, ...changes }, kinds)
    if (column) coming.set(column.number, column)
  }
  return coming
}
