import { addLabels, labelNamed, liveLabels, maxLabels } from '@fulcrum/columns'
import type { LabelSettings } from '@fulcrum/columns'
import { matchingKey, maxColumnsPerBoard } from '@fulcrum/domain'
import type { BoardColumn, BoardState, ColumnRole, JsonObject } from '@fulcrum/domain'
import { fieldKind } from '../field-kinds.ts'
import type { FieldPlan } from '../mapping.ts'
import type { Problems } from '../problems.ts'
import type { ConvertColumn } from '../reader/messages.ts'
import type { ImportDoor } from './import-door.ts'

/** The columns of an import: those that there are already, and new ones. */
export interface ImportedColumns {
  readonly columns: readonly ConvertColumn[]
  readonly created: number
}

/**
 * Finds or makes the column of each field that is taken: the one that an earlier import of the source made, else one of the same
 * title and kind, else a new one. Labels that a column lacks are added to it. A column whose cells the importer may not edit is
 * none that is found.
 */
export async function bringColumns(
  door: ImportDoor,
  boardId: string,
  plans: readonly FieldPlan[],
  { prefix, problems }: { readonly prefix: string; readonly problems: Problems },
): Promise<ImportedColumns> {
  const board = await door.board(boardId)
  const columns: ConvertColumn[] = []
  const used = new Set<number>()
  const roles = new Set(liveColumns(board).map(({ fields }) => fields['role'] ?? null))
  let created = 0
  for (const plan of plans) {
    if (!plan.take) continue
    const sourceField = sourceFieldOf(prefix, plan)
    const there = findColumn(door, board, plan, { sourceField, used })
    if (!there && board.columns().length >= maxColumnsPerBoard) {
      problems.add(plan.title, 'column-limit', undefined, plan.field.filledCount)
      continue
    }
    if (!there) created++
    const role = plan.columnRole !== null && !roles.has(plan.columnRole) ? plan.columnRole : null
    if (!there && role !== null) roles.add(role)
    const column = there
      ? await completed(door, board, there, plan)
      : await newColumn(door, board, plan, sourceField, role)
    if (!there) await showFromBothSides(door, board, column, plan)
    used.add(column.number)
    if (column.lanes.every(({ own }) => !own)) continue
    columns.push({
      field: plan.field.key,
      title: column.title,
      column: column.number,
      kind: column.kind.id,
      settings: column.settings,
      read: plan.read,
    })
  }
  return { columns, created }
}

function liveColumns(board: BoardState): BoardColumn[] {
  return board.columns().filter(({ fields }) => fields['deletedAt'] === undefined)
}

function sourceFieldOf(prefix: string, { field }: FieldPlan): string {
  return `${prefix}${field.key}`.slice(0, 255)
}

function findColumn(
  door: ImportDoor,
  board: BoardState,
  { kind, title }: FieldPlan,
  { sourceField, used }: { readonly sourceField: string; readonly used: ReadonlySet<number> },
): BoardColumn | undefined {
  const candidates = liveColumns(board).filter(
    (column) => column.kind.id === kind && !used.has(column.number) && door.mayEdit(board, column),
  )
  return (
    candidates.find(({ fields }) => fields['sourceField'] === sourceField) ??
    candidates.find((column) => matchingKey(column.title) === matchingKey(title))
  )
}

async function newColumn(
  door: ImportDoor,
  board: BoardState,
  plan: FieldPlan,
  sourceField: string,
  role: ColumnRole | null,
): Promise<BoardColumn> {
  const id = door.newId()
  const answer = await door.run('column.create', {
    board: board.boardId,
    id,
    kind: plan.kind,
    title: plan.title,
    settings: settingsOf(plan, board),
    sourceField,
    ...(role !== null && { role }),
  })
  const { number } = answer.result as { readonly number: number }
  return found(await door.board(board.boardId), number)
}

/** Shows a connection between items of one board from the other side, too, where the source has words for that. */
async function showFromBothSides(
  door: ImportDoor,
  { boardId }: BoardState,
  { id }: BoardColumn,
  { read }: FieldPlan,
): Promise<void> {
  const title = read?.settings.backTitle
  if (title === undefined || (await door.board(boardId)).columns().length >= maxColumnsPerBoard) return
  const pair = { board: boardId, id, other: boardId, partner: door.newId(), title: title.slice(0, 255) }
  await door.run('column.pair', pair)
}

/** A column that there is already, with the labels that it lacked. */
async function completed(
  door: ImportDoor,
  board: BoardState,
  column: BoardColumn,
  { labels }: FieldPlan,
): Promise<BoardColumn> {
  if (labels.length === 0) return column
  // @NOTE only columns of kinds with labels are given labels.
  const before = column.settings as unknown as LabelSettings
  const missing = labels.map(({ name }) => name).filter((name) => labelNamed(before, name) === undefined)
  const room = maxLabels - liveLabels(before).length
  const { settings } = addLabels(before, missing.slice(0, Math.max(0, room)))
  if (settings === before) return column
  const merged = {
    ...settings,
    labels: settings.labels.map((label) => {
      const wanted = labels.find(({ name }) => matchingKey(name) === matchingKey(label.name))
      const isNew = !before.labels.some(({ number }) => number === label.number)
      return isNew && wanted ? { ...label, colour: wanted.colour } : label
    }),
  }
  await door.run('column.update', { board: board.boardId, id: column.id, settings: merged })
  return found(await door.board(board.boardId), column.number)
}

function settingsOf({ read, settings, labels }: FieldPlan, { boardId }: BoardState): JsonObject {
  const column = read === null ? null : fieldKind(read.kind)
  // What names items leads to this board, until some are found on others.
  if (column?.ofItems) return { ...settings, boards: [{ board: boardId, partner: null }] }
  if (read === null || !column?.hasLabels) return settings
  return { ...settings, ...column.settings(read.settings, labels) }
}

function found(board: BoardState, number: number): BoardColumn {
  const column = board.column(number)
  if (!column) throw new Error(`The column ${number} was made and is not there.`)
  return column
}
