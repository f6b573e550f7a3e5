/** The columns of a board as arrays, as one would write them by hand. */
export interface Arrays {
  readonly points: Float64Array
  readonly spent: Float64Array
  readonly due: Float64Array
  readonly status: Uint16Array
}

/** The results of five formulas. */
export interface Results {
  readonly twice: Float64Array
  readonly left: Float64Array
  readonly share: Float64Array
  readonly late: Uint8Array
  readonly says: string[]
}

export function arraysOf(rows: number): Arrays {
  const make = (of: (row: number) => number) => Float64Array.from({ length: rows }, (_, row) => of(row))
  return {
    points: make((row) => row % 21),
    spent: make((row) => ((row * 7_919) % 1_000) / 4),
    due: make((row) => 20_000 + (row % 400)),
    status: Uint16Array.from({ length: rows }, (_, row) => 1 + (row % 5)),
  }
}

export function resultsOf(rows: number): Results {
  const numbers = () => new Float64Array(rows)
  return { twice: numbers(), left: numbers(), share: numbers(), late: new Uint8Array(rows), says: Array(rows).fill('') }
}

/** One row of the five formulas. */
export function computeRow({ points, spent, due, status }: Arrays, results: Results, row: number, today: number): void {
  const own = points[row] as number
  const done = status[row] === 5
  results.twice[row] = own * 2 + 1
  results.left[row] = Math.max(0, own * 8 - (spent[row] as number))
  results.share[row] = own === 0 ? Number.NaN : (spent[row] as number) / own
  results.late[row] = !done && (due[row] as number) < today ? 1 : 0
  results.says[row] = done ? 'done' : own > 10 ? 'large' : 'small'
}

/** A loop over the arrays. */
export function computeAll(arrays: Arrays, results: Results, today: number): void {
  for (let row = 0; row < arrays.points.length; row++) computeRow(arrays, results, row, today)
}
