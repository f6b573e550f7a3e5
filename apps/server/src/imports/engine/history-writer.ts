import { scopeOf } from '@fulcrum/domain'
import type { Cause, Json, Patch } from '@fulcrum/domain'
import { withRetry } from '../../database/pool.ts'
import { recordHistory } from '../../scopes/history.ts'
import type { HistoricChange } from '../../storage/commit-history.ts'
import { historicIds } from '../../storage/log.ts'
import type { Slice, SliceHistory } from '../reader/messages.ts'
import type { ImportDoor } from './import-door.ts'

/** Entries that are written together. */
const entriesPerWrite = 400

interface HistoryContext {
  readonly cause: Cause
  /** The row of an item of the source, for parents. */
  readonly rowOf: (sourceKey: string) => number | undefined
}

/** Writes what the source remembers of items into the log of their board, each entry once however often it is imported. */
export class HistoryWriter {
  count = 0
  private readonly door: ImportDoor
  private readonly boardId: string
  private readonly known: ReadonlySet<string>
  private readonly context: HistoryContext

  private constructor(door: ImportDoor, boardId: string, known: ReadonlySet<string>, context: HistoryContext) {
    this.door = door
    this.boardId = boardId
    this.known = known
    this.context = context
  }

  static async start(door: ImportDoor, boardId: string, context: HistoryContext): Promise<HistoryWriter> {
    const { store } = door.node
    const known = await withRetry(store.pool, (pool) => historicIds(pool, store.accountId, scopeOf('board', boardId)))
    return new HistoryWriter(door, boardId, known, context)
  }

  async write({ history }: Slice, rows: readonly (number | null)[]): Promise<void> {
    const changes = history.flatMap((entry): HistoricChange[] => {
      const row = rows[entry.at] ?? null
      if (row === null || this.known.has(entry.id)) return []
      return [this.change(entry, row)]
    })
    for (let at = 0; at < changes.length; at += entriesPerWrite) {
      const part = changes.slice(at, at + entriesPerWrite)
      await recordHistory(this.door.node.store, scopeOf('board', this.boardId), part)
      this.count += part.length
    }
  }

  private change(entry: SliceHistory, row: number): HistoricChange {
    const value = (side: Json): Json => (entry.column === 'parent' ? this.parent(side) : side)
    const patch = (side: Json): Patch => ({ op: 'cells', column: entry.column, rows: [row], values: [value(side)] })
    return {
      changeId: entry.id,
      at: entry.ms,
      actor: entry.by,
      cause: this.context.cause,
      command: entry.column === 'parent' ? 'item.move' : 'item.setCells',
      patches: [patch(entry.to)],
      inverse: [patch(entry.from)],
      batch: this.door.batch,
    }
  }

  private parent(key: Json): Json {
    return typeof key === 'string' ? (this.context.rowOf(key) ?? null) : null
  }
}
