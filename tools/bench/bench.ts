/** One line of the table. The ratio decides; `rail` is a sanity check in the unit's own terms. */
export interface BenchRow {
  readonly what: string
  readonly unit: string
  readonly ours: number
  readonly floor: number
  /** Median of the rounds' ratios with the ends of its 95 % interval. */
  readonly ratio: number
  readonly low: number
  readonly high: number
  readonly goal: number | null
  readonly rail?: string
  /** Why the line says nothing: the floor differs from itself. */
  readonly void?: string
}

/** What a bench is given. */
export interface BenchContext {
  readonly rounds: number
  /** A smaller world, to see that the bench works; its figures mean nothing. */
  readonly smoke: boolean
  /** How many items, for the benches of archives and backups. */
  readonly items?: number
  readonly log: (line: string) => void
}

/** A figure of DESIGN part 5. */
export interface Bench {
  readonly name: string
  readonly goal: number
  readonly what: string
  readonly run: (context: BenchContext) => Promise<readonly BenchRow[]>
}

/** Declares a bench. */
export function defineBench(bench: Bench): Bench {
  return bench
}
