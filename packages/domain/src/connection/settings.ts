import type { ColumnKind } from '../column/kind.ts'
import { DomainError } from '../errors.ts'
import type { Json } from '../json.ts'

/**
 * Refuses settings that name other partners than before: a partner is another board's column, and only a command that sees both
 * boards may change one. `before` is undefined for a new column.
 */
export function refuseOtherPartners(kind: ColumnKind, before: Json | undefined, after: Json): void {
  if (!kind.connections) return
  const partners = (settings: Json | undefined) =>
    new Map(
      (settings === undefined ? [] : (kind.connections?.of(settings).boards ?? []))
        .filter(({ partner }) => partner !== null)
        .map(({ board, partner }) => [board, partner]),
    )
  const [old, next] = [partners(before), partners(after)]
  if (old.size === next.size && [...old].every(([board, partner]) => next.get(board) === partner)) return
  throw new DomainError(
    'invalid',
    'Whether a connection shows on the other board is changed by column.pair and column.unpair, not by its settings.',
    { kind: kind.id },
  )
}
