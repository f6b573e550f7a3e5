/** The end of a line at a bar: where, and on which side of the bar it leaves or arrives. */
export interface LineEnd {
  readonly x: number
  readonly y: number
  /** 1 leaves to the right, -1 to the left. */
  readonly side: 1 | -1
}

interface Point {
  readonly x: number
  readonly y: number
}

const STUB_PX = 9
const CORNER_PX = 4

/** A line with square turns from one bar to another, as a path; between bars it runs along the border of the row. */
export function linkPath(from: LineEnd, to: LineEnd, rowPx: number): string {
  return rounded(corners(from, to, rowPx))
}

/** The head of an arrow that points at a bar. */
export function arrowHead({ x, y, side }: LineEnd): string {
  return `M${x} ${y}l${side * 6} -3.5v7z`
}

/** The points of the line. Along equal sides one turn beyond both is enough; else there may be no room between the bars. */
export function corners(from: LineEnd, to: LineEnd, rowPx: number): Point[] {
  const out = from.x + from.side * STUB_PX
  const into = to.x + to.side * STUB_PX
  const tip = { x: to.x + to.side * 5, y: to.y }
  const start = { x: from.x, y: from.y }
  if (from.side === to.side) {
    const x = from.side === 1 ? Math.max(out, into) : Math.min(out, into)
    return [start, { x, y: from.y }, { x, y: to.y }, tip]
  }
  if ((into - out) * from.side >= 0) return [start, { x: out, y: from.y }, { x: out, y: to.y }, tip]
  const border = to.y + (to.y > from.y ? -rowPx / 2 : rowPx / 2)
  return [start, { x: out, y: from.y }, { x: out, y: border }, { x: into, y: border }, { x: into, y: to.y }, tip]
}

function rounded(points: readonly Point[]): string {
  const [first] = points
  if (first === undefined) return ''
  let path = `M${first.x} ${first.y}`
  points.forEach((point, at) => {
    const [before, next] = [points[at - 1], points[at + 1]]
    if (before === undefined) return
    if (next === undefined) path += `L${point.x} ${point.y}`
    else {
      const [enter, leave] = [towards(point, before), towards(point, next)]
      path += `L${enter.x} ${enter.y}Q${point.x} ${point.y} ${leave.x} ${leave.y}`
    }
  })
  return path
}

/** A little of the way from one point to another. */
function towards(from: Point, to: Point): Point {
  const length = Math.hypot(to.x - from.x, to.y - from.y)
  const share = length === 0 ? 0 : Math.min(CORNER_PX, length / 2) / length
  return { x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share }
}
