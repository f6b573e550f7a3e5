/** Two lines, its labels and its foot: a card where none was measured yet. */
export const FIRST_PX = 108

/** How tall the cards of a board are, px, as they were measured last: a column that is drawn again has them where they belong at once. */
export class CardHeights {
  readonly #byItem = new Map<string, number>()
  #sumPx = 0

  /** The height of a card that was measured. */
  known(itemId: string): number | undefined {
    return this.#byItem.get(itemId)
  }

  /** About how tall one is that was not: as cards of this board are on average. */
  get usualPx(): number {
    return this.#byItem.size === 0 ? FIRST_PX : Math.round(this.#sumPx / this.#byItem.size)
  }

  learn(itemId: string, px: number): void {
    this.#sumPx += px - (this.#byItem.get(itemId) ?? 0)
    this.#byItem.set(itemId, px)
  }
}

const ofBoards = new WeakMap<object, CardHeights>()

/** The heights of the cards of a board; `board` is whatever stays the same while it is open. */
export function cardHeights(board: object): CardHeights {
  const heights = ofBoards.get(board) ?? new CardHeights()
  ofBoards.set(board, heights)
  return heights
}
