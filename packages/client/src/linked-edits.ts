import type { Json, JsonObject } from '@fulcrum/domain'
import { scopeOf } from '@fulcrum/domain'
import type { LinkedItem } from '@fulcrum/protocol'
import type { Pending } from './overlay.ts'

/** A cell that this person set on a board that is not open here. */
interface Edit {
  readonly board: string
  readonly items: readonly Json[]
  readonly column: number
  readonly values: readonly Json[]
  /** The version of the board in which it stands; null while the server has not answered. */
  until: number | null
}

/** Which items of which board show something else than before. */
export type EditedItems = ReadonlyMap<string, readonly Json[]>

/**
 * What this client's own commands set on boards of which only some items are known: it shows at once, until the server tells
 * of these items as they are behind the command.
 */
export interface LinkedEdits {
  /** What was set in a cell; undefined where nothing was. The last command counts. */
  readonly valueOf: (board: string, item: Pick<LinkedItem, 'id' | 'row'>, column: number) => Json | undefined
  /** Compares with the commands that wait: gives what looks otherwise now. */
  readonly follow: (pending: readonly Pending[]) => EditedItems
  /** A command needs nothing more. */
  readonly settled: (command: Pending) => EditedItems
  /** The server told of an item of a board at a version. True where what was set there counts no longer. */
  readonly told: (board: string, item: LinkedItem, version: number) => boolean
}

/** Makes an empty list. */
export function createLinkedEdits(): LinkedEdits {
  const edits = new Map<string, Edit>()
  const heard = new Map<string, number>()

  function names(edit: Edit, { id, row }: Pick<LinkedItem, 'id' | 'row'>): number {
    const byId = edit.items.indexOf(id)
    return byId >= 0 ? byId : edit.items.indexOf(row)
  }

  return {
    valueOf: (board, item, column) => {
      let value: Json | undefined
      for (const edit of edits.values()) {
        if (edit.column !== column || edit.board !== board) continue
        const at = names(edit, item)
        if (at >= 0) value = (edit.values.length === 1 ? edit.values[0] : edit.values[at]) ?? null
      }
      return value
    },
    follow: (pending) => {
      const changed = new Map<string, Json[]>()
      for (const command of pending) {
        if (command.answer !== null || edits.has(command.queued.key)) continue
        const edit = editOf(command)
        if (!edit) continue
        edits.set(command.queued.key, edit)
        changed.set(edit.board, [...(changed.get(edit.board) ?? []), ...edit.items])
      }
      return changed
    },
    settled: ({ queued, answer }) => {
      const edit = edits.get(queued.key)
      if (!edit) return new Map()
      const version = answer?.versions[scopeOf('board', edit.board)]
      const there = edit.items.every((item) => (heard.get(String(item)) ?? -1) >= (version ?? Infinity))
      if (version !== undefined && !there) edit.until = version
      else edits.delete(queued.key)
      return new Map([[edit.board, edit.items]])
    },
    told: (board, item, version) => {
      const before = edits.size
      if (before === 0) return false
      heard.set(item.id, version)
      for (const [key, edit] of edits) {
        if (edit.board === board && edit.until !== null && edit.until <= version && names(edit, item) >= 0) {
          edits.delete(key)
        }
      }
      if (edits.size === 0) heard.clear()
      return edits.size < before
    },
  }
}

function editOf({ queued: { command }, args }: Pending): Edit | null {
  if (command !== 'item.setCells' && command !== 'item.connect') return null
  // @NOTE the arguments of both have these.
  const { board, column, rows, values } = args as JsonObject
  if (typeof column !== 'number' || !Array.isArray(rows) || !Array.isArray(values)) return null
  return { board: String(board), items: rows as Json[], column, values: values as Json[], until: null }
}
