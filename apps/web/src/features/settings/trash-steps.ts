import { maxCellsPerChange } from '@fulcrum/domain'
import type { Json, TrashPart } from '@fulcrum/domain'
import type { TrashEntry } from '@fulcrum/protocol'

/** A command on a board, to be run. */
export interface RestoreStep {
  readonly command: string
  readonly args: { readonly [name: string]: Json }
}

type Steps = (entries: readonly TrashEntry[]) => RestoreStep[]

const stepsOf: Readonly<Record<TrashPart, Steps>> = {
  items: itemSteps,
  archived: itemSteps,
  groups: (entries) => recordSteps('group.restore', entries),
  columns: (entries) => recordSteps('column.restore', entries),
  views: (entries) => recordSteps('view.restore', entries),
}

/** The commands that bring these back, and what they are in. */
export function restoreSteps(part: TrashPart, entries: readonly TrashEntry[]): RestoreStep[] {
  return stepsOf[part](entries)
}

function recordSteps(command: string, entries: readonly { readonly id: string }[]): RestoreStep[] {
  return entries.map(({ id }) => ({ command, args: { id } }))
}

function itemSteps(entries: readonly TrashEntry[]): RestoreStep[] {
  const groups = new Set(entries.flatMap(({ within }) => within?.groups ?? []))
  const rows = [
    ...new Set(entries.flatMap(({ row, within }) => [...(within?.rows ?? []), ...(row === null ? [] : [row])])),
  ]
  const steps = recordSteps(
    'group.restore',
    [...groups].map((id) => ({ id })),
  )
  for (let at = 0; at < rows.length; at += maxCellsPerChange) {
    steps.push({ command: 'item.restore', args: { rows: rows.slice(at, at + maxCellsPerChange) } })
  }
  return steps
}
