import { archivePutName } from '@fulcrum/domain'
import type { LoggedChange, Patch } from '@fulcrum/domain'
import type { ArchiveChange } from './shape.ts'

/** Cells that follow from an item's messages: they are counted anew, so their history is none. */
const counted: ReadonlySet<unknown> = new Set(['updates', 'lastUpdateAt'])

/** Which records of a scope's log belong to what is archived. */
export type KeepPatch = (patch: Patch) => boolean

export const keepAll: KeepPatch = () => true

/** An entry of a log as a line of the archive; null where nothing of it belongs there. */
export function changeLine(change: LoggedChange, keep: KeepPatch): ArchiveChange | null {
  if (change.command === archivePutName) return null
  const belongs = (patch: Patch) => keep(patch) && !(patch.op === 'cells' && counted.has(patch.column))
  const patches = change.patches.filter(belongs)
  if (patches.length === 0 && change.patches.length > 0) return null
  const { id, at, actor, cause, command, inverse, batch } = change
  const line = { id, at, actor, cause, command, patches, inverse: inverse.filter(belongs) }
  return batch === undefined ? line : { ...line, batch }
}
