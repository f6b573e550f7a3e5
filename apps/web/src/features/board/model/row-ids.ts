import type { MovedRow } from '@fulcrum/client'
import type { ItemRef } from '@fulcrum/domain'

/**
 * The grid's names of rows. A row is its own name, except for items made here: these keep the id that they were made
 * with, because the server may give them another row.
 */
export class RowIds {
  readonly #idOfRow = new Map<number, string>()
  readonly #rowOfId = new Map<string, number>()
  readonly #waiting = new Set<string>()

  idOf(row: number): string {
    return this.#idOfRow.get(row) ?? String(row)
  }

  rowOf(id: string): number | undefined {
    const own = this.#rowOfId.get(id)
    if (own !== undefined) return own
    const row = Number(id)
    return Number.isInteger(row) && !this.#idOfRow.has(row) ? row : undefined
  }

  /** How commands name the row: by the item's id as long as the row may still change. */
  refOf(id: string): ItemRef | undefined {
    // @NOTE names of items that wait are their own ids.
    return this.#waiting.has(id) ? (id as ItemRef) : this.rowOf(id)
  }

  /** An item was made here and stands in `row` until the server has the last word. */
  adopt(itemId: string, row: number): void {
    this.#idOfRow.set(row, itemId)
    this.#rowOfId.set(itemId, row)
    this.#waiting.add(itemId)
  }

  /** The server has taken the item: its row and key stand. */
  confirm(itemId: string): void {
    this.#waiting.delete(itemId)
  }

  isWaiting(row: number): boolean {
    const id = this.#idOfRow.get(row)
    return id !== undefined && this.#waiting.has(id)
  }

  /** Items made here stand in other rows now. */
  move(moved: readonly MovedRow[]): void {
    const names = moved.flatMap(({ from, to }) => {
      const id = this.#idOfRow.get(from)
      return id === undefined ? [] : [{ from, to, id }]
    })
    for (const { from } of names) this.#idOfRow.delete(from)
    for (const { to, id } of names) {
      this.#idOfRow.set(to, id)
      this.#rowOfId.set(id, to)
    }
  }
}
