import type { Json } from '../json.ts'
import type { BoardColumn } from '../board/columns.ts'
import type { KindRegistry } from '../column/kind-registry.ts'
import type { CellColumn } from '../patch.ts'
import type { Derivation, DerivedInput, DeriveSchema } from './derivation.ts'
import { inputColumns } from './inputs.ts'

/** A derived column that can be computed, and what it follows from. */
export interface PlannedColumn {
  readonly column: BoardColumn
  readonly derivation: Derivation<Json>
  /** Changes where cells may come out otherwise though no cell did: with the settings, and with what its inputs are. */
  readonly signature: string
}

/** Says that something in a lane touches a derived column, and how. */
export interface LaneUse {
  readonly by: PlannedColumn
  readonly input: DerivedInput
}

/** The derived columns of a board. */
export interface DerivedPlan {
  /** What each derived column says that it reads, by its number: of deleted ones too, and of those in a circle. */
  readonly reads: ReadonlyMap<number, readonly DerivedInput[]>
  /** Each after all that it reads. */
  readonly order: readonly PlannedColumn[]
  /** Who reads a lane of this board, by the lane's key. */
  readonly usesOfLane: ReadonlyMap<string, readonly LaneUse[]>
  /** Who reads which sub-items there are. */
  readonly ofChildren: readonly PlannedColumn[]
  readonly ofToday: readonly PlannedColumn[]
  /** Who reads other items through connections. */
  readonly linked: readonly (LaneUse & { readonly input: Extract<DerivedInput, { of: 'linked' }> })[]
}

/** What the derived columns among these read, by their number. Columns whose code is not here yet are left out. */
export function readsOf(
  columns: readonly BoardColumn[],
  schema: DeriveSchema,
  kinds: KindRegistry,
): Map<number, readonly DerivedInput[]> {
  const reads = new Map<number, readonly DerivedInput[]>()
  for (const { number, kind, settings } of columns) {
    if (!kind.derive) continue
    const derivation = kinds.derive(kind.id)?.(settings, schema)
    if (derivation) reads.set(number, derivation.reads)
  }
  return reads
}

/**
 * The columns of a cycle that goes through this one, in the order in which they read each other, or null. `reads` has what each
 * derived column reads.
 */
function cycleThrough(
  start: number,
  reads: ReadonlyMap<number, readonly DerivedInput[]>,
  boardId: string,
): number[] | null {
  const from = new Map<number, number>()
  const waiting = [start]
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
    for (const next of (reads.get(at) ?? []).flatMap((input) => inputColumns(input, boardId))) {
      if (next === start) return pathTo(at, start, from)
      if (from.has(next) || !reads.has(next)) continue
      from.set(next, at)
      waiting.push(next)
    }
  }
  return null
}

function pathTo(last: number, start: number, from: ReadonlyMap<number, number>): number[] {
  const path = [last]
  for (let at = last; at !== start;) {
    at = from.get(at) ?? start
    path.unshift(at)
  }
  return path
}

/**
 * Plans the derived columns of a board; deleted ones are not kept up. Columns that read each other in a circle, which commands
 * refuse to make and restoring may, find each other missing.
 */
export function planDerived(
  schema: DeriveSchema,
  kinds: KindRegistry,
  keeps: (column: number) => boolean = () => true,
): DerivedPlan {
  const columns = schema.columns()
  const reads = readsOf(columns, schema, kinds)
  const live = columns.filter(({ number, fields }) => fields['deletedAt'] === undefined && reads.has(number))
  const liveReads = new Map(live.map(({ number }) => [number, reads.get(number) ?? []]))
  const circular = new Set(
    [...liveReads.keys()].filter((number) => cycleThrough(number, liveReads, schema.boardId) !== null),
  )
  const kept = live.filter(({ number }) => keeps(number))
  const planned = kept.flatMap((column) => plannedColumn(column, schema, kinds, circular))
  const order = inOrder(planned, schema.boardId)
  return { reads, order, ...usesOf(order, schema) }
}

function plannedColumn(
  column: BoardColumn,
  schema: DeriveSchema,
  kinds: KindRegistry,
  circular: ReadonlySet<number>,
): PlannedColumn[] {
  const inCircle = circular.has(column.number)
  const seen = inCircle ? without(schema, circular) : schema
  const made = kinds.derive(column.kind.id)?.(column.settings, seen)
  if (!made) return []
  const missing = (input: DerivedInput): boolean =>
    inputColumns(input, schema.boardId).some((number) => circular.has(number))
  const derivation = inCircle ? { ...made, reads: made.reads.filter((input) => !missing(input)) } : made
  return [{ column, derivation, signature: signatureOf(column, derivation, seen) }]
}

function without(schema: DeriveSchema, hidden: ReadonlySet<number>): DeriveSchema {
  return {
    boardId: schema.boardId,
    title: schema.title,
    column: (number) => (hidden.has(number) ? undefined : schema.column(number)),
    columns: () => schema.columns().filter(({ number }) => !hidden.has(number)),
    board: (boardId) => schema.board(boardId),
    isPart: (boardId) => schema.isPart?.(boardId) === true,
    absence: (boardId) => schema.absence?.(boardId) ?? null,
  }
}

function signatureOf(column: BoardColumn, { reads }: Derivation<Json>, schema: DeriveSchema): string {
  const described = (number: CellColumn, of: DeriveSchema | undefined): Json => {
    if (typeof number !== 'number') return number
    const found = of?.column(number)
    if (!found) return null
    // Who reads an error of a computed cell says in which column it came about.
    const named = found.kind.derive ? found.title : null
    return [found.kind.id, found.settings, found.fields['deletedAt'] === undefined, named]
  }
  const inputs = reads.map((input): Json => {
    if (input.of === 'today') return 'today'
    if (input.of === 'system') return ['system', input.cell]
    if (input.of !== 'linked') return [input.of, input.column, described(input.column, schema)]
    const { through, board } = input
    return [through, board, input.column, described(through, schema), described(input.column, schema.board(board))]
  })
  return JSON.stringify([column.kind.id, column.settings, inputs])
}

/** Columns after all that they read; those without an order among them keep the board's. */
function inOrder(planned: readonly PlannedColumn[], boardId: string): PlannedColumn[] {
  const byNumber = new Map(planned.map((each) => [each.column.number, each]))
  const order = new Set<PlannedColumn>()
  const visit = (each: PlannedColumn): void => {
    if (order.has(each)) return
    for (const number of each.derivation.reads.flatMap((input) => inputColumns(input, boardId))) {
      const before = byNumber.get(number)
      if (before) visit(before)
    }
    order.add(each)
  }
  for (const each of planned) visit(each)
  return [...order]
}

function usesOf(order: readonly PlannedColumn[], schema: DeriveSchema): Omit<DerivedPlan, 'order' | 'reads'> {
  const usesOfLane = new Map<string, LaneUse[]>()
  const use = (key: string, entry: LaneUse): void => {
    const known = usesOfLane.get(key)
    if (known) known.push(entry)
    else usesOfLane.set(key, [entry])
  }
  const ofChildren = new Set<PlannedColumn>()
  const ofToday = new Set<PlannedColumn>()
  const linked: DerivedPlan['linked'][number][] = []
  for (const by of order) {
    // An item that comes or goes gets its derived cells, or loses them.
    use('createdAt', { by, input: { of: 'system', cell: 'createdAt' } })
    for (const input of by.derivation.reads) {
      if (input.of === 'today') ofToday.add(by)
      else if (input.of === 'system') use(input.cell, { by, input })
      else {
        if (input.of === 'children') ofChildren.add(by)
        if (input.of === 'linked') {
          linked.push({ by, input })
          for (const key of laneKeys(input.through, schema))
            use(key, { by, input: { of: 'row', column: input.through } })
          if (input.board !== schema.boardId) continue
        }
        for (const key of laneKeys(input.column, schema)) use(key, { by, input })
      }
    }
  }
  return { usesOfLane, ofChildren: [...ofChildren], ofToday: [...ofToday], linked }
}

function laneKeys(column: CellColumn, schema: DeriveSchema): readonly string[] {
  if (typeof column !== 'number') return [column]
  return schema.column(column)?.lanes.map(({ key }) => key) ?? []
}
