import type { BoardColumn, BoardState, ItemRef, Json } from '@fulcrum/domain'
import type { GridDropTarget } from '@fulcrum/ui'
import type { BoardModel } from '../model/board-model.ts'
import { valueOfKey, type SectionInfo } from '../model/sections.ts'
import type { AlsoValue, ColumnCell, ItemWorld } from './items.ts'

/** Where a new item of a section goes and what it is given: the group or value of its section, and what the filter asks for. */
export function placeOf(section: SectionInfo, world: ItemWorld, also?: AlsoValue): { [name: string]: Json } | null {
  const { groupColumn } = world
  const { cells: asked } = world.defaults()
  const group = groupAlso(also) ?? (section.groupId === undefined ? groupForNew(world) : Number(section.key))
  if (group === undefined) return null
  const column = settableGroup(world)
  const value = column === undefined ? null : valueOfKey(column, section.key)
  const more = valueAlso(also)
  const cells = asked.filter((cell) => cell.column !== groupColumn && cell.column !== more?.column.number)
  if (groupColumn !== null && value !== null) cells.push({ column: groupColumn, value })
  if (more !== null && more.value !== null) cells.push({ column: more.column.number, value: more.value })
  return cells.length === 0 ? { group } : { group, cells }
}

/** The value that items get with their place; null where that is none of a column. */
export function valueAlso(also: AlsoValue | undefined): ColumnCell | null {
  return also !== undefined && 'column' in also
    ? { column: also.column, value: valueOfKey(also.column, also.key) }
    : null
}

/** The group that items get with their place. */
export function groupAlso(also: AlsoValue | undefined): number | undefined {
  return also !== undefined && 'group' in also ? also.group : undefined
}

/** The group of the board for a new item that no section gives one: what the filter asks for, else the first. */
export function groupForNew({ records, defaults }: ItemWorld): number | undefined {
  const { group: wanted } = defaults()
  return records.groups.some(({ number }) => number === wanted) ? wanted : records.groups[0]?.number
}

/** The column by which items stand in sections, where somebody can set its cells. */
export function settableGroup({ groupColumn, state }: ItemWorld): BoardColumn | undefined {
  const column = groupColumn === null ? undefined : state.column(groupColumn)
  return column?.kind.derive === undefined && column?.kind.source === undefined ? column : undefined
}

/** Where rows go that are dropped between two lines: among the sub-items of their own parent, or among the top rows. */
export function dropPlace(
  rowIds: readonly string[],
  target: GridDropTarget,
  { model, state }: ItemWorld,
): { readonly parent: ItemRef | null; readonly after: ItemRef | null | undefined } {
  const moving = new Set(rowIds.map((id) => model.ids.rowOf(id)))
  const parentOf = (row: number | undefined): number | null =>
    row === undefined ? null : (state.system(row, 'parent') as number | null)
  const parents = new Set([...moving].map(parentOf))
  const parent = parents.size === 1 ? ([...parents][0] ?? null) : null
  const above = linesAbove(target, model, moving)
  if (parent !== null) {
    const line = above[0]
    const row = line === undefined ? undefined : model.ids.rowOf(line)
    if (row === parent) return { parent: refOf(model, parent), after: null }
    if (row !== undefined && parentOf(row) === parent) return { parent: refOf(model, parent), after: refOf(model, row) }
  }
  for (const line of above) {
    const row = model.ids.rowOf(line)
    if (row === undefined) continue
    const root = rootOf(row, state)
    if (!moving.has(root)) return { parent: null, after: refOf(model, root) }
  }
  return { parent: null, after: null }
}

/** The names of the lines above a place, the nearest first, without those that move; as many as may be needed. */
function linesAbove(target: GridDropTarget, model: BoardModel, moving: ReadonlySet<number | undefined>): string[] {
  const sectionIndex = model.infos.findIndex(({ id }) => id === target.sectionId)
  const at = target.afterRowId === undefined ? undefined : model.find(target.afterRowId)
  const lines: string[] = []
  for (let index = at?.rowIndex ?? -1; index >= 0 && lines.length < 50; index -= 1) {
    const id = model.rowAt(sectionIndex, index)?.id
    if (id !== undefined && !moving.has(model.ids.rowOf(id))) lines.push(id)
  }
  return lines
}

/** The item without a parent above a row; the row itself where it has none. */
export function rootOf(row: number, state: BoardState): number {
  const parent = state.system(row, 'parent')
  return typeof parent === 'number' ? rootOf(parent, state) : row
}

function refOf(model: BoardModel, row: number): ItemRef {
  return model.refOf(model.ids.idOf(row)) ?? row
}

/** Rows by the group of the board in which they stand. */
export function groupsOf(rowIds: readonly string[], { model, state }: ItemWorld) {
  const groups = new Map<number, string[]>()
  for (const id of rowIds) {
    const row = model.ids.rowOf(id)
    if (row === undefined) continue
    const number = Number(state.system(row, 'group'))
    groups.set(number, [...(groups.get(number) ?? []), id])
  }
  return [...groups].map(([number, ids]) => ({ number, rowIds: ids }))
}
