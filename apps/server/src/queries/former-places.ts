import { BoardState, accountTexts, aliasesOf, cellValue, ruleOf, scopeOf, seesRow, transferCell } from '@fulcrum/domain'
import type { BoardSight, CellColumn, ItemAlias, Json, LoggedChange, Patch, Transfer } from '@fulcrum/domain'
import type { QueryContext } from './query.ts'

/** A board on which an item was before, with what of it there is known here. */
export interface FormerPlace {
  readonly board: BoardState
  readonly sight: BoardSight
  readonly row: number
  /** The key that it had there. */
  readonly key: string
  /** The column there whose cells came into a column here; undefined where none did. */
  readonly columnThere: (column: CellColumn) => CellColumn | undefined
  /** What was said of the item there, as its columns here say it. */
  readonly translate: (patches: readonly Patch[]) => Patch[]
}

/** Of its places an item is told of this many. */
const maxPlaces = 10

/** What an item has on every board, and means the same on each. */
const everywhere: ReadonlySet<CellColumn> = new Set(['title', 'archivedAt', 'createdAt', 'createdBy'])

/** Where an item was before it came to a board, the latest first; only boards that the asker may read. */
export async function formerPlaces(context: QueryContext, board: BoardState, row: number): Promise<FormerPlace[]> {
  const { hub } = context
  const moves = aliasesOf(board, row).filter((alias) => alias.board !== undefined && alias.row !== undefined)
  if (moves.length === 0) return []
  const principal = await hub.store.knowing(context.principal)
  const { state: account } = await hub.store.get(scopeOf('account', hub.store.accountId))
  const texts = accountTexts(account)
  const places: FormerPlace[] = []
  const steps: Step[] = []
  let target = board
  for (const alias of moves.slice(0, maxPlaces)) {
    const scope = scopeOf('board', String(alias.board))
    const { state: source } = await hub.store.get(scope)
    if (!(source instanceof BoardState)) break
    const transfer = { source, target, matches: [], texts, leaving: new Set<string>(), boards: new Map() }
    steps.unshift({ alias, transfer })
    target = source
    const sight = hub.sightOf(principal, scope, scope)
    // What is left there of the item is judged as the other items there are.
    if (!sight || !seesRow(source, ruleOf(sight), Number(alias.row))) continue
    const way = [...steps]
    places.push({
      board: source,
      sight,
      row: Number(alias.row),
      key: alias.key,
      columnThere: (column) => way.toReversed().reduce<CellColumn | undefined>(columnBefore, column),
      translate: (patches) => patches.flatMap((patch) => way.reduce<Patch[]>(throughStep, [patch])),
    })
  }
  return places
}

/** One move of an item, from an earlier board to a later one. */
interface Step {
  readonly alias: ItemAlias
  readonly transfer: Transfer
}

function columnBefore(column: CellColumn | undefined, { alias }: Step): CellColumn | undefined {
  if (column === undefined || typeof column === 'string') return column
  return alias.columns?.find(([, to]) => to === column)?.[0]
}

function throughStep(patches: Patch[], { alias, transfer }: Step): Patch[] {
  return patches.flatMap((patch): Patch[] => {
    if (patch.op !== 'cells') return []
    const { column, rows } = patch
    if (typeof column === 'string') return everywhere.has(column) ? [patch] : []
    const to = alias.columns?.find(([from]) => from === column)?.[1]
    const [before, after] = [transfer.source.column(column), to === undefined ? undefined : transfer.target.column(to)]
    if (!before || !after || to === undefined) return []
    const say = (value: Json) =>
      value === null ? null : transferCell(transfer, { from: before, to: after }, value).value
    return [{ op: 'cells', column: to, rows, values: rows.map((_, index) => say(cellValue(patch, index))) }]
  })
}

/** Whether a change of a board is the leaving of an item, or its coming back by an undo. */
export function isLeaving({ patches }: Pick<LoggedChange, 'patches'>, row: number): boolean {
  return patches.some((patch) => patch.op === 'cells' && patch.column === 'movedTo' && patch.rows.includes(row))
}
