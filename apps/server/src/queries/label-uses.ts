import {
  becameOf,
  boardResource,
  can,
  columnInCopy,
  idOf,
  isOffered,
  labelsInCopy,
  labelUses,
  mergeInCopy,
  notFound,
  scopeOf,
  templateOf,
} from '@fulcrum/domain'
import type { BoardColumn, BoardState, LabelTemplate, LabelUsesElsewhere, Principal } from '@fulcrum/domain'
import * as z from 'zod/mini'
import { boardsThatName } from './boards-that-name.ts'
import { defineQuery, visibleBoard } from './query.ts'
import type { QueryContext } from './query.ts'
import { seesWhole, templateParts } from './template-parts.ts'

/**
 * What reads labels of a column beyond its board, before they go: formulas of other boards, and templates that were made of this
 * one. Formulas that the asker may not see are counted, and not named; templates that they may not use are not told of.
 */
export const labelUsesElsewhere = defineQuery({
  name: 'label.uses',
  args: z.strictObject({
    board: idOf('board'),
    column: idOf('column'),
    labels: z.array(z.int().check(z.gte(1))).check(z.minLength(1), z.maxLength(500)),
  }),
  answer: async (context, { board: boardId, column: id, labels }): Promise<LabelUsesElsewhere> => {
    const { board, sight } = await visibleBoard(context, boardId)
    const number = Number(board.record('column', id)?.['number'])
    const column = sight.hiddenColumns.has(number) ? undefined : board.column(number)
    if (column === undefined || column.fields['deletedAt'] !== undefined) throw notFound('column')
    return {
      ...(await formulasElsewhere(context, boardId, column, labels)),
      templates: await templatesWith(context, boardId, column, labels),
    }
  },
})

/** Columns of other boards that name a label, or one that was merged into it. */
async function formulasElsewhere(
  context: QueryContext,
  boardId: string,
  column: BoardColumn,
  labels: readonly number[],
): Promise<Pick<LabelUsesElsewhere, 'formulas' | 'hiddenFormulas'>> {
  const { hub, principal } = context
  const known = column.kind.names?.(column.settings) ?? []
  const meant = new Set(
    known.filter((label) => labels.includes(becameOf(label, known).number)).map((each) => each.number),
  )
  const formulas: { board: string; boardName: string; title: string }[] = []
  let hiddenFormulas = 0
  const reads = ({ kind, settings }: BoardColumn): boolean => {
    const named = kind.farColumns?.labels?.(settings) ?? []
    return named.some((at) => at.board === boardId && at.column === column.number && meant.has(at.label))
  }
  for (const other of await boardsThatName(context, boardId, reads)) {
    const scope = scopeOf('board', other.boardId)
    const sight = hub.sightOf(principal, scope, scope)
    for (const each of other.columns()) {
      if (each.fields['deletedAt'] !== undefined || !reads(each)) continue
      const { number, title } = each
      const boardName = templateOf(other.board)?.name ?? String(other.board['name'] ?? '')
      if (!sight || sight.hiddenColumns.has(number)) hiddenFormulas += 1
      else formulas.push({ board: other.boardId, boardName, title })
    }
  }
  return { formulas, hiddenFormulas }
}

/** The templates that were made of a board, of whose boards the asker may see every one, where they have one of the labels still. */
async function templatesWith(
  { hub, principal }: QueryContext,
  boardId: string,
  column: BoardColumn,
  labels: readonly number[],
): Promise<readonly LabelTemplate[]> {
  const { store } = hub
  const sets = await templateParts(
    store,
    `b.template ->> 'id' IN
       (SELECT t.template ->> 'id' FROM board t WHERE t.account = $1 AND t.template ->> 'from' = $2 AND t.deleted_at IS NULL)`,
    [boardId],
  )
  const copies = sets
    .filter((parts) => seesWhole(principal, parts))
    .flat()
    .filter(({ board }) => templateOf(board)?.from === boardId)
  // @NOTE boards stand in the scopes of boards.
  const states = copies.map(async ({ id }) => (await store.get(scopeOf('board', id))).state as BoardState)
  return (await Promise.all(states)).flatMap((copy) => templateWith(principal, copy, column, labels))
}

function templateWith(
  principal: Principal,
  copy: BoardState,
  column: BoardColumn,
  labels: readonly number[],
): readonly LabelTemplate[] {
  const template = templateOf(copy.board)
  const found = columnInCopy(column, copy)
  if (!template || !found) return []
  const resource = boardResource(copy, copy.boardId)
  if (!can(principal, 'column.read', { ...resource, column: found.fields })) return []
  const kept = labelsInCopy(column, found, labels)
  const { items, templates, views, forms, formulas, rules } = labelUses(copy, found, kept)
  const counts = {
    items: items + templates.length,
    views: views.length,
    forms: forms.length,
    formulas: formulas.length,
    rules: rules.length,
  }
  const reads = Object.values(counts).some((count) => count > 0)
  if (!reads && !kept.some((number) => isOffered(found, number))) return []
  const mayChange =
    can(principal, 'board.structure', resource) && can(principal, 'column.edit', { ...resource, column: found.fields })
  const refuses = (column.kind.names?.(column.settings) ?? [])
    .filter(({ number, retired }) => retired !== true && !labels.includes(number))
    .filter(({ number: into }) => mergeInCopy(column, found, { from: labels, into }) === null)
    .map(({ number }) => number)
  return [{ id: template.id, name: template.name, board: copy.boardId, ...counts, refuses, mayChange }]
}
