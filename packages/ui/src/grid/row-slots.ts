/** A row as an element draws it. */
export interface DrawnRow {
  readonly id: string
  readonly revision: number
}

/** The element that draws a row. */
export interface RowSlot {
  /** The same for as long as the row is drawn. */
  readonly slot: number
  /**
   * The row whose cells it shows: the row itself, or another one whose cells wait to be drawn anew; undefined where it has none.
   * The same object for as long as nothing of it changes, so that the row is not drawn again.
   */
  readonly cells: DrawnRow | undefined
}

interface Asked {
  /** The list is scrolled. */
  readonly moving: boolean
  /** The row that has the keyboard: where it goes, its element goes, so that no other row has the keyboard by that. */
  readonly focused: string | undefined
  /** Whether the cells of a row that comes can wait. */
  readonly canWait: (rowId: string) => boolean
}

/**
 * Says which of a section's elements draws which row. A row that comes takes over the element of one that went, which is a good
 * deal less work than a new one.
 */
export interface RowSlots {
  /**
   * These rows, each with its element, in the order of the elements: that of the rows at rest, and while the list is scrolled the
   * one in which they stand, for one that changes its place among the others is drawn as if it were new.
   */
  of<Row extends DrawnRow>(rows: readonly Row[], asked: Asked): readonly (Row & RowSlot)[]
}

/** The elements of one section. */
export function createRowSlots(): RowSlots {
  /** By row, in the order of the elements. */
  let slots = new Map<string, RowSlot>()
  let made = 0
  return {
    of: (rows, { moving, focused, canWait }) => {
      const wanted = new Set(rows.map(({ id }) => id))
      const free = [...slots].filter(([id]) => !wanted.has(id) && id !== focused).map(([, slot]) => slot)
      const drawn = rows.map((row) => {
        const { slot, cells } = slots.get(row.id) ?? free.shift() ?? { slot: made++, cells: undefined }
        const stays = cells?.id === row.id ? cells.revision === row.revision : canWait(row.id)
        return { ...row, slot, cells: stays ? cells : { id: row.id, revision: row.revision } }
      })
      const placeOf = new Map([...slots.values()].map(({ slot }, place) => [slot, place]))
      const ordered = moving
        ? drawn.toSorted((left, right) => (placeOf.get(left.slot) ?? made) - (placeOf.get(right.slot) ?? made))
        : drawn
      slots = new Map(ordered.map(({ id, slot, cells }) => [id, { slot, cells }]))
      return ordered
    },
  }
}
