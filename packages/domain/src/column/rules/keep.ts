import type { CommandEnv } from '../../command.ts'
import { DomainError } from '../../errors.ts'
import { keyFor } from '../../connection/cycles.ts'
import type { JsonObject } from '../../json.ts'
import type { Principal } from '../../principal.ts'
import { mayReadColumn } from '../../rights/readable.ts'
import { boardResource } from '../../rights/board-resource.ts'
import type { Transaction } from '../../transaction.ts'
import { brokenBy } from './broken.ts'
import type { Broken } from './broken.ts'
import { fillDefaults } from './defaults.ts'
import { plainSentences, ruleSentence } from './words.ts'

/** A refusal names this many rows at most. */
const maxRows = 100

/**
 * Fills what new items begin with, and refuses what breaks a rule of a column. Every command passes here with all that it wrote,
 * so that no door can forget it.
 */
export function keepRules(tx: Transaction, env: CommandEnv): void {
  fillDefaults(tx, env)
  if (env.partly === true) return
  const { principal, later } = env
  const [first, ...rest] = brokenBy(tx.states, tx.writes(), later)
  if (first) throw refusalOf([first, ...rest], principal)
}

/** The refusal of what breaks rules: it tells of the first rule that is broken, and how often any is. */
export function refusalOf(
  broken: readonly [Broken, ...(readonly Broken[])],
  principal: Principal,
  more: JsonObject = {},
): DomainError {
  const [first] = broken
  const { board, column, rule, other, full } = first
  const rows = broken.filter((each) => each.column === column && each.rule === rule).map(({ row }) => row)
  const kept = plainSentences[rule]
  const isAsked = principal.kind === 'form' && principal.columns.includes(column.number)
  if (!isAsked && !mayReadColumn(principal, board, column.fields, boardResource(board, board.boardId))) {
    return new DomainError('rule-broken', 'A column that you may not see asks for a value first.', { ...more, rule })
  }
  const key = other === undefined ? undefined : keyFor({ board, row: other }, principal)
  const where =
    board.system(other ?? 0, 'deletedAt') === null && !board.isLive(other ?? 0) ? ', which is out of sight' : ''
  const named = key !== undefined && other !== undefined && board.exists(other) ? `${key}${where}` : undefined
  const details = {
    board: board.boardId,
    column: column.number,
    rule,
    rows: [...new Set(rows)].slice(0, maxRows),
    broken: broken.length,
    ...more,
    ...(other !== undefined && board.exists(other) && { other }),
  }
  return new DomainError('rule-broken', ruleSentence(column, rule, { key: named, full }), details, { kept })
}
