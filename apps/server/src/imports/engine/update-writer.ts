import { must } from '@fulcrum/domain'
import { withRetry } from '../../database/pool.ts'
import { updateBodies } from '../../storage/items.ts'
import type { Slice, SliceUpdate } from '../reader/messages.ts'
import type { ImportDoor } from './import-door.ts'

/** Threads that are written at the same time; they are scopes of their own and do not wait for each other. */
const atOnce = 6
/** Messages of one change. */
const updatesPerChange = 100

/** Writes the messages that the source has on items, each once however often it is imported. */
export class UpdateWriter {
  count = 0
  private readonly door: ImportDoor
  private readonly boardId: string

  constructor(door: ImportDoor, boardId: string) {
    this.door = door
    this.boardId = boardId
  }

  async write({ updates }: Slice, rows: readonly (number | null)[]): Promise<void> {
    if (updates.length === 0) return
    const board = await this.door.board(this.boardId)
    const threads = new Map<string, SliceUpdate[]>()
    const rowOfItem = new Map<string, number>()
    for (const update of updates) {
      const row = rows[update.at] ?? null
      if (row === null) continue
      const item = String(must(board.system(row, 'id'), 'the id of an item'))
      rowOfItem.set(item, row)
      threads.set(item, [...(threads.get(item) ?? []), update])
    }
    const { store } = this.door.node
    const known = await withRetry(store.pool, (pool) => updateBodies(pool, store.accountId, [...threads.keys()]))
    const wanted = [...threads].flatMap(([item, all]) => {
      const changed = all.filter(({ id, body }) => known.get(id) !== body)
      return changed.length === 0 ? [] : [{ item, updates: changed, all }]
    })
    for (let at = 0; at < wanted.length; at += atOnce) {
      await Promise.all(wanted.slice(at, at + atOnce).map(({ item, updates }) => this.thread(item, updates)))
    }
    await this.recount(wanted, rowOfItem)
  }

  private async thread(item: string, updates: readonly SliceUpdate[]): Promise<void> {
    for (let at = 0; at < updates.length; at += updatesPerChange) {
      const part = updates.slice(at, at + updatesPerChange)
      await this.door.fill(this.boardId, 'update.import', {
        board: this.boardId,
        item,
        updates: part.map(({ id, ms, by, body }) => ({ id, author: by, at: ms, body })),
      })
      this.count += part.length
    }
  }

  /** Items that were there before get more messages than they say. */
  private async recount(
    threads: readonly { readonly item: string; readonly all: readonly SliceUpdate[] }[],
    rowOfItem: ReadonlyMap<string, number>,
  ): Promise<void> {
    const board = await this.door.board(this.boardId)
    for (const { item, all } of threads) {
      const row = must(rowOfItem.get(item), 'a row')
      const said = Number(board.system(row, 'updates') ?? 0)
      if (said >= all.length) continue
      const lastAt = Math.max(...all.map(({ ms }) => ms))
      await this.door.fill(this.boardId, 'item.import', {
        board: this.boardId,
        update: [
          { column: 'updates', rows: [row], values: [all.length] },
          { column: 'lastUpdateAt', rows: [row], values: [lastAt] },
        ],
      })
    }
  }
}
