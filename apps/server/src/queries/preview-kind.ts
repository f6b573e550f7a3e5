import { setImmediate as turn } from 'node:timers/promises'
import {
  accountTexts,
  boardResource,
  can,
  conversionOf,
  convertCell,
  idOf,
  jsonValue,
  notFound,
  rewrittenText,
  scopeOf,
} from '@fulcrum/domain'
import type { BoardColumn, BoardState, Conversion, Json } from '@fulcrum/domain'
import type { KindPreview } from '@fulcrum/protocol'
import * as z from 'zod/mini'
import { defineQuery, visibleBoard } from './query.ts'

/** Cells between which the server does something else. */
const cellsPerTurn = 1_000
const maxExamples = 20
/** Different texts from which settings are made. */
const maxTexts = 5_000
/** Characters of an example. */
const maxExample = 200

const example = z.object({ text: z.string(), becomes: z.nullable(z.string()), why: z.nullable(z.string()) })

/**
 * What changing a column's kind would do: how many cells convert, are written otherwise, would be lost, with examples; and the
 * settings that the new column would have, which `column.changeKind` is then given.
 */
export const previewKind = defineQuery({
  name: 'column.previewKind',
  args: z.strictObject({
    board: idOf('board'),
    id: idOf('column'),
    kind: z.string().check(z.maxLength(40)),
    settings: z.optional(jsonValue(200_000)),
  }),
  result: z.object({
    settings: z.json(),
    filled: z.int(),
    converted: z.int(),
    rewritten: z.int(),
    lost: z.int(),
    rewrittenExamples: z.array(example),
    lostExamples: z.array(example),
  }),
  answer: async (context, { board: boardId, id, kind: kindId, settings }): Promise<KindPreview> => {
    const { hub, principal } = context
    const { board } = await visibleBoard(context, boardId)
    const resource = boardResource(board, boardId)
    // Who may not change columns gets the answer of a board that is not there.
    if (!can(principal, 'board.structure', resource)) throw notFound('board')
    const column = board.columns().find((candidate) => candidate.id === id)
    if (column === undefined || !can(principal, 'column.edit', { ...resource, column: column.fields })) {
      throw notFound('column')
    }
    const account = await hub.store.get(scopeOf('account', hub.store.accountId))
    const texts = accountTexts(account.state)
    const kind = hub.store.kinds.get(kindId)
    const wanted = settings ?? kind?.settingsFor?.(await commonTexts(board, column, texts), column.settings)
    return preview(board, column, conversionOf(column, { kind, settings: wanted }, texts))
  },
})

async function preview(board: BoardState, column: BoardColumn, conversion: Conversion): Promise<KindPreview> {
  const sum = { filled: 0, converted: 0, rewritten: 0, lost: 0 }
  const rewrittenExamples = new Map<string, KindPreview['lostExamples'][number]>()
  const lostExamples = new Map<string, KindPreview['lostExamples'][number]>()
  for await (const value of cellsOf(board, column)) {
    const cell = convertCell(conversion, value)
    const text = shortened(cell.text)
    sum.filled += 1
    if (cell.lost !== null) {
      sum.lost += 1
      if (lostExamples.size < maxExamples) lostExamples.set(text, { text, becomes: null, why: cell.lost })
      continue
    }
    sum.converted += 1
    const becomes = rewrittenText(conversion, cell)
    if (becomes === null) continue
    sum.rewritten += 1
    if (rewrittenExamples.size < maxExamples) {
      rewrittenExamples.set(text, { text, becomes: shortened(becomes), why: null })
    }
  }
  return {
    settings: conversion.to.settings,
    ...sum,
    rewrittenExamples: [...rewrittenExamples.values()],
    lostExamples: [...lostExamples.values()],
  }
}

/** The different texts of a column, the most frequent first. */
async function commonTexts(board: BoardState, column: BoardColumn, texts: Conversion['texts']): Promise<string[]> {
  const counts = new Map<string, number>()
  for await (const value of cellsOf(board, column)) {
    const text = column.kind.format(value, column.settings, texts)
    if (counts.size < maxTexts || counts.has(text)) counts.set(text, (counts.get(text) ?? 0) + 1)
  }
  return [...counts].toSorted(([, left], [, right]) => right - left).map(([text]) => text)
}

/** The filled cells of a column, those of items in the trash among them, without holding the server up. */
async function* cellsOf(board: BoardState, column: BoardColumn): AsyncGenerator<Json> {
  for (let row = 0; row < board.rowCount; row++) {
    if (row > 0 && row % cellsPerTurn === 0) await turn()
    const value = board.cell(row, column.number)
    if (value !== null) yield value
  }
}

function shortened(text: string): string {
  return text.length > maxExample ? `${text.slice(0, maxExample)}…` : text
}
