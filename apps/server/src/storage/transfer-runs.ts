import type { Json, MemberId } from '@fulcrum/domain'
import type { BatchAnswer } from '@fulcrum/protocol'
import type pg from 'pg'

/** What is done in a transfer, decided before its first step. */
export interface TransferPlan {
  readonly board: string
  readonly to: string
  readonly group: number
  readonly how: 'move' | 'copy'
  readonly columns: readonly { readonly from: number; readonly to: number | null }[]
  /** The other boards on which connections of the items show. */
  readonly also: readonly string[]
  readonly messages: boolean
  /** Columns there that get the labels which they lack. */
  readonly labels: readonly { readonly id: string; readonly settings: Json }[]
  /** The items that one step takes, by their rows; `items` counts their sub-items. */
  readonly parts: readonly { readonly rows: readonly number[]; readonly items: number }[]
}

/** Where a transfer is: `undoing` is its person's wish, `taking-back` what becomes of one that was refused or cancelled. */
export type TransferPhase = 'running' | 'taking-back' | 'undoing'

/** Why a transfer is taken back. */
export interface TransferReason {
  readonly state: 'failed' | 'cancelled'
  readonly message: string
}

/** What came of a transfer. */
export interface TransferOutcome {
  readonly state: 'done' | 'failed' | 'cancelled'
  readonly row?: number | null
  readonly message?: string
  /** What taking it back came to. */
  readonly back?: BatchAnswer
}

/** A transfer as it is stored. */
export interface TransferRun {
  readonly id: string
  readonly member: MemberId
  readonly plan: TransferPlan
  readonly phase: TransferPhase
  /** The next step. */
  readonly step: number
  readonly done: number
  readonly total: number
  /** The batch under which it is taken back. */
  readonly back: string
  readonly reason: TransferReason | null
  /** Null until it ended. */
  readonly outcome: TransferOutcome | null
}

type Runner = Pick<pg.Pool, 'query'>

const columns = 'id, member, plan, phase, step, done, total, back, reason, outcome'

/** Notes a transfer before it does anything. */
export async function beginTransfer(
  pool: Runner,
  accountId: string,
  run: Pick<TransferRun, 'id' | 'member' | 'plan' | 'total' | 'back'>,
): Promise<void> {
  await pool.query(
    'INSERT INTO transfer_run (account, id, member, plan, total, back) VALUES ($1, $2, $3, $4, $5, $6)',
    [accountId, run.id, run.member, JSON.stringify(run.plan), run.total, run.back],
  )
}

/** A transfer, whether it ended or not. */
export async function transferRun(pool: Runner, accountId: string, id: string): Promise<TransferRun | null> {
  const { rows } = await pool.query<TransferRun>(`SELECT ${columns} FROM transfer_run WHERE account = $1 AND id = $2`, [
    accountId,
    id,
  ])
  return rows[0] ?? null
}

/** The transfers that have not ended, the oldest first: some process is at each, or died. */
export async function openTransfers(
  pool: Runner,
  accountId: string,
): Promise<{ readonly id: string; readonly member: MemberId }[]> {
  const { rows } = await pool.query<{ id: string; member: MemberId }>(
    'SELECT id, member FROM transfer_run WHERE account = $1 AND ended_at IS NULL ORDER BY started_at, id',
    [accountId],
  )
  return rows
}

/** Says that the steps before this one are done. False where the transfer does not go on: somebody cancelled it. */
export async function noteStep(
  pool: Runner,
  accountId: string,
  { id, step, done }: Pick<TransferRun, 'id' | 'step' | 'done'>,
): Promise<boolean> {
  const { rowCount } = await pool.query(
    `UPDATE transfer_run SET step = $3, done = $4
     WHERE account = $1 AND id = $2 AND phase = 'running' AND ended_at IS NULL`,
    [accountId, id, step, done],
  )
  return rowCount === 1
}

/** Has a running transfer taken back. False where it ended, or is being taken back already. */
export async function turnBack(
  pool: Runner,
  accountId: string,
  { id, reason }: { readonly id: string; readonly reason: TransferReason },
): Promise<boolean> {
  const { rowCount } = await pool.query(
    `UPDATE transfer_run SET phase = 'taking-back', reason = $3
     WHERE account = $1 AND id = $2 AND phase = 'running' AND ended_at IS NULL`,
    [accountId, id, JSON.stringify(reason)],
  )
  return rowCount === 1
}

/** Has a transfer that was done undone. False where it was not done, or was undone already. */
export async function beginUndo(pool: Runner, accountId: string, id: string): Promise<boolean> {
  const { rowCount } = await pool.query(
    `UPDATE transfer_run SET phase = 'undoing', ended_at = NULL, outcome = NULL
     WHERE account = $1 AND id = $2 AND phase = 'running' AND ended_at IS NOT NULL`,
    [accountId, id],
  )
  return rowCount === 1
}

/** Ends a transfer that is still in this phase. */
export async function endTransfer(
  pool: Runner,
  accountId: string,
  { id, phase, outcome }: { readonly id: string; readonly phase: TransferPhase; readonly outcome: TransferOutcome },
): Promise<boolean> {
  const { rowCount } = await pool.query(
    `UPDATE transfer_run SET ended_at = now(), outcome = $4, done = CASE WHEN phase = 'running' THEN total ELSE 0 END
     WHERE account = $1 AND id = $2 AND phase = $3 AND ended_at IS NULL`,
    [accountId, id, phase, JSON.stringify(outcome)],
  )
  return rowCount === 1
}

/** Forgets what nobody asks for any more. */
export async function forgetOldTransfers(pool: Runner, accountId: string): Promise<void> {
  await pool.query(`DELETE FROM transfer_run WHERE account = $1 AND ended_at < now() - interval '7 days'`, [accountId])
}
