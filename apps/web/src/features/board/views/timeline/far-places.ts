import { linkPath, type LineEnd } from './link-path.ts'

/** Half of a mark. */
const HALF_PX = 6
/** Marks stand so far from each other, from middle to middle. */
const APART_PX = 15
/** A mark without a day stands so far from the bar. */
const NEAR_PX = 30
/** What a line takes that turns between a mark and a bar. */
const TURN_PX = HALF_PX + 20

/** Where a mark stands, and its line to the bar. */
export interface FarPlace {
  readonly x: number
  readonly y: number
  readonly path: string
}

/**
 * Puts marks on the border below a bar's row: each at its day, those without one beside the end of the bar that waits. Marks that
 * would cover each other stand side by side, earlier ones first. `x` is where its day is over or begins, `end` where the bar waits.
 */
export function farPlaces(
  marks: readonly { readonly x: number | null; readonly end: LineEnd }[],
  rowPx: number,
): readonly FarPlace[] {
  const wanted = marks.map(({ x, end }, at) => ({ at, end, x: x ?? end.x + end.side * NEAR_PX }))
  const places: FarPlace[] = []
  let last = Infinity
  for (const { at, x: right, end } of wanted.toSorted((one, other) => other.x - one.x)) {
    const x = Math.min(right, last - APART_PX)
    last = x
    const y = end.y + rowPx / 2
    const hasRoom = (x - end.x) * end.side >= TURN_PX
    const side = hasRoom ? flipped(end.side) : end.side
    places[at] = { x, y, path: linkPath({ x: x + side * HALF_PX, y, side }, end, rowPx) }
  }
  return places
}

function flipped(side: 1 | -1): 1 | -1 {
  return side === 1 ? -1 : 1
}
