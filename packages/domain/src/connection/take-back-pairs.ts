import type { BoardReader } from '../board/board-reader.ts'
import { toBoardColumn } from '../board/columns.ts'
import type { BoardColumn } from '../board/columns.ts'
import type { KindRegistry } from '../column/kind-registry.ts'
import { DomainError } from '../errors.ts'
import type { Json } from '../json.ts'
import type { Fields } from '../record.ts'
import { scopeId, scopeKind } from '../scope.ts'
import type { Transaction } from '../transaction.ts'
import { backwards, cellsThatDiffer, fillBackwards } from './backwards.ts'
import { columnById, connectionsOf } from './connection.ts'

/**
 * The settings of a column with the partners that it had before a change, where it still has those that the change gave it:
 * what else somebody set since stays. Undefined where the change gave it none, or others have parted it since.
 */
export function partnersTakenBack(
  reader: BoardReader,
  id: string,
  { written, before }: { readonly written: Json; readonly before: Json },
): Json | undefined {
  const column = columnById(reader, id)
  const { of, withPartner } = column?.kind.connections ?? {}
  if (!column || !of || !withPartner || written === null || before === null) return undefined
  const partnerIn = (settings: Json, board: string) =>
    of(settings).boards.find((entry) => entry.board === board)?.partner ?? null
  let settings: Json | undefined
  for (const { board } of of(written).boards) {
    const [given, old] = [partnerIn(written, board), partnerIn(before, board)]
    if (given === old || partnerIn(column.settings, board) !== given) continue
    if (of(column.settings).boards.every((entry) => entry.board !== board)) continue
    settings = withPartner(settings ?? column.settings, board, old)
  }
  return settings
}

/**
 * Brings columns to say the same that become partners as a change is taken back. One that comes out of the trash with it is filled
 * by what the other says now. Where both stood meanwhile, each for itself, and differ, it is refused: nobody knows whose counts.
 */
export function joinPairs(tx: Transaction, kinds: KindRegistry): void {
  const joined = new Set<string>()
  for (const side of newPartners(tx, kinds)) {
    const pair = [side.from.id, side.to.id].toSorted().join()
    if (joined.has(pair)) continue
    joined.add(pair)
    const [from, to] = comesBack(side.from) && !comesBack(side.to) ? [side.to, side.from] : [side.from, side.to]
    const board = tx.board(to.board)
    const back = backwards(tx.board(from.board).reader, from.column, board.reader)
    const differ = cellsThatDiffer(board.reader, to.column, back)
    if (differ.size === 0) continue
    if (!comesBack(to)) {
      const message = 'The two columns do not say the same any more: have one of them show on both boards anew.'
      throw new DomainError('conflict', message, { kept: differ.size })
    }
    fillBackwards(board, to.column.number, differ)
  }
}

/** A column as it was, and as it is with what is written. */
interface Side {
  readonly board: string
  readonly id: string
  readonly before: Fields
  readonly column: BoardColumn
}

function comesBack({ before, column }: Side): boolean {
  return before['deletedAt'] !== undefined && (column.fields['deletedAt'] ?? null) === null
}

/** The columns that name a partner by what is written, which names them, too. */
function newPartners(tx: Transaction, kinds: KindRegistry): { readonly from: Side; readonly to: Side }[] {
  return tx.writes().flatMap(({ scope, patches }) => {
    if (scopeKind(scope) !== 'board') return []
    const board = scopeId(scope)
    const ids = patches.flatMap((patch) =>
      patch.op === 'put' && patch.table === 'column' && 'settings' in patch.fields ? [patch.id] : [],
    )
    return [...new Set(ids)].flatMap((id) => {
      const from = sideAfter(tx, board, id, kinds)
      const known = from ? partnersOf(toBoardColumn(id, from.before, kinds)) : new Map<string, string>()
      return [...partnersOf(from?.column)].flatMap(([other, partner]) => {
        const to = known.get(other) === partner ? undefined : sideAfter(tx, other, partner, kinds)
        return from && to && partnersOf(to.column).get(board) === id ? [{ from, to }] : []
      })
    })
  })
}

function sideAfter(tx: Transaction, board: string, id: string, kinds: KindRegistry): Side | undefined {
  const before = tx.boards().get(board)?.record('column', id)
  if (!before) return undefined
  let after: Fields = before
  for (const { scope, patches } of tx.writes()) {
    if (scopeKind(scope) !== 'board' || scopeId(scope) !== board) continue
    for (const patch of patches)
      if (patch.op === 'put' && patch.table === 'column' && patch.id === id) after = { ...after, ...patch.fields }
  }
  const column = toBoardColumn(id, after, kinds)
  return column && { board, id, before, column }
}

/** The partners that a column names, by their boards. */
function partnersOf(column: BoardColumn | undefined): Map<string, string> {
  const boards = column ? (connectionsOf(column)?.boards ?? []) : []
  return new Map(boards.flatMap(({ board, partner }) => (partner === null ? [] : [[board, partner] as const])))
}
